import type { ReactNode } from 'react'
import type { LiveAlarm } from '../../api/contract/live.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Panel } from '../kit/page.tsx'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

type SayHome = ReturnType<typeof useWords<NonNullable<(typeof WORDS)['names']>>>

/** What somebody should look after, each with the way out. */
export function Alarms({ alarms }: { readonly alarms: readonly LiveAlarm[] }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  if (alarms.length === 0) return <p className="home-soft home-calm">{t('noAlarms')}</p>
  return (
    <Panel title={t('alarms', { count: alarms.length })} className="home-alarms">
      <ul>
        {alarms.map((alarm) => {
          const way = wayOf(alarm)
          return (
            <li key={JSON.stringify(nameOf(alarm))}>
              <Badge tone={alarm.kind === 'store' || alarm.kind === 'aside' ? 'danger' : 'warn'}>
                {t(`alarm_${alarm.kind}`)}
              </Badge>
              <bdi>{sentenceOf(t, alarm, language)}</bdi>
              {way !== undefined && <A to={way.to}>{t(way.word)}</A>}
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}

/** What stays the same while its numbers change. */
function nameOf(alarm: LiveAlarm): unknown {
  switch (alarm.kind) {
    case 'store':
      return [alarm.kind, alarm.why]
    case 'note':
      return [alarm.kind, alarm.text]
    case 'queue':
      return [alarm.kind, alarm.queue]
    case 'endpoint':
      return [alarm.kind, alarm.endpoint]
    case 'aside':
      return [alarm.kind, alarm.effect, alarm.fault]
    case 'rule':
      return [alarm.kind, alarm.rule, alarm.what, alarm.over]
  }
}

function wayOf(alarm: LiveAlarm) {
  switch (alarm.kind) {
    case 'store':
    case 'note':
      return undefined
    case 'queue':
      return { to: paths.queues(), word: 'way_queue' } as const
    case 'endpoint':
      return { to: paths.endpoint(alarm.endpoint), word: 'way_endpoint' } as const
    case 'aside':
      return { to: paths.effects(), word: 'way_aside' } as const
    case 'rule':
      return { to: paths.rule(alarm.rule), word: 'way_rule' } as const
  }
}

function sentenceOf(t: SayHome, alarm: LiveAlarm, language: string): string {
  switch (alarm.kind) {
    case 'store':
      return alarm.why
    case 'note':
      return alarm.text
    case 'queue':
      return t('queueLate', { queue: alarm.queue, count: alarm.breached })
    case 'endpoint':
      return t(`endpoint_${alarm.state}`, { ...alarm })
    case 'aside':
      return t('asideEffects', { effect: alarm.effect, count: alarm.count, fault: alarm.fault })
    case 'rule':
      return t(`rule_${alarm.what}_${alarm.direction}_${alarm.over}`, {
        rule: alarm.rule,
        observed: alarm.observed.toLocaleString(language),
        expected: alarm.expected.toLocaleString(language, { maximumFractionDigits: 1 }),
      })
  }
}
