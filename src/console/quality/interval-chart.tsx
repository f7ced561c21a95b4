import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { type IntervalLine, type IntervalScale, placeOf } from './interval-line.ts'
import { WORDS } from './words.ts'
import './quality.css'

/** Estimates with their intervals under each other on one scale; the same as a table for those who do not see it. */
export function IntervalChart(props: {
  readonly title: string
  readonly lines: readonly IntervalLine[]
  readonly scale: IntervalScale
  readonly format: (value: number) => string
}): ReactNode {
  const t = useWords(WORDS)
  const { title, lines, scale, format } = props
  const marks = scale.marks ?? []
  return (
    <figure className="series">
      <div className="interval-rows" role="img" aria-label={t('chart', { title, count: lines.length })}>
        {lines.map(({ id, label, estimate, text, isNested = false, isAlarm = false }) => (
          <div
            key={id}
            className={`interval-row ${isNested ? 'interval-nested' : ''} ${isAlarm ? 'interval-alarm' : ''}`}
          >
            <span className="interval-label" title={label}>
              {label}
            </span>
            <span className="interval-track">
              {marks.map(({ at, name }) => (
                <span key={name} className="interval-mark" style={{ left: `${placeOf(at, scale)}%` }} />
              ))}
              {estimate !== null && (
                <>
                  <span
                    className="interval-range"
                    style={{
                      left: `${placeOf(estimate.low, scale)}%`,
                      width: `${placeOf(estimate.high, scale) - placeOf(estimate.low, scale)}%`,
                    }}
                  />
                  <span className="interval-dot" style={{ left: `${placeOf(estimate.value, scale)}%` }} />
                </>
              )}
            </span>
            <span className="interval-text">{text}</span>
          </div>
        ))}
        <div className="interval-row">
          <span />
          <span className="interval-axis">
            {[0, 0.5, 1].map((share) => (
              <span key={share}>{format(scale.low + share * (scale.high - scale.low))}</span>
            ))}
          </span>
          <span className="interval-key">{marks.map(({ name }) => `┊ ${name}`).join('  ')}</span>
        </div>
      </div>
      <details className="series-table">
        <summary>
          {t('table')}
          <span className="sr-only">: {title}</span>
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
        <section className="quality-scroll" tabIndex={0} aria-label={title}>
          <table className="quality-table">
            <thead>
              <tr>
                <th scope="col">{t('what')}</th>
                <th scope="col">{t('value')}</th>
                <th scope="col">{t('low')}</th>
                <th scope="col">{t('high')}</th>
                <th scope="col">{t('told')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ id, label, estimate, text }) => (
                <tr key={id}>
                  <th scope="row">{label}</th>
                  <td>{estimate === null ? '–' : format(estimate.value)}</td>
                  <td>{estimate === null ? '–' : format(estimate.low)}</td>
                  <td>{estimate === null ? '–' : format(estimate.high)}</td>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}
