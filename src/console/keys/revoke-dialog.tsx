import type { ReactNode } from 'react'
import { useChange } from '../api/use-ask.ts'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { fromNow } from '../kit/time.tsx'
import { toast } from '../kit/toast.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import type { Key } from './key.ts'
import { WORDS } from './words.ts'

/** Says what the key was last used for, so that nobody cuts off a game by mistake. */
export function RevokeDialog(props: {
  readonly of: Key
  /** When the service started, as words; what was before is not known. */
  readonly started: string | undefined
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { of: key, started = '…', onClose } = props
  const { mutate, isPending, error } = useChange('revokeKey', { refreshes: ['listKeys', 'userHoldings'] })
  return (
    <ConfirmDialog
      title={t('revokeTitle', { name: plainText(key.name) })}
      act={t('revoke')}
      isOpen
      isPending={isPending}
      error={error}
      onClose={onClose}
      onAct={() =>
        mutate(
          { params: { id: key.id } },
          {
            onSuccess() {
              toast(t('revoked'))
              onClose()
            },
          },
        )
      }
    >
      <p>
        {key.usedAt === null
          ? t('revokeUnused', { when: started })
          : t('revokeUsed', { when: fromNow(Date.parse(key.usedAt) - Date.now(), language) })}
      </p>
      <p>{t('revokeHint')}</p>
    </ConfirmDialog>
  )
}
