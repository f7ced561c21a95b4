import { type ReactNode, useMemo, useState } from 'react'
import { ask, type Reply } from '../api/ask.ts'
import { Editor } from '../kit/editor.tsx'
import type { EditorMistake } from '../kit/editor-props.ts'
import { Said } from '../kit/said.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { completions } from './complete.ts'
import { WORDS } from './editor-words.ts'

interface Given {
  readonly facts: Reply<'language'>
  readonly on: readonly string[]
  readonly value: string
  readonly onChange: (value: string) => void
}

/** A condition with completion, and with its mistakes as one types. */
export function ConditionField({ facts, on, value, onChange }: Given): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const complete = useMemo(() => completions(facts, on, language), [facts, on, language])
  const [found, setFound] = useState<Reply<'checkCondition'>>()
  async function check(when: string, signal: AbortSignal): Promise<readonly EditorMistake[]> {
    if (on.length === 0) return []
    const checked = await ask('checkCondition', { body: { on: [...on], when } }, signal)
    setFound(checked)
    return checked.diagnostics.map(({ from, to, severity, message, wayOut }) => ({
      ...{ from, to, severity, message: wayOut === undefined ? message : `${message}; ${wayOut}` },
    }))
  }
  if (on.length === 0) return <p className="rules-note">{t('noEvents')}</p>
  return (
    <div className="rules-stack">
      <Editor
        key={on.join()}
        label={t('condition')}
        value={value}
        onChange={onChange}
        language="cel"
        complete={complete}
        check={check}
        lines={6}
      />
      <p className="field-hint">{t('conditionHint')}</p>
      <div role="status">
        {found !== undefined && value.trim() !== '' && (
          <ul className="rules-mistakes">
            {found.diagnostics.length === 0 && <li className="rules-meta">{t('clean')}</li>}
            {found.diagnostics.map(({ code, from, severity, message, wayOut }) => (
              <li key={`${code} ${from}`} className={severity === 'error' ? 'rules-error' : 'rules-warning'}>
                <span aria-hidden>{severity === 'error' ? '✗ ' : '! '}</span>
                <Said text={message} />
                {wayOut !== undefined && <bdi> – {wayOut}</bdi>}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
