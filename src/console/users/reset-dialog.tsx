import { type ReactNode, useState } from 'react'
import type { Reply } from '../api/ask.ts'
import { useChange } from '../api/use-ask.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { plainText } from '../kit/plain-text.ts'
import { useWords } from '../words/words.ts'
import { LinkOnce } from './link-once.tsx'
import { WORDS } from './words.ts'

export function ResetDialog(props: {
  readonly user: Reply<'user'>
  readonly onClose: () => void
}): ReactNode {
  const t = useWords(WORDS)
  const { user, onClose } = props
  const [totp, setTotp] = useState(false)
  const [link, setLink] = useState<Reply<'resetUser'>>()
  const { mutate, isPending, error } = useChange('resetUser', { refreshes: ['listUsers', 'userHoldings'] })
  if (link !== undefined)
    return <LinkOnce title={t('resetLink', { name: plainText(user.name) })} link={link} onClose={onClose} />
  return (
    <ConfirmDialog
      title={t('resetTitle')}
      act={t('resetAct')}
      isOpen
      isHarmless={!totp}
      isPending={isPending}
      error={error}
      onClose={onClose}
      onAct={() => mutate({ params: { id: user.id }, body: { totp } }, { onSuccess: setLink })}
    >
      <p>{t('resetHint', { name: plainText(user.name) })}</p>
      {user.totp && (
        <Checkbox label={t('resetTotp')} hint={t('resetTotpHint')} isChosen={totp} onChange={setTotp} />
      )}
    </ConfirmDialog>
  )
}
