import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { WORDS as ACCESS } from '../access/words.ts'
import { A } from '../kit/a.tsx'
import { NAV } from '../nav.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { TourEntry } from '../tour/tour-entry.tsx'
import { useWords } from '../words/words.ts'
import { Preferences } from './preferences.tsx'
import { SignOut } from './sign-out.tsx'
import { WORDS } from './words.ts'

/** The menu at the side; folded away on a narrow screen. */
export function Menu(): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const { user, may } = useSession()
  const { pathname } = useLocation()
  const [isOpen, setOpen] = useState(false)
  const nav = useRef<HTMLElement>(null)
  // The menu may be longer than the screen: where one is must be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: where one is changes with the address
  useEffect(() => {
    nav.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname])
  const groups = NAV.map(({ word, entries }) => ({
    word,
    entries: entries.filter(({ needs }) => needs === undefined || may(needs)),
  })).filter(({ entries }) => entries.length > 0)
  const isHere = (path: string) =>
    path === paths.home() ? pathname === path : pathname === path || pathname.startsWith(`${path}/`)
  return (
    <header className="menu" data-open={isOpen || undefined}>
      <div className="menu-head">
        <A to={paths.home()} className="menu-brand">
          Haechi
        </A>
        <button
          type="button"
          className="menu-toggle"
          aria-expanded={isOpen}
          aria-controls="menu-body"
          onClick={() => setOpen(!isOpen)}
        >
          {t('menu')}
        </button>
      </div>
      <div id="menu-body" className="menu-body">
        <nav ref={nav} aria-label={t('menu')}>
          {groups.map(({ word, entries }) => (
            <section key={word}>
              <h2 className="menu-group">{t(word)}</h2>
              <ul>
                {entries.map((entry) => (
                  <li key={entry.path}>
                    <A
                      to={entry.path}
                      className="menu-entry"
                      aria-current={isHere(entry.path) ? 'page' : undefined}
                      onClick={() => setOpen(false)}
                    >
                      {t(entry.word)}
                    </A>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <div className="menu-foot">
          <Preferences />
          <p className="menu-who">
            <bdi>{t('signedInAs', { name: user.name, role: ta(`role_${user.role}`) })}</bdi>
          </p>
          <p>
            <A to={paths.account()} aria-current={isHere(paths.account()) ? 'page' : undefined}>
              {t('account')}
            </A>
          </p>
          <TourEntry />
          <SignOut />
        </div>
      </div>
    </header>
  )
}
