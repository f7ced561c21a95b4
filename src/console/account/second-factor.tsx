import { type ReactNode, useState } from 'react'
import { keepCsrfToken } from '../api/csrf.ts'
import { useChange } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { ConfirmDialog } from '../kit/confirm-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { EnrolTotp } from './enrol-totp.tsx'
import { WORDS } from './words.ts'

export function SecondFactor(): ReactNode {
  const t = useWords(WORDS)
  const { user, refresh } = useSession()
  const [isOpen, setOpen] = useState(false)
  const [password, setPassword] = useState('')
  const { mutate, isPending, error, reset } = useChange('removeTotp')
  const close = () => {
    setOpen(false)
    setPassword('')
    reset()
  }
  if (!user.totp)
    return (
      <EnrolTotp
        onDone={() => {
          toast(t('enrolled'))
          void refresh()
        }}
      />
    )
  return (
    <>
      <p>
        <Badge tone="good">{t('hasFactor')}</Badge> {t('hasFactorText')}
      </p>
      <p className="account-soft">{t('newCodes')}</p>
      <div>
        <Button danger onPress={() => setOpen(true)}>
          {t('removeFactor')}
        </Button>
      </div>
      <ConfirmDialog
        title={t('removeFactor')}
        act={t('removeFactor')}
        isOpen={isOpen}
        onClose={close}
        isPending={isPending}
        isDisabled={password === ''}
        error={error}
        onAct={() =>
          mutate(
            { body: { password } },
            {
              onSuccess({ csrf }) {
                keepCsrfToken(csrf)
                close()
                toast(t('removed'))
                void refresh()
              },
            },
          )
        }
      >
        <p>{t('removeWhat')}</p>
        <TextField
          label={t('yourPassword')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
        />
      </ConfirmDialog>
    </>
  )
}
