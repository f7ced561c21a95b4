import { type Html, html } from '../../page/html.ts'

/** A line of a forest plot; without an estimate, `why` stands in its place. */
export interface ForestRow {
  readonly label: string
  readonly estimate: { readonly value: number; readonly low: number; readonly high: number } | null
  readonly text: string
  /** A line under a heading line. */
  readonly nested: boolean
  /** Drawn as what needs a look. */
  readonly alarm?: boolean
}

export interface ForestScale {
  readonly low: number
  readonly high: number
  readonly format: (value: number) => string
  /** Values to compare with, each with a name. */
  readonly marks?: readonly { readonly at: number; readonly name: string }[]
}

const WIDTH = 980
const LABEL = 270
const TEXT = 210
const ROW = 24
const TOP = 22
const BOTTOM = 24

/** Estimates with their intervals under each other on one scale, as SVG; no script, and no style of its own. */
export function forestPlot(title: string, rows: readonly ForestRow[], scale: ForestScale): Html {
  const height = TOP + rows.length * ROW + BOTTOM
  const from = LABEL + 8
  const width = WIDTH - LABEL - TEXT - 24
  const x = (value: number) => {
    const at = (Math.min(scale.high, Math.max(scale.low, value)) - scale.low) / (scale.high - scale.low)
    return round(from + at * width)
  }
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => scale.low + share * (scale.high - scale.low))
  const grid = ticks.map(
    (tick) =>
      html`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${TOP - 4}" y2="${height - BOTTOM}"/><text class="axis" x="${x(tick)}" y="${height - 8}" text-anchor="middle">${scale.format(tick)}</text>`,
  )
  const marks = (scale.marks ?? []).map(
    ({ at, name }) =>
      html`<line class="bar-line" x1="${x(at)}" x2="${x(at)}" y1="${TOP - 4}" y2="${height - BOTTOM}"/><text class="axis" x="${x(at)}" y="${TOP - 9}" text-anchor="middle">${name}</text>`,
  )
  const lines = rows.map((row, i) => {
    const y = TOP + i * ROW + ROW / 2
    return html`<g><title>${row.label}: ${row.text}</title><rect class="hit" x="0" y="${y - ROW / 2}" width="${WIDTH}" height="${ROW}"/><text class="${row.nested ? 'row nested' : 'row'}" x="${row.nested ? 18 : 4}" y="${y + 4}">${short(row.label, row.nested ? 37 : 39)}</text>${row.estimate !== null && html`<line class="${row.alarm ? 'range alarm' : 'range'}" x1="${x(row.estimate.low)}" x2="${x(row.estimate.high)}" y1="${y}" y2="${y}"/><circle class="dot" cx="${x(row.estimate.value)}" cy="${y}" r="4"/>`}<text class="value" x="${WIDTH - 4}" y="${y + 4}" text-anchor="end">${row.text}</text></g>`
  })
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">${grid}${marks}${lines}</svg>`
}

function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
