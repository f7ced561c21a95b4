import { type ReactNode, useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useWords } from '../words/words.ts'
import type { SeriesProps } from './series-props.ts'
import { WORDS } from './words.ts'

/** A colour of the design as it is just now, for the canvas. */
function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim()
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
  const box = useRef<HTMLDivElement>(null)
  const brush = useRef(onBrush)
  brush.current = onBrush
  const data = [times.map((ms) => ms / 1000), ...lines.map(({ values }) => [...values])] as uPlot.AlignedData
  const key = JSON.stringify([lines.map(({ label, colour, isBars }) => [label, colour, isBars]), height])
  const plot = useRef<uPlot>(undefined)
  const latest = useRef(data)
  latest.current = data

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the lines
  useEffect(() => {
    const host = box.current!
    function draw(): void {
      plot.current?.destroy()
      const axis = {
        stroke: token('--soft'),
        grid: { stroke: token('--line'), width: 1 },
        ticks: { show: false },
      }
      plot.current = new uPlot(
        {
          width: Math.max(200, host.clientWidth),
          height,
          cursor: { drag: { x: brush.current !== undefined, y: false, setScale: false }, y: false },
          legend: { show: lines.length > 1 },
          axes: [axis, { ...axis, size: 52 }],
          series: [
            {},
            ...lines.map(({ label, colour, isBars }) => ({
              label,
              stroke: token(`--series-${colour}`),
              width: 2,
              ...(isBars
                ? { paths: uPlot.paths.bars!({ size: [0.8] }), fill: token(`--series-${colour}`) }
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
    }
    draw()
    const watch = new ResizeObserver(() =>
      plot.current?.setSize({ width: Math.max(200, host.clientWidth), height }),
    )
    watch.observe(host)
    window.addEventListener('haechi-theme', draw)
    return () => {
      watch.disconnect()
      window.removeEventListener('haechi-theme', draw)
      plot.current?.destroy()
      plot.current = undefined
    }
  }, [key])
  useEffect(() => plot.current?.setData(latest.current))
  const first = times[0] === undefined ? '' : new Date(times[0]).toLocaleString()
  const last = times.at(-1) === undefined ? '' : new Date(times.at(-1)!).toLocaleString()
  const about = t('chart', { lines: lines.map((line) => line.label).join(', '), from: first, to: last })
  return (
    <>
      <div ref={box} role="img" aria-label={`${label}. ${about}`} className="plot" />
      {onBrush !== undefined && <p className="field-hint">{t('chartHint')}</p>}
    </>
  )
}
