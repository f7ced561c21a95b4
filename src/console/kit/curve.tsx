import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useLanguage, useWords } from '../words/words.ts'
import type { CurveProps } from './curve-props.ts'
import { joinLines, thinned } from './join-lines.ts'
import { sayUnit } from './say-unit.ts'
import { WORDS } from './words.ts'

const CurvePlot = lazy(async () => ({ default: (await import('./curve-plot.tsx')).CurvePlot }))
const ROWS = 60

/** Numbers over a number, as a picture, and as a table for those who do not see it. */
export function Curve(props: CurveProps): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { label, lines, x, y, height = 240 } = props
  const { xs, ys } = useMemo(() => joinLines(lines), [lines])
  const say = (value: number | null | undefined, unit: CurveProps['x']['unit']) =>
    value === null || value === undefined ? '–' : sayUnit(value, unit, language)
  const about = t('curve', {
    lines: lines.map((line) => line.label).join(', '),
    x: x.label,
    from: say(xs[0], x.unit),
    to: say(xs.at(-1), x.unit),
  })
  return (
    <figure className="series">
      <Suspense fallback={<div style={{ height }} />}>
        <CurvePlot {...props} height={height} about={about} />
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
                <th scope="col">{x.label}</th>
                {lines.map((line) => (
                  <th key={line.label} scope="col">
                    {line.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {thinned(xs.length, ROWS).map((index) => (
                <tr key={xs[index]}>
                  <th scope="row">{say(xs[index], x.unit)}</th>
                  {lines.map((line, i) => (
                    <td key={line.label}>{say(ys[i]![index], y.unit)}</td>
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
