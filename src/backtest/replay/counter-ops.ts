import type { CounterState } from '../../signals/counters/counter-state.ts'
import type { Buffer, BufferPool } from './buffer-pool.ts'

/**
 * What a slice asks of one counter, in the order of arrival: arrays, so that threads can share them, each doing what
 * is asked of its own keys.
 */
export interface CounterOps {
  /** Place of the counter in the pack. */
  readonly counter: number
  readonly length: number
  readonly hi: Uint32Array
  readonly lo: Uint32Array
  readonly time: Float64Array
  /** What the clock is to be told before each: the latest receipt so far, in ms. */
  readonly clock: Float64Array
  /** What is counted; undefined: the event as a whole. */
  readonly a: Float64Array | undefined
  readonly b: Uint32Array | undefined
  readonly kind: Uint8Array
  /** What comes of each; NaN: nothing. */
  readonly value: Float64Array
  /** The clock at the end of the slice. */
  readonly endClock: number
}

export const OP = { count: 1, read: 2 } as const

/** Room for as many operations. */
export function emptyOps(
  counter: number,
  most: number,
  hasMembers: boolean,
  pool: BufferPool,
): Omit<CounterOps, 'length' | 'endClock'> {
  const bytes = most * (8 + 8 + 8 + 4 + 4 + (hasMembers ? 12 : 0) + 1)
  const buffer = pool.take(bytes)
  let at = 0
  const take = <T>(make: (buffer: Buffer, at: number, length: number) => T, size: number): T => {
    const array = make(buffer, at, most)
    at += size * most
    return array
  }
  const doubles = (from: Buffer, start: number, length: number) => new Float64Array(from, start, length)
  const words = (from: Buffer, start: number, length: number) => new Uint32Array(from, start, length)
  const [time, clock, value] = [take(doubles, 8), take(doubles, 8), take(doubles, 8)]
  const a = hasMembers ? take(doubles, 8) : undefined
  const [hi, lo] = [take(words, 4), take(words, 4)]
  const b = hasMembers ? take(words, 4) : undefined
  const kind = take((from, start, length) => new Uint8Array(from, start, length), 1)
  return { counter, hi, lo, time, clock, a, b, kind, value }
}

/** Does what is asked, of all keys or of those of one share among several. */
export function runOps(
  state: CounterState,
  ops: CounterOps,
  weight: number,
  share?: { readonly of: number; readonly own: number },
): void {
  const { hi, lo, time, clock, a, b, kind, value, length } = ops
  for (let k = 0; k < length; k++) {
    if (share !== undefined && lo[k]! % share.of !== share.own) continue
    state.sweep(clock[k]!)
    value[k] =
      kind[k] === OP.count
        ? state.count(hi[k]!, lo[k]!, time[k]!, a === undefined ? weight : a[k]!, b === undefined ? 0 : b[k]!)
        : state.read(hi[k]!, lo[k]!, time[k]!)
  }
  state.sweep(ops.endClock)
}
