import type { Blot } from './ink-blots.ts'

/** How far from the main direction of the pieces the rows may run, in radians, and in which steps it is searched. */
const REACH = Math.PI / 6
const STEP = Math.PI / 180
/** A gap from which two pieces stand in two rows, in sizes. */
const BETWEEN = 0.35
/** The share of the lower of two rows by which they reach into each other when they are one. */
const OVERLAP = 0.25

/**
 * The direction in which pieces gather in rows, in radians, near the direction `about`. A short row above a long one pulls the main
 * direction of all pieces aside; seen along the rows, their middles fall together.
 * Source: the projection profile of H. S. Baird, "The skew angle of printed documents", 1987, with gaps instead of bins.
 */
export function rowsAngle(blots: readonly Blot[], size: number, about: number): number {
  const middles = blots.map(middleOf)
  const between = BETWEEN * size
  let best = { angle: about, scatter: Number.POSITIVE_INFINITY }
  for (let step = 0; step * STEP <= REACH; step++)
    for (const angle of step === 0 ? [about] : [about - step * STEP, about + step * STEP]) {
      const across = middles.map((one) => acrossOf(one, angle)).sort((a, b) => a - b)
      let scatter = 0
      for (let i = 1; i < across.length; i++) scatter += Math.min(between, across[i]! - across[i - 1]!)
      if (scatter < best.scatter) best = { angle, scatter }
    }
  return best.angle + slopeOfRows(blots, best.angle, size)
}

/** How much the rows still slope, by least squares within each: radians. */
function slopeOfRows(blots: readonly Blot[], angle: number, size: number): number {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  let [mixed, square] = [0, 0]
  for (const row of rowsOf(blots, angle, size)) {
    const places = row.map(middleOf).map(([x, y]) => [x * cos + y * sin, y * cos - x * sin] as const)
    const along = places.reduce((sum, [u]) => sum + u, 0) / places.length
    const across = places.reduce((sum, [, v]) => sum + v, 0) / places.length
    for (const [u, v] of places) {
      mixed += (u - along) * (v - across)
      square += (u - along) ** 2
    }
  }
  return square === 0 ? 0 : Math.atan(mixed / square)
}

/**
 * Pieces by the rows that they stand in, along a direction; the first row first. Rows that reach into each other are one: the parts of
 * Hangul syllables stand above each other, and some are as high as all of them.
 */
export function rowsOf(blots: readonly Blot[], angle: number, size: number): Blot[][] {
  const placed = blots
    .map((blot) => ({ blot, across: acrossOf(middleOf(blot), angle) }))
    .sort((a, b) => a.across - b.across)
  const rows: Blot[][] = []
  placed.forEach(({ blot, across }, i) => {
    if (i > 0 && across - placed[i - 1]!.across < BETWEEN * size) rows.at(-1)!.push(blot)
    else rows.push([blot])
  })
  const merged: Blot[][] = []
  for (let row of rows) {
    while (merged.length > 0 && overlap(merged.at(-1)!, row, angle)) row = [...merged.pop()!, ...row]
    merged.push(row)
  }
  return merged
}

function overlap(above: readonly Blot[], below: readonly Blot[], angle: number): boolean {
  const [a, b] = [reachAcross(above, angle), reachAcross(below, angle)]
  return Math.min(a[1], b[1]) - Math.max(a[0], b[0]) > OVERLAP * Math.min(a[1] - a[0], b[1] - b[0])
}

/** From where to where a row reaches across a direction, in pixels. */
export function reachAcross(row: readonly Blot[], angle: number): [number, number] {
  const [cos, sin] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))]
  const reaches = row.map((blot) => ({
    at: acrossOf(middleOf(blot), angle),
    half: (blot.height * cos + blot.width * sin) / 2,
  }))
  return [
    Math.min(...reaches.map(({ at, half }) => at - half)),
    Math.max(...reaches.map(({ at, half }) => at + half)),
  ]
}

function middleOf({ left, top, width, height }: Blot): readonly [number, number] {
  return [left + width / 2, top + height / 2]
}

function acrossOf([x, y]: readonly [number, number], angle: number): number {
  return y * Math.cos(angle) - x * Math.sin(angle)
}
