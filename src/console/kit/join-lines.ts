import type { CurveLine } from './curve-props.ts'

/** All x that any line has, rising, and for each line its y there; null where it has none. */
export function joinLines(lines: readonly Pick<CurveLine, 'points'>[]): {
  readonly xs: readonly number[]
  readonly ys: readonly (readonly (number | null)[])[]
} {
  const xs = [...new Set(lines.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b)
  const ys = lines.map(({ points }) => {
    const at = new Map(points)
    return xs.map((x) => at.get(x) ?? null)
  })
  return { xs, ys }
}

/** Some of the indices of a long list, evenly, the last among them. */
export function thinned(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.round((i * (length - 1)) / (most - 1)))
}
