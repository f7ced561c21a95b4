import { PER_UNIT } from './shape-code.ts'
import { SIGNATURE_LENGTH } from './shape-signature.ts'

/** Shapes laid out for search; nothing can be added. */
export interface ShapeTable {
  readonly size: number
  readonly bytes: number
  kill(id: number): boolean
  code(id: number): Uint16Array | undefined
  /** Calls `take` for all within a distance (in units of codes) until it says no; `away` is between signatures. */
  near(code: Uint16Array, distance: number, take: (id: number, away: number) => boolean): void
  /** Ids that are not dead. */
  live(): Iterable<number>
}

/** Width of a bucket of the first number, in units of codes: about the distances that are asked for. */
const BUCKET = 512
const SAMPLE = 4096

/**
 * Sorted by buckets of the number that varies most, and within a bucket by the one that varies most beside it, so that a
 * query looks at a few stretches; there codes are compared from the most telling number on, and left where they are too far.
 */
export function shapeTable(ids: Uint32Array, codes: Uint16Array): ShapeTable {
  const count = ids.length
  const dims = tellingOrder(codes, count)
  const [first, second] = [dims[0]!, dims[1]!]
  const keys = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const at = i * SIGNATURE_LENGTH
    keys[i] = Math.floor(codes[at + first]! / BUCKET) * 65_536 + codes[at + second]!
  }
  const order = sortedBy(keys)
  const rows = new Uint16Array(count * SIGNATURE_LENGTH)
  const places = new Uint32Array(count)
  const sortedKeys = new Uint32Array(count)
  order.forEach((from, to) => {
    sortedKeys[to] = keys[from]!
    places[to] = ids[from]!
    for (let k = 0; k < SIGNATURE_LENGTH; k++)
      rows[to * SIGNATURE_LENGTH + k] = codes[from * SIGNATURE_LENGTH + dims[k]!]!
  })
  const byId = sortedBy(places)
  const dead = new Uint8Array(count)
  let size = count

  function placeOf(id: number): number | undefined {
    const at = lowest(count, (i) => places[byId[i]!]! >= id)
    const place = at < count ? byId[at]! : -1
    return place >= 0 && places[place] === id && dead[place] === 0 ? place : undefined
  }

  return {
    get size() {
      return size
    },
    bytes: rows.byteLength + places.byteLength + sortedKeys.byteLength + byId.byteLength + dead.byteLength,
    kill(id) {
      const place = placeOf(id)
      if (place === undefined) return false
      dead[place] = 1
      size--
      return true
    },
    code(id) {
      const place = placeOf(id)
      if (place === undefined) return undefined
      const out = new Uint16Array(SIGNATURE_LENGTH)
      dims.forEach((dim, k) => {
        out[dim] = rows[place * SIGNATURE_LENGTH + k]!
      })
      return out
    },
    near(code, distance, take) {
      const asked = Uint16Array.from(dims, (dim) => code[dim]!)
      const most = distance * distance
      const from = Math.max(0, Math.floor((code[first]! - distance) / BUCKET))
      const to = Math.min(127, Math.floor((code[first]! + distance) / BUCKET))
      for (let bucket = from; bucket <= to; bucket++) {
        const least = bucket * 65_536 + Math.max(0, Math.floor(code[second]! - distance))
        const last = bucket * 65_536 + Math.min(65_535, Math.ceil(code[second]! + distance))
        for (
          let place = lowest(count, (i) => sortedKeys[i]! >= least);
          place < count && sortedKeys[place]! <= last;
          place++
        ) {
          if (dead[place] === 1) continue
          const square = squareWithin(rows, place * SIGNATURE_LENGTH, asked, most)
          if (square <= most && !take(places[place]!, Math.sqrt(square) / PER_UNIT)) return
        }
      }
    },
    *live() {
      for (let place = 0; place < count; place++) if (dead[place] === 0) yield places[place]!
    },
  }
}

/** The square of the distance, or more than `most` as soon as it is. */
function squareWithin(rows: Uint16Array, at: number, asked: Uint16Array, most: number): number {
  let sum = 0
  for (let k = 0; k < SIGNATURE_LENGTH; k += 3) {
    const a = rows[at + k]! - asked[k]!
    const b = rows[at + k + 1]! - asked[k + 1]!
    const c = rows[at + k + 2]! - asked[k + 2]!
    sum += a * a + b * b + c * c
    if (sum > most) return sum
  }
  return sum
}

/** The first of `count` for which it holds; it holds for all behind it. */
function lowest(count: number, holds: (i: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** Places of numbers in ascending order, by two passes of 16 bits. */
function sortedBy(keys: Uint32Array): Uint32Array {
  let order = Uint32Array.from({ length: keys.length }, (_, i) => i)
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65_537)
    for (const key of keys) starts[((key >>> shift) & 65_535) + 1]!++
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!
    const next = new Uint32Array(keys.length)
    for (const at of order) {
      const digit = (keys[at]! >>> shift) & 65_535
      next[starts[digit]!++] = at
    }
    order = next
  }
  return order
}

/**
 * The numbers of a signature by how much they vary beside those before them: by Cholesky's decomposition of their covariance
 * with the largest rest first, over a sample.
 */
function tellingOrder(codes: Uint16Array, count: number): Uint8Array {
  const n = SIGNATURE_LENGTH
  const step = Math.max(1, Math.floor(count / SAMPLE))
  const means = new Float64Array(n)
  let sample = 0
  for (let i = 0; i < count; i += step, sample++) for (let k = 0; k < n; k++) means[k]! += codes[i * n + k]!
  for (let k = 0; k < n; k++) means[k]! /= Math.max(1, sample)
  const spread = new Float64Array(n * n)
  for (let i = 0; i < count; i += step)
    for (let k = 0; k < n; k++) {
      const own = codes[i * n + k]! - means[k]!
      for (let j = 0; j <= k; j++) spread[k * n + j]! += own * (codes[i * n + j]! - means[j]!)
    }
  for (let k = 0; k < n; k++) for (let j = k + 1; j < n; j++) spread[k * n + j] = spread[j * n + k]!
  const order: number[] = []
  const left = new Set(Array.from({ length: n }, (_, k) => k))
  while (left.size > 0) {
    let best = -1
    for (const k of left) if (best < 0 || spread[k * n + k]! > spread[best * n + best]!) best = k
    left.delete(best)
    order.push(best)
    const pivot = spread[best * n + best]!
    if (!(pivot > 0)) continue
    for (const k of left) {
      const share = spread[k * n + best]! / pivot
      for (const j of left) spread[k * n + j]! -= share * spread[best * n + j]!
    }
  }
  return Uint8Array.from(order)
}
