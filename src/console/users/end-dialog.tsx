import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { toast } from '../kit/toast.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function EndDialog(props: {
  readonly user: Reply<'user'>
  readonly held: Reply<'userHoldings'> | undefined
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { user, held, onClose } = props
  const { mutate, isPending, error } = useChange('endSessions', { refreshes: ['userHoldings'] })
  return (
    <ConfirmDialog
      title={t('endTitle', { name: plainText(user.name) })}
      act={t('end')}
      isOpen
      isPending={isPending}
      isDisabled={held === undefined}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { params: { id: user.id } },
          {
            onSuccess() {
              toast(t('ended'))
              onClose()
            },
          },
        )
      }
    >
      <p>{t('endHint', { count: held?.sessions.length ?? 0 })}</p>
    </ConfirmDialog>
  )
}
