import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { Facts } from '../kit/facts.tsx'
import { Page, Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { AccessPanel } from './access-panel.tsx'
import { EventsTable } from './events-table.tsx'
import { lengthIn } from './length-text.ts'
import { ModelsTable } from './models-table.tsx'
import { WORDS } from './words.ts'
import './settings.css'

/** What runs here, and what the live pack says of it. */
export function SettingsPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { may, user } = useSession()
  const { data, error } = useAsk('settings', {})
  const { data: ready } = useAsk('ready', {}, { everyMs: 15_000 })
  const length = (ms: number) => {
    const { unit, count } = lengthIn(ms)
    return t(unit, { count })
  }
  return (
    <Page title={t('settings')} about={t('about')}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <>
          <div className="columns">
            <Panel title={t('service')}>
              <Facts
                facts={[
                  [t('version'), data.service.version],
                  [t('started'), <Time key="started" at={data.service.startedAt} relative />],
                  [t('store'), `${data.service.store} ${data.service.postgres}`],
                  [t('history'), data.service.history ? t('historyOn') : t('historyOff')],
                  [t('publicUrl'), data.service.publicUrl ?? t('asAsked')],
                  [t('sso'), data.service.singleSignOn ? t('on') : t('off')],
                  [t('ready'), ready === undefined ? '…' : ready.ready ? t('readyYes') : ready.why.join(' ')],
                  [
                    t('notes'),
                    ready === undefined || ready.notes.length === 0 ? (
                      t('noNotes')
                    ) : (
                      <ul key="notes" className="settings-notes">
                        {ready.notes.map((note) => (
                          <li key={note}>{note}</li>
                        ))}
                      </ul>
                    ),
                  ],
                  [
                    t('docs'),
                    <span key="docs">
                      <a href="/docs">{t('docsApi')}</a>, <a href="/openapi.json">{t('docsOpenApi')}</a>
                    </span>,
                  ],
                ]}
              />
            </Panel>
            <Panel title={t('pack')}>
              <Facts
                facts={[
                  [t('tenant'), data.pack.tenant],
                  [t('ruleset'), <code key="ruleset">{data.pack.ruleset}</code>],
                  [
                    t('packVersion', { n: data.pack.version }),
                    <Time key="since" at={data.pack.since} relative />,
                  ],
                  [t('worlds'), data.pack.worlds.join(', ')],
                  [t('languages'), data.pack.languages.join(', ')],
                  [t('rules'), data.pack.rules.toLocaleString(language)],
                  [t('policies'), data.pack.policies.toLocaleString(language)],
                  [t('undo'), length(data.pack.undoMs)],
                  [t('keepReports'), length(data.pack.keepReportsMs)],
                  [t('appealWindow'), length(data.pack.appealWindowMs)],
                  [t('strikes'), length(data.pack.strikeMs)],
                ]}
              />
            </Panel>
          </div>
          {may('user.manage') && user.worlds === null && <AccessPanel />}
          <Panel title={t('events')}>
            <EventsTable events={data.pack.events} length={length} />
          </Panel>
          <Panel title={t('models')}>
            <ModelsTable models={data.pack.models} />
          </Panel>
        </>
      )}
    </Page>
  )
}
