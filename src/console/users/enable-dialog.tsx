import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function EnableDialog(props: {
  readonly user: Reply<'user'>
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { user, onClose } = props
  const { mutate, isPending, error } = useChange('enableUser', { refreshes: ['listUsers', 'userHoldings'] })
  return (
    <ConfirmDialog
      title={t('enableTitle', { name: plainText(user.name) })}
      act={t('enable')}
      isOpen
      isHarmless
      isPending={isPending}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { params: { id: user.id } },
          {
            onSuccess() {
              toast(t('enabled'))
              onClose()
            },
          },
        )
      }
    >
      <p>{t('enableHint')}</p>
    </ConfirmDialog>
  )
}
