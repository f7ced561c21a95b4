import type { CounterSpec } from './counter-spec.ts'
import {
  closeEntry,
  dropEntries,
  dropUnreachable,
  isFull,
  newestEntry,
  openEntry,
  payloadOf,
  reachTime,
  startEntries,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { baseMs, ROW, type Shard, usedOf } from './shard.ts'

/**
 * `first`: runs of events no two of which lie a window apart, each as its last time (the entry) and its first (the
 * payload). Late events can see more than one run; 16 are kept.
 */
export function firstKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 2, limit: 16 })
  const { windowMs, self } = spec

  const startOf = (shard: Shard, at: number, run: number) =>
    shard.doubles[(payloadOf(layout, shard, at) >> 1) + run]!
  const endOf = (shard: Shard, at: number, run: number) =>
    baseMs(shard, at) + shard.slab[shard.table[at + ROW.block]! + run]!

  function setStart(shard: Shard, at: number, run: number, timeMs: number): void {
    shard.doubles[(payloadOf(layout, shard, at) >> 1) + run] = timeMs
  }

  /** The last run that begins at or before a time; -1: none. */
  function runAt(shard: Shard, at: number, timeMs: number): number {
    let run = usedOf(shard, at) - 1
    while (run >= 0 && startOf(shard, at, run) > timeMs) run--
    return run
  }

  function read(shard: Shard, at: number, timeMs: number): number {
    const run = runAt(shard, at, timeMs)
    return run >= 0 && timeMs - endOf(shard, at, run) < windowMs ? startOf(shard, at, run) : Number.NaN
  }

  return {
    layout,
    none: Number.NaN,
    start: (shard, at) => startEntries(layout, shard, at),
    newest: newestEntry,
    read,
    trim: (shard, at) => dropUnreachable(layout, shard, at, newestEntry(shard, at)),
    add(shard, at, timeMs) {
      reachTime(layout, shard, at, timeMs)
      const run = runAt(shard, at, timeMs)
      const joins = run >= 0 && timeMs - endOf(shard, at, run) < windowMs
      const value = joins ? startOf(shard, at, run) : self ? timeMs : Number.NaN
      const next = run + 1
      const leads = next < usedOf(shard, at) && startOf(shard, at, next) - timeMs < windowMs
      if (joins && leads) {
        setStart(shard, at, next, startOf(shard, at, run))
        closeEntry(layout, shard, at, run)
      } else if (joins) {
        if (timeMs > endOf(shard, at, run))
          shard.slab[shard.table[at + ROW.block]! + run] = timeMs - baseMs(shard, at)
      } else if (leads) setStart(shard, at, next, timeMs)
      else {
        if (isFull(layout, shard, at)) {
          dropUnreachable(layout, shard, at, newestEntry(shard, at))
          if (usedOf(shard, at) === layout.limit) dropEntries(layout, shard, at, 1)
        }
        setStart(shard, at, openEntry(layout, shard, at, timeMs), timeMs)
      }
      return value
    },
    remove(shard, at, timeMs) {
      const run = runAt(shard, at, timeMs)
      if (run < 0 || startOf(shard, at, run) !== timeMs || endOf(shard, at, run) !== timeMs) return
      closeEntry(layout, shard, at, run)
    },
  }
}
