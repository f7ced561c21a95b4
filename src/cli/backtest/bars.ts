const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const
const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const

/** A bar of up to `width` cells for a value out of `most`; anything above 0 shows. */
export function bar(value: number, most: number, width: number): string {
  if (!(value > 0) || !(most > 0)) return ''
  const eighths = Math.max(1, Math.round((value / most) * width * 8))
  return '█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]!
}

/** A line of as many cells as values, at most `width`: values that share a cell are added up. */
export function sparkline(values: readonly number[], width: number): string {
  const cells = Math.min(width, values.length)
  const sums = new Array<number>(cells).fill(0)
  values.forEach((value, i) => {
    sums[Math.floor((i * cells) / values.length)]! += value
  })
  const most = sums.reduce((a, b) => Math.max(a, b), 0)
  return sums.map((sum) => (sum === 0 ? ' ' : LEVELS[Math.min(7, Math.floor((sum / most) * 8))]!)).join('')
}

/** Labels, bars and numbers, a line each; fits `columns` cells. */
export function barChart(
  rows: readonly { readonly label: string; readonly value: number }[],
  columns: number,
): string[] {
  const most = rows.reduce((all, { value }) => Math.max(all, value), 0)
  const labels = rows.reduce((all, { label }) => Math.max(all, label.length), 0)
  const numbers = rows.map(({ value }) => number(value))
  const digits = numbers.reduce((all, text) => Math.max(all, text.length), 0)
  const width = Math.max(8, Math.min(60, columns - labels - digits - 4))
  return rows.map(
    ({ label, value }, i) =>
      `${label.padEnd(labels)}  ${bar(value, most, width).padEnd(width)}  ${numbers[i]!.padStart(digits)}`,
  )
}

/** A number for people: thousands apart, at most two decimals. */
export function number(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 2 })
}

/** A share in per cent, with as many decimals as it takes to show that it is not nothing. */
export function percent(share: number): string {
  const hundredths = share * 100
  const decimals = hundredths === 0 || hundredths >= 10 ? 0 : hundredths >= 1 ? 1 : hundredths >= 0.1 ? 2 : 3
  return `${hundredths.toLocaleString('en-US', { maximumFractionDigits: decimals })} %`
}
