import { type FormEvent, type ReactNode, useState } from 'react'
import { keepCsrfToken } from '../api/csrf.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { CopyButton } from '../kit/copy-button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Qr } from '../kit/qr.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import { WORDS } from './words.ts'

/** Sets up a second factor in three steps: the password, the app and its first code, the recovery codes. */
export function EnrolTotp({ onDone }: { readonly onDone: () => void }): ReactNode {
  const t = useWords(WORDS)
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const enrol = useChange('enrolTotp')
  const confirm = useChange('confirmTotp')

  if (confirm.data !== undefined) return <RecoveryCodes codes={confirm.data.recoveryCodes} onDone={onDone} />
  if (enrol.data !== undefined) {
    const { secret, uri } = enrol.data
    const submit = (event: FormEvent) => {
      event.preventDefault()
      confirm.mutate(
        { body: { code: code.replaceAll(/\s/g, '') } },
        { onSuccess: ({ csrf }) => keepCsrfToken(csrf) },
      )
    }
    return (
      <form className="form" onSubmit={submit}>
        <p>{t('scan')}</p>
        <Qr text={uri} label={t('qr')} />
        <p className="account-soft">{t('orType')}</p>
        <p className="account-secret">
          <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          <CopyButton text={secret} />
        </p>
        <TextField
          label={t('firstCode')}
          value={code}
          onChange={setCode}
          autoComplete="one-time-code"
          inputMode="numeric"
          isRequired
        />
        <ProblemBox error={confirm.error} />
        <Button type="submit" primary isDisabled={confirm.isPending}>
          {t('confirm')}
        </Button>
      </form>
    )
  }
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        enrol.mutate({ body: { password } }, { onSuccess: () => setPassword('') })
      }}
    >
      <p>{t('enrolWhy')}</p>
      <TextField
        label={t('yourPassword')}
        value={password}
        onChange={setPassword}
        type="password"
        autoComplete="current-password"
        isRequired
      />
      <ProblemBox error={enrol.error} />
      <Button type="submit" isDisabled={enrol.isPending}>
        {t('enrol')}
      </Button>
    </form>
  )
}
