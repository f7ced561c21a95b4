import type { ReactNode } from 'react'
import type { Background, JobView } from '../../api/contract/jobs.ts'
import { Badge } from '../kit/badge.tsx'
import { Facts } from '../kit/facts.tsx'
import { fromNow, Time } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { lengthWords } from './length-words.ts'
import { WORDS } from './words.ts'

/** Who it is about: what the event says of the account, and what lies behind it. */
export function JobAccount({ background }: { readonly background: Background }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { account, history, earlier } = background
  const flag = (name: 'minor' | 'targetMinor' | 'minorsPresent', value: boolean | null | undefined) =>
    value === null || value === undefined ? [] : [[t(name), t(value ? 'yes' : 'no')] as const]
  return (
    <>
      <Facts
        facts={[
          ...(account === null || account.ageMs === null
            ? []
            : [[t('accountAge'), lengthWords(t, account.ageMs)] as const]),
          ...flag('minor', account?.actorMinor),
          ...flag('targetMinor', account?.targetMinor),
          ...flag('minorsPresent', account?.minorsPresent),
          ...(history === null
            ? []
            : ([
                [
                  t('strikes'),
                  history.strikes.standing === 0
                    ? t('noStrikes')
                    : t('strikesSum', { n: history.strikes.standing, sum: history.strikes.sum }),
                ],
                [
                  t('inForce'),
                  history.enforcements.length === 0
                    ? t('nothingInForce')
                    : history.enforcements.map(({ id, enforcement, until }) => (
                        <p key={id}>
                          {enforcement}{' '}
                          {until === null
                            ? t('forever')
                            : t('until', { when: fromNow(Date.parse(until) - Date.now(), language) })}
                        </p>
                      )),
                ],
              ] as const)),
          ...(history?.labels === null || history === null || history.labels.length === 0
            ? []
            : [
                [
                  t('labels'),
                  <span key="labels" className="review-badges">
                    {history.labels.map(({ label }) => (
                      <Badge key={label}>{label}</Badge>
                    ))}
                  </span>,
                ] as const,
              ]),
        ]}
      />
      {history !== null && history.strikes.list.length > 0 && (
        <ul className="review-list" aria-label={t('strikes')}>
          {history.strikes.list.slice(0, 8).map((one) => (
            <li key={`${one.at} ${one.policy} ${one.decision}`}>
              <Time at={one.at} relative /> {one.policy} {one.weight} <Badge>{t(`state_${one.state}`)}</Badge>
            </li>
          ))}
        </ul>
      )}
      <h3>{t('earlier')}</h3>
      {earlier.length === 0 ? (
        <p>{t('noEarlier')}</p>
      ) : (
        <ul className="review-list">
          {earlier.map((one) => (
            <li key={one.job}>
              <Time at={one.closedAt} relative /> {one.policy}{' '}
              {one.outcome !== null && <ChoiceBadge choice={one.outcome} />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const TONES = { violates: 'danger', fine: 'good', unsure: 'warn' } as const

export function ChoiceBadge({
  choice,
}: {
  readonly choice: NonNullable<JobView['background']>['judgements'][number]['choice']
}): ReactNode {
  const t = useWords(WORDS)
  return <Badge tone={TONES[choice]}>{t(choice)}</Badge>
}
