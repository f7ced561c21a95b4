/** Code points, as inclusive ranges `[from, to, from, to, …]` in rising order. */
export type Ranges = readonly number[]

/** A regular expression as read: what RE2 has beside captures, since only whether and where it matches is asked. */
export type Pattern =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly ranges: Ranges }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'chain'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'either'; readonly options: readonly Pattern[] }
  /** `max` is `Infinity` when there is no bound. */
  | { readonly kind: 'repeat'; readonly of: Pattern; readonly min: number; readonly max: number }

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word-edge' | 'not-word-edge'

export const LAST_CODE_POINT = 0x10ffff

/** Sorts ranges and merges those that touch. */
export function normalise(ranges: Ranges): Ranges {
  const pairs: [number, number][] = []
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i]!, ranges[i + 1]!])
  pairs.sort((a, b) => a[0] - b[0])
  const out: number[] = []
  for (const [from, to] of pairs) {
    if (out.length > 0 && from <= out.at(-1)! + 1) out[out.length - 1] = Math.max(out.at(-1)!, to)
    else out.push(from, to)
  }
  return out
}

/** Everything that the ranges leave out. */
export function complement(ranges: Ranges): Ranges {
  const out: number[] = []
  let next = 0
  const sorted = normalise(ranges)
  for (let i = 0; i < sorted.length; i += 2) {
    if (sorted[i]! > next) out.push(next, sorted[i]! - 1)
    next = sorted[i + 1]! + 1
  }
  if (next <= LAST_CODE_POINT) out.push(next, LAST_CODE_POINT)
  return out
}
