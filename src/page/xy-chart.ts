import { percent } from './charts.ts'
import { type Html, html } from './html.ts'

export interface XyPoint {
  readonly x: number
  readonly y: number
  readonly low?: number
  readonly high?: number
  /** What a pointer that rests on it is told. */
  readonly says?: string
}

export interface XySeries {
  readonly name: string
  readonly kind: 'line' | 'dots' | 'dashed'
  readonly points: readonly XyPoint[]
}

export interface XyDraft {
  /** For those who do not see it. */
  readonly label: string
  readonly x: { readonly name: string; readonly low: number; readonly high: number }
  readonly y: { readonly name: string; readonly low: number; readonly high: number }
  readonly series: readonly XySeries[]
  /** How numbers on the axes are written; left out: as a percentage. */
  readonly write?: { readonly x: (value: number) => string; readonly y: (value: number) => string }
}

const WIDTH = 360
const HEIGHT = 280
const LEFT = 52
const RIGHT = 12
const TOP = 12
const BOTTOM = 44
const TICKS = 4
const PERCENT = { x: percent, y: percent }

/** Lines and dots over two axes, as SVG that follows the colours of the page; the names of the series stand below. */
export function xyChart({ label, x, y, series, write = PERCENT }: XyDraft): Html {
  const across = (value: number) => LEFT + ((value - x.low) / (x.high - x.low)) * (WIDTH - LEFT - RIGHT)
  const up = (value: number) =>
    HEIGHT - BOTTOM - ((value - y.low) / (y.high - y.low)) * (HEIGHT - TOP - BOTTOM)
  const ticks = Array.from({ length: TICKS + 1 }, (_, i) => i / TICKS)
  const grid = ticks.map((share) => {
    const [atX, atY] = [x.low + share * (x.high - x.low), y.low + share * (y.high - y.low)]
    return html`<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(up(atY))}" y2="${round(up(atY))}"/><text class="axis" x="${LEFT - 7}" y="${round(up(atY) + 4)}" text-anchor="end">${write.y(atY)}</text><text class="axis" x="${round(across(atX))}" y="${HEIGHT - BOTTOM + 16}" text-anchor="${share === 1 ? 'end' : 'middle'}">${write.x(atX)}</text>`
  })
  const middle = (LEFT + WIDTH - RIGHT) / 2
  const names = html`<text class="axis" x="${middle}" y="${HEIGHT - 8}" text-anchor="middle">${x.name}</text><text class="axis" transform="translate(11 ${round((TOP + HEIGHT - BOTTOM) / 2)}) rotate(-90)" text-anchor="middle">${y.name}</text>`
  const drawn = series.map(({ kind, points }, i) =>
    kind === 'dots'
      ? points.map((point) => dot(point, i, across, up))
      : html`<polyline class="${kind === 'dashed' ? 'even' : `curve c${i}`}" points="${points.map((one) => `${round(across(one.x))},${round(up(one.y))}`).join(' ')}"/>`,
  )
  const legend = series
    .filter(({ name }) => name !== '')
    .map(
      ({ name, kind }) =>
        html`<span class="key ${kind === 'dashed' ? 'even' : `c${series.findIndex((one) => one.name === name)}`}">${name}</span>`,
    )
  return html`<figure class="xy"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${grid}${names}${drawn}</svg>${legend.length > 0 && html`<figcaption>${legend}</figcaption>`}</figure>`
}

function dot(
  { x, y, low, high, says }: XyPoint,
  series: number,
  across: (value: number) => number,
  up: (value: number) => number,
): Html {
  const range =
    low === undefined || high === undefined
      ? null
      : html`<line class="range" x1="${round(across(x))}" x2="${round(across(x))}" y1="${round(up(low))}" y2="${round(up(high))}"/>`
  return html`<g>${says !== undefined && html`<title>${says}</title>`}${range}<circle class="dot c${series}" cx="${round(across(x))}" cy="${round(up(y))}" r="4"/></g>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** To be put behind the style of a page that has such charts. */
export const XY_STYLE = `
.xys { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 16px; margin: 12px 0; }
.xy { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px; }
.xy svg { display: block; width: 100%; height: auto; }
.xy figcaption { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 12px; color: var(--soft); padding: 4px 0 0 8px; }
.key::before { content: ""; display: inline-block; width: 14px; height: 3px; margin-right: 6px; vertical-align: middle; background: var(--accent); }
.key.c1::before { background: var(--good); }
.key.c2::before { background: var(--warn); }
.key.c3::before { background: var(--bad); }
.key.even::before { background: var(--soft); }
.curve { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
.curve.c1 { stroke: var(--good); }
.curve.c2 { stroke: var(--warn); }
.curve.c3 { stroke: var(--bad); }
.even { fill: none; stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
.dot.c1 { fill: var(--good); }
.dot.c2 { fill: var(--warn); }
.dot.c3 { fill: var(--bad); }
`
