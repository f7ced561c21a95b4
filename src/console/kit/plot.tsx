import { type ReactNode, useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useLanguage, useWords } from '../words/words.ts'
import { colourOf } from './colour-of.ts'
import { keepDrawn } from './keep-drawn.ts'
import type { SeriesProps } from './series-props.ts'
import { WORDS } from './words.ts'

const DAY_S = 86_400

/** Times below the chart: hours and minutes, and the day where it begins or where steps are days. */
function timeLabels(language: string, splits: readonly number[], stepS: number): string[] {
  const day = new Intl.DateTimeFormat(language, { month: 'numeric', day: 'numeric' })
  const hour = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', hour12: false })
  let before = ''
  return splits.map((split) => {
    const at = split * 1000
    const today = day.format(at)
    const isNew = today !== before
    before = today
    if (stepS >= DAY_S) return today
    return isNew ? `${hour.format(at)}\n${today}` : hour.format(at)
  })
}

/** The chart itself, on a canvas. */
export function Plot({
  label,
  times,
  lines,
  onBrush,
  height,
}: SeriesProps & { readonly height: number }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const box = useRef<HTMLDivElement>(null)
  const brush = useRef(onBrush)
  brush.current = onBrush
  const data = [times.map((ms) => ms / 1000), ...lines.map(({ values }) => [...values])] as uPlot.AlignedData
  const key = JSON.stringify([
    lines.map(({ label, colour, isBars }) => [label, colour, isBars]),
    height,
    language,
  ])
  const plot = useRef<uPlot>(undefined)
  const latest = useRef(data)
  latest.current = data

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the lines
  useEffect(() => {
    const host = box.current!
    return keepDrawn(host, height, plot, (width) => {
      const colour = (name: string) => colourOf(host, name)
      const axis = {
        stroke: colour('--soft'),
        grid: { stroke: colour('--line'), width: 1 },
        ticks: { show: false },
      }
      return new uPlot(
        {
          width,
          height,
          cursor: { drag: { x: brush.current !== undefined, y: false, setScale: false }, y: false },
          legend: { show: lines.length > 1 },
          axes: [
            { ...axis, values: (_, splits, __, ___, stepS) => timeLabels(language, splits, stepS) },
            { ...axis, size: 52 },
          ],
          series: [
            {
              label: t('time'),
              value: (_, at) => (at == null ? '–' : new Date(at * 1000).toLocaleString(language)),
            },
            ...lines.map(({ label, colour: which, isBars }) => ({
              label,
              stroke: colour(`--series-${which}`),
              value: (_: uPlot, value: number | null) => value?.toLocaleString(language) ?? '–',
              width: 2,
              ...(isBars
                ? { paths: uPlot.paths.bars!({ size: [0.8] }), fill: colour(`--series-${which}`) }
                : {}),
              points: { show: times.length < 3 },
            })),
          ],
          scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.05)] } },
          hooks: {
            setSelect: [
              (self) => {
                const { left, width } = self.select
                if (width < 4) return
                const from = self.posToVal(left, 'x') * 1000
                const to = self.posToVal(left + width, 'x') * 1000
                self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
                brush.current?.(Math.round(from), Math.round(to))
              },
            ],
          },
        },
        latest.current,
        host,
      )
    })
  }, [key])
  useEffect(() => plot.current?.setData(latest.current))
  const first = times[0] === undefined ? '' : new Date(times[0]).toLocaleString(language)
  const last = times.at(-1) === undefined ? '' : new Date(times.at(-1)!).toLocaleString(language)
  const about = t('chart', { lines: lines.map((line) => line.label).join(', '), from: first, to: last })
  return (
    <>
      <div ref={box} role="img" aria-label={`${label}. ${about}`} className="plot" />
      {onBrush !== undefined && <p className="field-hint">{t('chartHint')}</p>}
    </>
  )
}
