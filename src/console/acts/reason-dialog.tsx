import { type ReactNode, useState } from 'react'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly title: string
  readonly act: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** With the reason that was given. */
  readonly onAct: (reason: string) => void
  readonly isPending: boolean
  readonly isDisabled?: boolean
  readonly error: Error | null
  /** What it will do, and to how many. */
  readonly children: ReactNode
}

/** Asks before something is taken back, and for the reason, which the team can read later and players never see. */
export function ReasonDialog(given: Given): ReactNode {
  const t = useWords(WORDS)
  const [reason, setReason] = useState('')
  const close = () => {
    setReason('')
    given.onClose()
  }
  return (
    <ConfirmDialog
      title={given.title}
      act={given.act}
      isOpen={given.isOpen}
      onClose={close}
      onAct={() => given.onAct(reason.trim())}
      isPending={given.isPending}
      isDisabled={given.isDisabled === true || reason.trim() === ''}
      error={given.error}
    >
      {given.children}
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        isRequired
      />
    </ConfirmDialog>
  )
}
