import type { ReactNode } from 'react'
import type { ExposureCount } from '../../api/contract/protection.ts'
import { SEVERITIES } from '../../review/protection/severities.ts'
import type { Reply } from '../api/ask.ts'
import { SeverityBadge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What somebody has looked at themselves, against the limits. */
export function OwnExposure({ exposure }: { readonly exposure: Reply<'ownExposure'> }): ReactNode {
  const t = useWords(WORDS)
  return (
    <div className="protection-scroll">
      <p>{t('worked', exposure.worked)}</p>
      <table className="protection-table">
        <thead>
          <tr>
            {(['severity', 'hour', 'day', 'week'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SEVERITIES.map((severity) => {
            const one = exposure.severities[severity]
            return (
              <tr key={severity}>
                <th scope="row">
                  <SeverityBadge severity={severity} />
                </th>
                <td>
                  <Count count={one.hour} limit={one.perHour} />
                </td>
                <td>
                  <Count count={one.day} limit={one.perDay} />
                </td>
                <td>
                  <Count count={one.week} limit={null} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** What each has looked at within a day and a week. */
export function TeamExposure({ people }: { readonly people: Reply<'teamExposure'>['people'] }): ReactNode {
  const t = useWords(WORDS)
  if (people.length === 0) return <Empty>{t('nobody')}</Empty>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="protection-scroll" tabIndex={0} aria-label={t('person')}>
      <table className="protection-table">
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">
              <span className="sr-only">{t('day')}</span>
            </th>
            {SEVERITIES.map((severity) => (
              <th key={severity} scope="col">
                <SeverityBadge severity={severity} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.flatMap(({ person, name, severities }) =>
            (['day', 'week'] as const).map((span) => (
              <tr key={`${person} ${span}`}>
                <th scope="row">
                  <span className={span === 'day' ? undefined : 'sr-only'}>
                    <Said text={name} />
                  </span>
                </th>
                <td>{t(span)}</td>
                {SEVERITIES.map((severity) => (
                  <td key={severity}>
                    <Count count={severities[severity][span]} limit={null} />
                  </td>
                ))}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  )
}

function Count({
  count,
  limit,
}: {
  readonly count: ExposureCount
  readonly limit: number | null
}): ReactNode {
  const t = useWords(WORDS)
  const jobs = count.judged + count.passed
  const seconds = Math.round(count.revealedMs / 1000)
  if (jobs === 0 && seconds === 0 && limit === null) return '–'
  return limit === null ? t('count', { jobs, seconds }) : t('ofLimit', { jobs, limit, seconds })
}
