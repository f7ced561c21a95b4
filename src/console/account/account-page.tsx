import type { ReactNode } from 'react'
import { WORDS as ACCESS } from '../access/words.ts'
import { Badge } from '../kit/badge.tsx'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { Time } from '../kit/time.tsx'
import { useSession } from '../session/session.tsx'
import { Preferences } from '../shell/preferences.tsx'
import { useWords } from '../words/words.ts'
import './account.css'
import { Said } from '../kit/said.tsx'
import { ChangePassword } from './change-password.tsx'
import { OwnKeys } from './own-keys.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { SecondFactor } from './second-factor.tsx'
import { WORDS } from './words.ts'

/** What is one's own: who one is here, password, second factor, keys, sessions, language and appearance. */
export function AccountPage(): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const { user, via, expiresAt } = useSession()
  const { languages, families, clearance } = user.skills
  const all = (names: readonly string[] | null) => (names === null ? t('all') : names.join(', '))
  return (
    <Page title={t('title')} about={t('about')}>
      <div className="account-parts">
        <Panel title={t('profile')}>
          <Facts
            facts={[
              [t('name'), <Said key="name" text={user.name} />],
              [t('email'), user.email === null ? t('noEmail') : <Said key="email" text={user.email} />],
              [ta('role'), <Badge key="role">{ta(`role_${user.role}`)}</Badge>],
              [t('worlds'), all(user.worlds)],
              [t('languages'), all(languages)],
              [t('families'), all(families)],
              [t('clearance'), clearance],
              [t('via'), t(`via_${via}`)],
              ...(expiresAt === null ? [] : [[t('expires'), <Time key="expires" at={expiresAt} />] as const]),
            ]}
          />
          <p className="account-soft">{t('profileWho')}</p>
        </Panel>
        <Panel title={t('preferences')}>
          <p className="account-soft">{t('preferencesWhere')}</p>
          <Preferences />
        </Panel>
        <Panel title={t('password')}>{via === 'sso' ? <p>{t('passwordSso')}</p> : <ChangePassword />}</Panel>
        <Panel title={t('secondFactor')}>
          {via === 'sso' ? <p>{t('secondFactorSso')}</p> : <SecondFactor />}
        </Panel>
      </div>
      <OwnKeys />
      <OwnSessions />
    </Page>
  )
}
