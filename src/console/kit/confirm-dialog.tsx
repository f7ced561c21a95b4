import { type ReactNode, useState } from 'react'
import { useWords } from '../words/words.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ProblemBox } from './problem-box.tsx'
import { TextField } from './text-field.tsx'
import { WORDS } from './words.ts'

interface Given {
  readonly title: string
  /** What it will do, and to how many. */
  readonly children: ReactNode
  /** The act in a word or two, on the button. */
  readonly act: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onAct: () => void
  readonly isPending?: boolean
  readonly error?: Error | null
  /** To be typed before it can be done. */
  readonly typed?: { readonly label: string; readonly text: string }
  /** It takes nothing away. */
  readonly isHarmless?: boolean
  /** Not yet, as when a preview is still being counted. */
  readonly isDisabled?: boolean
}

/** Asks before something is done that is hard to take back: says what, and to how many. */
export function ConfirmDialog(given: Given): ReactNode {
  const t = useWords(WORDS)
  const [text, setText] = useState('')
  const { typed, isPending = false, isDisabled = false, error = null } = given
  const close = () => {
    setText('')
    given.onClose()
  }
  return (
    <Dialog title={given.title} isOpen={given.isOpen} onClose={close}>
      <div className="dialog-text">{given.children}</div>
      {typed !== undefined && <TextField label={typed.label} value={text} onChange={setText} />}
      <ProblemBox error={error} />
      <div className="dialog-acts">
        <Button onPress={close}>{t('cancel')}</Button>
        <Button
          {...(given.isHarmless ? { primary: true } : { danger: true })}
          isDisabled={isPending || isDisabled || (typed !== undefined && text !== typed.text)}
          onPress={given.onAct}
        >
          {given.act}
        </Button>
      </div>
    </Dialog>
  )
}
