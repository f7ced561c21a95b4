/** Bits of the dots of a braille cell, by column and row from the top. Source: Unicode, Braille Patterns. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
] as const

export interface PlotSize {
  /** In cells; a cell is two dots wide and four high. */
  readonly width: number
  readonly height: number
}

/** Numbers as a curve of dots, a line each, with the highest and the lowest number beside it. */
export function braillePlot(values: readonly number[], { width, height }: PlotSize): string[] {
  if (values.length === 0) return []
  const high = Math.max(...values)
  const low = Math.min(...values)
  const cells = Array.from({ length: height }, () => new Uint8Array(width))
  const across = 2 * width - 1
  const down = 4 * height - 1
  for (let x = 0; x <= across; x++) {
    // Between two numbers the curve is straight.
    const at = (x / across) * (values.length - 1)
    const left = values[Math.floor(at)]!
    const value = left + (at % 1) * ((values[Math.ceil(at)] ?? left) - left)
    const y = high === low ? down : Math.round(((high - value) / (high - low)) * down)
    const row = cells[y >> 2]!
    row[x >> 1] = row[x >> 1]! | DOTS[x & 1]![y & 3]!
  }
  const labels = [high, low].map((value) => value.toPrecision(3))
  const margin = Math.max(...labels.map((label) => label.length))
  return cells.map((row, i) => {
    const label = i === 0 ? labels[0]! : i === height - 1 ? labels[1]! : ''
    return `${label.padStart(margin)} ${String.fromCharCode(...[...row].map((bits) => 0x2800 + bits))}`.trimEnd()
  })
}
