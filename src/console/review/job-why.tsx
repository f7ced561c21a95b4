import type { ReactNode } from 'react'
import type { Background } from '../../api/contract/jobs.ts'
import type { Care } from '../../review/protection/protection.ts'
import { Badge, SeverityBadge, VerdictBadge } from '../kit/badge.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { Covered } from './covered.tsx'
import type { Reveal } from './use-reveal.ts'
import { WORDS } from './words.ts'

/** Why the job is here: what was decided, by which rule, and what each part of its condition came to. */
export function JobWhy(props: {
  readonly background: Background
  readonly care: Care
  readonly reveal: Reveal
}): ReactNode {
  const t = useWords(WORDS)
  const { decision, why, events, reports, priority } = props.background
  return (
    <>
      {decision !== null && (
        <p>
          {t('decided')} <VerdictBadge verdict={decision.verdict} /> <Time at={decision.at} relative />
        </p>
      )}
      {decision !== null && decision.undecided.length > 0 && (
        <p>
          {t('undecided')} <Said text={decision.undecided.join(', ')} />
        </p>
      )}
      {decision?.reasons.map(({ rule, policy, severity }) => {
        const told = why?.find((one) => one.rule === rule)
        return (
          <div key={rule} className="review-rule">
            <h3>
              <SeverityBadge severity={severity} /> {t('fired', { rule })}
            </h3>
            <p className="review-policy-id">{policy}</p>
            {told?.description !== undefined && <p>{told.description}</p>}
            {told !== undefined && told.steps.length > 0 && (
              <details>
                <summary>{t('condition')}</summary>
                <ul className="review-steps">
                  {told.steps.map(({ depth, source, value }, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a condition have no other name, and do not move
                    <li key={at} style={{ paddingInlineStart: `${depth}em` }}>
                      <code>{source}</code> <b>{value}</b>
                    </li>
                  ))}
                </ul>
              </details>
            )}
            {told !== undefined && told.finds.length > 0 && (
              <Covered care={props.care} reveal={props.reveal}>
                <ul className="review-list" aria-label={t('finds')}>
                  {told.finds.map(({ span, term, bank, disguise }) => (
                    <li key={`${span.join()} ${bank} ${term}`}>
                      <PlayerText inline text={term} /> {bank}
                      {disguise !== 'none' && <Badge>{t('disguised', { how: disguise })}</Badge>}
                    </li>
                  ))}
                </ul>
              </Covered>
            )}
          </div>
        )
      })}
      <p>{t('members', { events, reports })}</p>
      {priority !== null && (
        <details>
          <summary>{t('priority')}</summary>
          <ul className="review-list">
            {priority.terms.map(({ term, words }) => (
              <li key={term}>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
