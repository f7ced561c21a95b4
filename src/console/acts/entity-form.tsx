import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import './acts.css'
import { isEntityRef } from './is-entity-ref.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly label: string
  readonly hint?: string
  /** Undefined: nothing is asked for any more. */
  readonly onFind: (entity: string | undefined) => void
}

/** An entity to be looked for: it is sent in a body, and never stands in an address. */
export function EntityForm({ label, hint, onFind }: Given): ReactNode {
  const t = useWords(WORDS)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  function send(event: FormEvent): void {
    event.preventDefault()
    const asked = text.trim()
    const isWrong = asked !== '' && !isEntityRef(asked)
    setProblem(isWrong ? t('entityHint') : undefined)
    if (!isWrong) onFind(asked === '' ? undefined : asked)
  }
  return (
    <form className="acts-find" onSubmit={send}>
      <TextField
        label={label}
        {...(hint === undefined ? {} : { hint })}
        problem={problem}
        value={text}
        onChange={setText}
        placeholder="account:…"
        autoComplete="off"
      />
      <Button type="submit">{t('find')}</Button>
    </form>
  )
}
