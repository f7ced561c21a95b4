import { type ReactNode, useState } from 'react'
import type { RouteName } from '../../api/contract/routes.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What else is asked for anew when a model was changed. */
export const CHANGED_BY_ACT: readonly RouteName[] = ['model', 'listModels']

interface Given {
  readonly title: string
  readonly act: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Does it, with the reason that was given. */
  readonly onAct: (why: string) => Promise<unknown>
  readonly done: string
  readonly isPending: boolean
  readonly error: Error | null
  readonly isHarmless?: boolean
  /** What it will do. */
  readonly children: ReactNode
}

/** Asks before a person changes a model: says what will happen, and asks for the reason that is kept with it. */
export function ActDialog(given: Given): ReactNode {
  const t = useWords(WORDS)
  const [why, setWhy] = useState('')
  const { onAct, onClose, done, children, ...rest } = given
  const close = () => {
    setWhy('')
    onClose()
  }
  async function go(): Promise<void> {
    const answer = await onAct(why.trim()).catch(() => undefined)
    if (answer === undefined) return
    toast(done)
    close()
  }
  return (
    <ConfirmDialog {...rest} onClose={close} onAct={() => void go()} isDisabled={why.trim() === ''}>
      {children}
      <TextField
        label={t('why')}
        hint={t('whyHint')}
        value={why}
        onChange={setWhy}
        maxLength={500}
        isRequired
      />
    </ConfirmDialog>
  )
}
