import type { ReactNode } from 'react'
import type { Chain } from '../../api/contract/acts.ts'
import { A } from '../kit/a.tsx'
import { Badge, VerdictBadge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import './acts.css'
import { ByWhom } from './by-whom.tsx'
import { type TimelineEntry, timelineOf } from './timeline-of.ts'
import { WORDS } from './words.ts'

/** What happened in a matter, one below the other, each with the way to it. `here`: the id of what the page shows. */
export function Timeline({ chain, here }: { readonly chain: Chain; readonly here: string }): ReactNode {
  const entries = timelineOf(chain)
  if (entries.length === 0) return <Empty />
  return (
    <ol className="acts-timeline">
      {entries.map((entry) => (
        <li key={entry.key} className="acts-entry">
          <Time at={entry.at} />
          <div className="acts-entry-body">
            <Entry entry={entry} here={here} />
          </div>
        </li>
      ))}
    </ol>
  )
}

function Entry({ entry, here }: { readonly entry: TimelineEntry; readonly here: string }): ReactNode {
  const t = useWords(WORDS)
  const link = (id: string, to: string, text: string) =>
    id === here ? <strong>{text}</strong> : <A to={to}>{text}</A>
  switch (entry.kind) {
    case 'decision': {
      const { id, verdict, reasons, type } = entry.decision
      return (
        <>
          {link(id, paths.decision(id), t('decision'))} <VerdictBadge verdict={verdict} /> <code>{type}</code>
          <Small>{reasons.map(({ rule, policy }) => `${rule} (${policy})`).join(', ')}</Small>
        </>
      )
    }
    case 'job':
    case 'closed': {
      const { job, queue, kind, state, outcome } = entry.job
      return (
        <>
          {link(job, paths.job(job), entry.kind === 'job' ? t('jobOpened') : t('jobClosed'))}{' '}
          {entry.kind === 'closed' && <Badge>{outcome === null ? t(`job_${state}`) : t(outcome)}</Badge>}
          <Small>
            {queue}
            {kind !== null && ` · ${t(`kind_${kind}`)}`}
          </Small>
        </>
      )
    }
    case 'judgement': {
      const { choice, policies, note, marks } = entry.said
      return (
        <>
          {t('judged')} <Badge tone={choice === 'violates' ? 'warn' : 'plain'}>{t(choice)}</Badge>{' '}
          {marks.includes('overturned') && <Badge tone="danger">{t('appeal_overturned')}</Badge>}
          <Small>{policies.join(', ')}</Small>
          {note !== null && <PlayerText text={note} />}
        </>
      )
    }
    case 'cause':
    case 'taken': {
      const { enforcement, cause } = entry
      return (
        <>
          {link(
            enforcement.id,
            paths.enforcement(enforcement.id),
            entry.kind === 'cause' ? t('enforced') : t('causeTaken'),
          )}{' '}
          <Badge tone={entry.kind === 'cause' ? 'warn' : 'plain'}>{enforcement.enforcement}</Badge>{' '}
          <EntityLink entity={enforcement.target} />
          <Small>
            <ByWhom cause={cause} /> · {cause.policy}
          </Small>
          {entry.kind === 'cause' && cause.reason !== null && <PlayerText text={cause.reason} />}
        </>
      )
    }
    case 'ended': {
      const { id, enforcement, state } = entry.enforcement
      return (
        <>
          {link(id, paths.enforcement(id), t('ended'))} <Badge>{enforcement}</Badge>{' '}
          <Badge tone={state === 'reversed' ? 'good' : 'plain'}>{t(`state_${state}`)}</Badge>
        </>
      )
    }
    case 'strike': {
      const { weight, state, policy, account } = entry.strike
      return (
        <>
          <span>{t('strikeOf', { n: weight })}</span> <EntityLink entity={account} />{' '}
          <Badge>{t(`strike_${state}`)}</Badge>
          <Small>{policy}</Small>
        </>
      )
    }
    case 'statement': {
      const { id, kind, account } = entry.statement
      return (
        <>
          {link(id, paths.statement(id), t(`statement_${kind}`))} <EntityLink entity={account} />
        </>
      )
    }
    case 'appeal':
    case 'decided': {
      const { id, state, text } = entry.appeal
      return (
        <>
          {link(id, paths.appeal(id), entry.kind === 'appeal' ? t('appealed') : t('appealDecided'))}{' '}
          {entry.kind === 'decided' && (
            <Badge tone={state === 'overturned' ? 'good' : 'plain'}>{t(`appeal_${state}`)}</Badge>
          )}
          {entry.kind === 'appeal' && text !== null && <PlayerText text={text} most={400} />}
        </>
      )
    }
    case 'reversal': {
      const { decision, appeal } = entry.reversal
      return (
        <>
          <A to={paths.decision(decision)}>{t('takenBack')}</A>
          {appeal !== null && (
            <>
              {' · '}
              {link(appeal, paths.appeal(appeal), t('onAppeal'))}
            </>
          )}
        </>
      )
    }
  }
}

function Small({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className="acts-small">{children}</p>
}
