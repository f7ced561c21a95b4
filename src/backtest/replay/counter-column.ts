import type { CounterState } from '../../signals/counters/counter-state.ts'
import type { KeyColumn } from './key-column.ts'
import type { MemberColumn } from './member-column.ts'

/** The rows of one block as one counter meets them. */
export interface CounterRows {
  readonly times: Float64Array
  readonly received: Float64Array
  /** The key that rows are counted under; undefined: they are only read for. */
  readonly key: KeyColumn | undefined
  /** 1 where the counter's condition is true; undefined: everywhere. */
  readonly where: Uint8Array | undefined
  /** Undefined: each row once. */
  readonly members: MemberColumn | undefined
  /** The key that is read, where it is not the one that is counted. */
  readonly reads: KeyColumn | undefined
  /** What each row reads; NaN: there is none. */
  readonly values: Float64Array
}

/** How a row's event is counted and read. */
export interface Counting {
  readonly state: CounterState
  /** What is counted of an event as a whole. */
  readonly weight: number
  /** Whether an event reads what it adds itself. */
  readonly self: boolean
  /** Whether a key is this thread's to count. */
  readonly isOwn: ((keyHi: number, keyLo: number) => boolean) | undefined
}

/** Counts one row and notes what it reads, as engine/count-event.ts does with a live event. */
export function countRow({ state, weight, self, isOwn }: Counting, rows: CounterRows, row: number): void {
  const { key, members, reads } = rows
  const time = rows.times[row]!
  if (key !== undefined && (key.has === undefined || key.has[row] === 1)) {
    const hi = key.hi[row]!
    const lo = key.lo[row]!
    if (isOwn === undefined || isOwn(hi, lo)) {
      let value = Number.NaN
      let counted = false
      if (rows.where === undefined || rows.where[row] === 1) {
        if (members === undefined) {
          value = state.count(hi, lo, time, weight, 0)
          counted = true
        } else if (members.from !== undefined) {
          const end = members.from[row + 1]!
          for (let at = members.from[row]!; at < end; at++) {
            const after = state.count(hi, lo, time, members.a[at]!, members.b[at]!)
            // Without itself, the event is as it was before the first of its items.
            if (!counted || self) value = after
            counted = true
          }
        } else if (members.has === undefined || members.has[row] === 1) {
          value = state.count(hi, lo, time, members.a[row]!, members.b[row]!)
          counted = true
        }
      }
      if (reads === undefined) rows.values[row] = counted ? value : state.read(hi, lo, time)
    }
  }
  if (reads === undefined || reads.has?.[row] === 0) return
  const hi = reads.hi[row]!
  const lo = reads.lo[row]!
  if (isOwn === undefined || isOwn(hi, lo)) rows.values[row] = state.read(hi, lo, time)
}
