import type { Blot } from './ink-blots.ts'

/**
 * What tells writing from the pieces of a texture, of a group of them; no unit has pixels in it, so that large and
 * small letters look the same.
 */
export function groupFeatures(blots: readonly Blot[]): number[] {
  const sizes = blots.map(({ width, height }) => Math.max(width, height))
  const [size, sizeSd] = spread(sizes)
  const [stroke, strokeSd] = spread(blots.map((blot) => blot.stroke))
  const contrasts = blots.map(({ level, ground }) => Math.abs(level - ground))
  const [contrast, contrastSd] = spread(contrasts)
  const [, levelSd] = spread(blots.map(({ level }) => level))
  const [, groundSd] = spread(blots.map(({ ground }) => ground))
  const [inner] = spread(blots.map((blot, at) => blot.levelSd / contrasts[at]!))
  const [outer] = spread(blots.map((blot, at) => blot.groundSd / contrasts[at]!))
  const [fill, fillSd] = spread(blots.map(({ area, width, height }) => area / (width * height)))
  const [slender, slenderSd] = spread(blots.map(({ width, height }) => Math.log(width / height)))
  const { along, across } = axes(blots)
  const covered = blots.reduce((sum, { width, height }) => sum + width * height, 0)
  const room = (4 * Math.sqrt(along) + size) * (4 * Math.sqrt(across) + size)
  return [
    Math.log(blots.length),
    sizeSd / size,
    strokeSd / stroke,
    stroke / size,
    contrast / 100,
    contrastSd / contrast,
    levelSd / contrast,
    groundSd / contrast,
    inner,
    outer,
    fill,
    fillSd,
    Math.abs(slender),
    slenderSd,
    Math.sqrt(across) / size,
    Math.log((along + size) / (across + size)),
    covered / room,
  ]
}

/** Mean and deviation. */
function spread(values: readonly number[]): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return [mean, Math.sqrt(square)]
}

/** Variance of the middles along their main direction (in radians) and across it. */
export function axes(blots: readonly Blot[]): { along: number; across: number; angle: number } {
  const xs = blots.map(({ left, width }) => left + width / 2)
  const ys = blots.map(({ top, height }) => top + height / 2)
  const [meanX, sdX] = spread(xs)
  const [meanY, sdY] = spread(ys)
  const mixed = xs.reduce((sum, x, at) => sum + (x - meanX) * (ys[at]! - meanY), 0) / xs.length
  const [a, b] = [sdX * sdX, sdY * sdY]
  const root = Math.sqrt(((a - b) / 2) ** 2 + mixed * mixed)
  return {
    along: (a + b) / 2 + root,
    across: Math.max(0, (a + b) / 2 - root),
    angle: 0.5 * Math.atan2(2 * mixed, a - b),
  }
}
