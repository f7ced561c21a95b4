import type { ReactNode } from 'react'
import type { JobView } from '../../api/contract/jobs.ts'
import type { Care } from '../../review/protection/protection.ts'
import { VerdictBadge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { Covered } from './covered.tsx'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

/** What was said around the item, and by whom: what stood before it, the item, and what came after. */
export function JobThread(props: {
  readonly job: JobView
  readonly care: Care
  readonly reveal: Reveal
}): ReactNode {
  const t = useWords(WORDS)
  const { job } = props
  const thread = job.background?.thread ?? null
  const decision = job.background?.decision
  if (thread === null || thread.length === 0) return <Empty>{t('noThread')}</Empty>
  const isAfter = (id: string) => decision !== null && decision !== undefined && id > decision.id
  const line = (one: (typeof thread)[number]) => {
    const value = one.event === null ? undefined : one.event.data[one.of ?? '']
    return (
      <li key={one.decision} className={one.event?.actor === job.actor ? 'review-line-actor' : ''}>
        <span className="review-line-who">
          <Time at={one.at} />
          {one.event?.actor !== undefined && <EntityLink entity={one.event.actor} />}
          {one.verdict !== 'allow' && <VerdictBadge verdict={one.verdict} />}
        </span>
        {one.event === null ? (
          <p>{t('erased')}</p>
        ) : (
          <PlayerText
            text={
              value === undefined
                ? JSON.stringify(one.event.data)
                : typeof value === 'string'
                  ? value
                  : JSON.stringify(value)
            }
            most={500}
          />
        )}
      </li>
    )
  }
  return (
    <Covered care={props.care} reveal={props.reveal}>
      <ol className="review-thread">
        {thread.filter((one) => !isAfter(one.decision)).map(line)}
        <li className="review-line-this">{t('thisOne')}</li>
        {thread.filter((one) => isAfter(one.decision)).map(line)}
      </ol>
    </Covered>
  )
}
