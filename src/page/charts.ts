import { type Html, html } from './html.ts'

const WIDTH = 720
const HEIGHT = 150
const LEFT = 52
const BOTTOM = 26
const TOP = 10

/** Bars by day as SVG, with a title on each; no script, no style of its own. */
export function dayChart(days: readonly string[], values: readonly number[], label: string): Html {
  const ceiling = niceCeiling(values.reduce((a, b) => Math.max(a, b), 0))
  const plot = { width: WIDTH - LEFT - 8, height: HEIGHT - TOP - BOTTOM }
  const slot = plot.width / Math.max(1, days.length)
  const gap = Math.min(8, slot * 0.25)
  const y = (value: number) => TOP + plot.height * (1 - value / ceiling)
  const bars = values.map((value, i) => {
    const top = y(value)
    const shown = value > 0 ? Math.max(1.5, TOP + plot.height - top) : 0
    return html`<g><title>${days[i]}: ${format(value)}</title><rect class="hit" x="${round(LEFT + i * slot)}" y="${TOP}" width="${round(slot)}" height="${plot.height}"/><rect class="bar" x="${round(LEFT + i * slot + gap / 2)}" y="${round(TOP + plot.height - shown)}" width="${round(Math.max(0.5, slot - gap))}" height="${round(shown)}" rx="2"/></g>`
  })
  const lines = [0, ceiling / 2, ceiling].map(
    (value) =>
      html`<line class="grid" x1="${LEFT}" x2="${WIDTH - 8}" y1="${round(y(value))}" y2="${round(y(value))}"/><text class="axis" x="${LEFT - 8}" y="${round(y(value) + 4)}" text-anchor="end">${compact(value)}</text>`,
  )
  const every = Math.max(1, Math.ceil(days.length / 8))
  const names = days.flatMap((day, i) =>
    i % every === 0
      ? [
          html`<text class="axis" x="${round(LEFT + (i + 0.5) * slot)}" y="${HEIGHT - 8}" text-anchor="middle">${day.slice(5)}</text>`,
        ]
      : [],
  )
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}">${lines}${bars}${names}</svg>`
}

/** A small chart for a row of a table. */
export function sparkChart(values: readonly number[], label: string): Html {
  const [width, height] = [120, 22]
  const most = Math.max(1, ...values)
  const slot = width / Math.max(1, values.length)
  const bars = values.map((value, i) => {
    const tall = value > 0 ? Math.max(1, (value / most) * height) : 0
    return html`<rect class="bar" x="${round(i * slot)}" y="${round(height - tall)}" width="${round(Math.max(0.5, slot - Math.min(2, slot * 0.2)))}" height="${round(tall)}"/>`
  })
  return html`<svg class="spark" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${bars}</svg>`
}

/** A share with its interval as a line with a dot. */
export function intervalChart(value: number, low: number, high: number): Html {
  const x = (share: number) => round(4 + share * 112)
  return html`<svg class="interval" viewBox="0 0 120 14" role="img" aria-label="${percent(value)}, ${percent(low)} to ${percent(high)}"><line class="grid" x1="4" x2="116" y1="7" y2="7"/><line class="range" x1="${x(low)}" x2="${x(high)}" y1="7" y2="7"/><circle class="dot" cx="${x(value)}" cy="7" r="3.5"/></svg>`
}

export function format(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

export function percent(share: number): string {
  const hundredths = share * 100
  const decimals = hundredths === 0 || hundredths >= 10 ? 0 : hundredths >= 1 ? 1 : hundredths >= 0.1 ? 2 : 3
  return `${hundredths.toLocaleString('en-US', { maximumFractionDigits: decimals })} %`
}

function compact(value: number): string {
  return value.toLocaleString('en-US', { notation: 'compact', maximumFractionDigits: 1 })
}

/** The next number of the form 1, 2 or 5 times a power of ten. */
function niceCeiling(most: number): number {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5, 10].map((step) => step * power).find((ceiling) => ceiling >= most) ?? most
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
