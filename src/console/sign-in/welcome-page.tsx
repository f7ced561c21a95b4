import { useRouter } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { paths } from '../paths.ts'
import { startTour } from '../tour/tour-state.ts'
import { useWords } from '../words/words.ts'
import { CodeField } from './code-field.tsx'
import { OpenPage } from './open-page.tsx'
import { PasswordHints } from './password-hints.tsx'
import { SignInProblem } from './sign-in-problem.tsx'
import { useLinkToken } from './use-link-token.ts'
import { useSignIn } from './use-sign-in.ts'
import { WORDS } from './words.ts'

/**
 * Where a one-time link is used: a password is set, and whoever set it is signed in and shown around. The token stands
 * behind the number sign, so that it is never sent in an address.
 */
export function WelcomePage(): ReactNode {
  const t = useWords(WORDS)
  const router = useRouter()
  const token = useLinkToken()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [login, setLogin] = useState<string>()
  const accept = useChange('acceptInvitation')
  const { signIn, isPending, error, wantsCode } = useSignIn()

  async function enter(as: string): Promise<void> {
    const done = await signIn({ email: as, password, ...(wantsCode ? { code } : {}) })
    if (!done) return
    startTour()
    router.history.replace(paths.home())
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (login !== undefined) return void enter(login)
    accept.mutate(
      { body: { token, password, ...(email === '' ? {} : { email }) } },
      {
        onSuccess(reply) {
          // The link is used up, and is to stand in no history.
          router.history.replace(paths.welcome())
          setLogin(reply.login)
          void enter(reply.login)
        },
      },
    )
  }

  if (token === '' && login === undefined)
    return (
      <OpenPage title={t('welcome')}>
        <p>{t('noLink')}</p>
        <a href={paths.signIn()}>{t('toSignIn')}</a>
      </OpenPage>
    )
  return (
    <OpenPage title={wantsCode ? t('secondStep') : t('welcome')}>
      <form className="form" onSubmit={submit}>
        {login === undefined ? (
          <>
            <p>{t('welcomeHint')}</p>
            <TextField
              label={t('welcomeEmail')}
              hint={t('welcomeEmailHint')}
              value={email}
              onChange={setEmail}
              type="email"
              autoComplete="username"
            />
            <TextField
              label={t('newPassword')}
              value={password}
              onChange={setPassword}
              type="password"
              autoComplete="new-password"
              isRequired
            />
            <PasswordHints password={password} person={{ name: '', email: email === '' ? null : email }} />
          </>
        ) : (
          <>
            <p>{t('passwordSet', { login })}</p>
            {wantsCode && <CodeField value={code} onChange={setCode} />}
          </>
        )}
        <ProblemBox error={login === undefined ? accept.error : null} />
        <SignInProblem error={error} />
        <Button type="submit" primary isDisabled={accept.isPending || isPending}>
          {login === undefined ? t('set') : wantsCode ? t('confirm') : t('signIn')}
        </Button>
      </form>
    </OpenPage>
  )
}
