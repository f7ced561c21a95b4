import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import type { SeriesProps } from './series-props.ts'
import { WORDS } from './words.ts'

const Plot = lazy(async () => ({ default: (await import('./plot.tsx')).Plot }))

/** Numbers over time, as a picture that can be brushed, and as a table for those who do not see it. */
export function Series(props: SeriesProps): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { label, times, lines, height = 180 } = props
  const format = useMemo(
    () => new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }),
    [language],
  )
  return (
    <figure className="series">
      <Suspense fallback={<div style={{ height }} />}>
        <Plot {...props} height={height} />
      </Suspense>
      <details className="series-table">
        <summary>
          {t('asTable')}
          <span className="sr-only">: {label}</span>
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
        <section className="series-scroll" tabIndex={0} aria-label={label}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('time')}</th>
                {lines.map((line) => (
                  <th key={line.label} scope="col">
                    {line.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {times.map((time, index) => (
                <tr key={time}>
                  <th scope="row">{format.format(time)}</th>
                  {lines.map((line) => (
                    <td key={line.label}>{line.values[index]?.toLocaleString(language) ?? '–'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </details>
    </figure>
  )
}
