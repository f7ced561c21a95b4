import { type ReactNode, useState } from 'react'
import { WORDS as ACCESS } from '../access/words.ts'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Facts } from '../kit/facts.tsx'
import { Panel } from '../kit/page.tsx'
import { plainText } from '../kit/plain-text.ts'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { fromNow } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { DisableDialog } from './disable-dialog.tsx'
import { EnableDialog } from './enable-dialog.tsx'
import { EndDialog } from './end-dialog.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import { WORDS } from './words.ts'

type Open = 'change' | 'reset' | 'end' | 'disable' | 'enable'

/** Somebody: what they hold, and what can be done about it. */
export function UserPanel({ user }: { readonly user: Reply<'user'> }): ReactNode {
  const t = useWords(WORDS)
  const ta = useWords(ACCESS)
  const language = useLanguage()
  const { data: held, error } = useAsk('userHoldings', { params: { id: user.id } })
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const isDisabled = user.state === 'disabled'
  const { languages, families, clearance } = user.skills
  return (
    <Panel
      title={plainText(user.name)}
      acts={
        <>
          <Button onPress={() => setOpen('change')}>{t('change')}</Button>
          {!isDisabled && <Button onPress={() => setOpen('reset')}>{t('reset')}</Button>}
          {!isDisabled && <Button onPress={() => setOpen('end')}>{t('end')}</Button>}
          {isDisabled ? (
            <Button onPress={() => setOpen('enable')}>{t('enable')}</Button>
          ) : (
            <Button danger onPress={() => setOpen('disable')}>
              {t('disable')}
            </Button>
          )}
        </>
      }
    >
      <ProblemBox error={error} />
      <div className="columns">
        <Facts
          facts={[
            [t('email'), <PlayerText key="email" text={user.email ?? '–'} inline />],
            [ta('role'), ta(`role_${user.role}`)],
            [ta('worlds'), user.worlds?.join(', ') ?? t('all')],
            [t('languages'), languages?.join(', ') ?? t('all')],
            [t('families'), families?.join(', ') ?? t('all')],
            [t('clearance'), <SeverityBadge key="clearance" severity={clearance} />],
            [t('totp'), user.totp ? t('yes') : t('no')],
            [t('state'), <Badge key="state">{t(`state_${user.state}`)}</Badge>],
          ]}
        />
        {held !== undefined && (
          <Facts
            facts={[
              [
                t('sessions'),
                <List
                  key="sessions"
                  none={t('none')}
                  items={held.sessions.map(
                    ({ via, seen }) =>
                      `${t(`via_${via}`)}, ${t('lastSeen', { when: fromNow(Date.parse(seen) - Date.now(), language) })}`,
                  )}
                />,
              ],
              [t('keys'), <List key="keys" none={t('none')} items={held.keys.map(({ name }) => name)} />],
              [t('jobs'), held.jobs.toLocaleString(language)],
            ]}
          />
        )}
      </div>
      {open === 'change' && <ChangeDialog user={user} onClose={close} />}
      {open === 'reset' && <ResetDialog user={user} onClose={close} />}
      {open === 'end' && <EndDialog user={user} held={held} onClose={close} />}
      {open === 'disable' && <DisableDialog user={user} held={held} onClose={close} />}
      {open === 'enable' && <EnableDialog user={user} onClose={close} />}
    </Panel>
  )
}

function List({ items, none }: { readonly items: readonly string[]; readonly none: string }): ReactNode {
  if (items.length === 0) return none
  return (
    <ul className="users-list">
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be the same, and none has a state of its own
        <li key={index}>
          <PlayerText text={item} inline />
        </li>
      ))}
    </ul>
  )
}
