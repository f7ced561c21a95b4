import { useRouter, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useWords } from '../words/words.ts'
import { CodeField } from './code-field.tsx'
import { OpenPage } from './open-page.tsx'
import { pathAfter } from './path-after.ts'
import { SignInProblem } from './sign-in-problem.tsx'
import { useSignIn } from './use-sign-in.ts'
import { WORDS } from './words.ts'

/** Sign in, and on to the page that was asked for. */
export function SignInPage(): ReactNode {
  const t = useWords(WORDS)
  const router = useRouter()
  const { to } = useSearch({ strict: false }) as { readonly to?: unknown }
  const path = pathAfter(to)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { data: ways } = useAsk('signInOptions', {}, { freshMs: 300_000 })
  const { signIn, isPending, error, wantsCode, startAgain } = useSignIn()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const done = await signIn({ email, password, ...(wantsCode ? { code } : {}) })
    if (done) router.history.replace(path)
  }

  return (
    <OpenPage title={wantsCode ? t('secondStep') : t('signIn')}>
      <form className="form" onSubmit={submit}>
        {wantsCode ? (
          <CodeField value={code} onChange={setCode} />
        ) : (
          <>
            <TextField
              label={t('email')}
              value={email}
              onChange={setEmail}
              autoComplete="username"
              autoFocus
              isRequired
            />
            <TextField
              label={t('password')}
              value={password}
              onChange={setPassword}
              type="password"
              autoComplete="current-password"
              isRequired
            />
          </>
        )}
        <SignInProblem error={error} />
        <Button type="submit" primary isDisabled={isPending}>
          {wantsCode ? t('confirm') : t('signIn')}
        </Button>
        {wantsCode && (
          <Button
            quiet
            onPress={() => {
              setCode('')
              startAgain()
            }}
          >
            {t('otherAccount')}
          </Button>
        )}
      </form>
      {!wantsCode && ways?.sso === true && (
        // Not a page of ours: the browser goes there by itself.
        <a className="button" href={`/v1/sso/start?${new URLSearchParams({ to: path.slice(0, 200) })}`}>
          {t('sso')}
        </a>
      )}
      <p className="open-soft">{t('lostAccess')}</p>
    </OpenPage>
  )
}
