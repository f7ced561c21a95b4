import { Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { Button } from '../kit/button.tsx'
import { KeysProvider } from '../kit/keys.tsx'
import { Toasts } from '../kit/toast.tsx'
import { WithSession } from '../session/session.tsx'
import { Tour } from '../tour/tour.tsx'
import { useWords } from '../words/words.ts'
import { Menu } from './menu.tsx'
import './shell.css'
import { ToSignIn } from './to-sign-in.tsx'
import { Unlocked } from './unlocked.tsx'
import { WORDS } from './words.ts'

/** What stands around every page, for whoever has signed in. */
export function Shell(): ReactNode {
  const t = useWords(WORDS)
  return (
    <WithSession
      waiting={<p className="alone">{t('loading')}</p>}
      otherwise={(fault) =>
        fault.kind === 'unreachable' || fault.kind === 'unavailable' ? (
          <main className="alone">
            <h1>{t('unreachable')}</h1>
            <Button onPress={() => location.reload()}>{t('retry')}</Button>
          </main>
        ) : (
          <ToSignIn />
        )
      }
    >
      <KeysProvider>
        <a className="skip" href="#content">
          {t('skip')}
        </a>
        <div className="shell">
          <Menu />
          <main id="content" className="shell-content" tabIndex={-1}>
            <Suspense fallback={<p>{t('loading')}</p>}>
              <Unlocked>
                <Tour />
                <Outlet />
              </Unlocked>
            </Suspense>
          </main>
        </div>
        <Toasts />
      </KeysProvider>
    </WithSession>
  )
}
