import type { Picture } from '../image/picture.ts'

export const KINDS = ['noise', 'waves', 'checks', 'flat'] as const
export type Kind = (typeof KINDS)[number]

export interface Seeded {
  readonly seed: number
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
  readonly kind: Kind
}

/** Whole numbers below `most` from a seed. Source: Tommy Ettinger, mulberry32 (public domain). */
export function seededInts(seed: number): (most: number) => number {
  let state = seed
  return (most) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % most
  }
}

/** The same picture for the same words on every machine: only whole numbers are used. */
export function seededPicture({ seed, width, height, channels, kind }: Seeded): Picture {
  const next = seededInts(seed)
  const data = new Uint8Array(width * height * channels)
  const [slope, lean, cell, flat] = [1 + next(9), 1 + next(9), 1 + next(40), next(256)]
  for (let at = 0; at < data.length; at++) {
    const channel = at % channels
    const x = Math.trunc(at / channels) % width
    const y = Math.trunc(at / channels / width)
    if (kind === 'noise') data[at] = next(256)
    else if (kind === 'flat') data[at] = flat
    else if (kind === 'checks')
      data[at] = ((Math.trunc(x / cell) + Math.trunc(y / cell)) % 2) * 200 + channel * 9
    else data[at] = bump(x * slope + channel * 31) ^ (bump(y * lean) >> 1)
  }
  return { width, height, channels, data }
}

/** Up and down between 0 and 255 in an arc. */
function bump(value: number): number {
  const phase = value % 512
  return (phase * (511 - phase)) >> 8
}

/** Pictures of 1 to 905 pixels a side of every kind. */
export function seededPictures(count: number): Seeded[] {
  const next = seededInts(count)
  return Array.from({ length: count }, (_, at) => ({
    seed: at,
    // most are small, so that many can be tried; some are beyond 512
    width: 1 + (at % 7 === 0 ? next(905) : next(200)),
    height: 1 + (at % 11 === 0 ? next(905) : next(200)),
    channels: ([1, 3, 4] as const)[at % 3]!,
    kind: KINDS[next(KINDS.length)]!,
  }))
}
