const LEVELS = '▁▂▃▄▅▆▇█'

/** Numbers as a line of bars, the lowest as the lowest bar; at most `width` of them, the last ones. */
export function sparkline(values: readonly number[], width: number): string {
  const shown = values.slice(-width)
  const low = Math.min(...shown)
  const high = Math.max(...shown)
  return shown
    .map(
      (value) => LEVELS[high === low ? 0 : Math.round(((value - low) / (high - low)) * (LEVELS.length - 1))],
    )
    .join('')
}
