import { type ReactNode, useEffect, useMemo, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useLanguage } from '../words/words.ts'
import { colourOf } from './colour-of.ts'
import type { CurveProps } from './curve-props.ts'
import { joinLines } from './join-lines.ts'
import { keepDrawn } from './keep-drawn.ts'
import { sayUnit } from './say-unit.ts'

type Scale = uPlot.Range.MinMax

/** The chart itself, on a canvas. */
export function CurvePlot(
  given: CurveProps & { readonly height: number; readonly about: string },
): ReactNode {
  const { lines, x, y, height } = given
  const language = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot>(undefined)
  const { xs, ys } = useMemo(() => joinLines(lines), [lines])
  const data = [[...xs], ...ys.map((one) => [...one])] as uPlot.AlignedData
  const latest = useRef(data)
  latest.current = data
  const key = JSON.stringify([
    lines.map(({ label, colour, isBound, isDots }) => [label, colour, isBound, isDots]),
    ...[x, y, height, language],
  ])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the lines and axes
  useEffect(() => {
    const host = box.current!
    return keepDrawn(host, height, plot, (width) => {
      const colour = (name: string) => colourOf(host, name)
      const axis = (of: CurveProps['x']): uPlot.Axis => ({
        stroke: colour('--soft'),
        grid: { stroke: colour('--line'), width: 1 },
        ticks: { show: false },
        label: of.label,
        labelSize: 20,
        labelFont: '12px system-ui',
        values: (_, splits) => splits.map((split) => sayUnit(split, of.unit, language)),
      })
      return new uPlot(
        {
          width,
          height,
          cursor: { drag: { x: false, y: false }, y: false },
          legend: { show: true },
          axes: [axis(x), { ...axis(y), size: 56 }],
          scales: {
            x: {
              time: false,
              range: (_, min, max): Scale => [x.least ?? min, x.most ?? Math.max(max, min + 1)],
            },
            y: {
              range: (_, min, max): Scale => {
                const least = y.least ?? Math.min(0, min)
                const most = y.most ?? max * 1.05
                return [least, most > least ? most : least + 1]
              },
            },
          },
          series: [
            { label: x.label, value: (_, at) => (at == null ? '–' : sayUnit(at, x.unit, language)) },
            ...lines.map(
              ({ label, colour: which, isBound, isDots }): uPlot.Series => ({
                label,
                stroke: colour(`--series-${which}`),
                width: isDots ? 0 : 2,
                value: (_, value) => (value == null ? '–' : sayUnit(value, y.unit, language)),
                spanGaps: true,
                ...(isBound ? { dash: [6, 4] } : {}),
                points: isDots ? { show: true, size: 7, fill: colour(`--series-${which}`) } : { show: false },
              }),
            ),
          ],
        },
        latest.current,
        host,
      )
    })
  }, [key])
  useEffect(() => plot.current?.setData(latest.current))
  return <div ref={box} role="img" aria-label={`${given.label}. ${given.about}`} className="plot" />
}
