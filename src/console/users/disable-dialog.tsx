import type { ReactNode } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Says what ends when somebody is disabled, and why it cannot be when it cannot. */
export function DisableDialog(props: {
  readonly user: Reply<'user'>
  readonly held: Reply<'userHoldings'> | undefined
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { user, held, onClose } = props
  const session = useSession()
  const { mutate, isPending, error } = useChange('disableUser', { refreshes: ['listUsers', 'userHoldings'] })
  return (
    <ConfirmDialog
      title={t('disableTitle', { name: plainText(user.name) })}
      act={t('disable')}
      isOpen
      isPending={isPending}
      isDisabled={held === undefined || held.lastAdmin}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { params: { id: user.id } },
          {
            onSuccess() {
              toast(t('disabled'))
              onClose()
            },
          },
        )
      }
    >
      {held?.lastAdmin ? (
        <p>{t('lastAdmin')}</p>
      ) : (
        <>
          {session.user.id === user.id && <p className="choose-why">{t('yourself')}</p>}
          <p>{t('disableHint')}</p>
          {held !== undefined && (
            <ul className="users-list">
              <li>{t('disableSessions', { count: held.sessions.length })}</li>
              <li>{t('disableKeys', { count: held.keys.length })}</li>
              <li>{t('disableJobs', { count: held.jobs })}</li>
            </ul>
          )}
        </>
      )}
    </ConfirmDialog>
  )
}
