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
  timeOf,
} from './entries.ts'
import type { KeyKind } from './key-kind.ts'
import { layoutOf } from './layout.ts'
import { baseMs, blockAt, HEAD, MODE, type Shard, usedOf } from './shard.ts'

/**
 * `first`: runs of events no two neighbours of which lie a window apart, each as its last time (the entry) and its
 * first (the payload). Late events can see more than one run; 16 are kept.
 */
export function firstKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 2, limit: 16 })
  const { windowMs, self } = spec

  const startOf = (shard: Shard, block: number, run: number) =>
    shard.doubles[(payloadOf(layout, shard, block) >> 1) + run]!

  function setStart(shard: Shard, block: number, run: number, timeMs: number): void {
    shard.doubles[(payloadOf(layout, shard, block) >> 1) + run] = timeMs
  }

  /** The last run that begins at or before a time; -1: none. */
  function runAt(shard: Shard, block: number, timeMs: number): number {
    let run = usedOf(shard, block) - 1
    while (run >= 0 && startOf(shard, block, run) > timeMs) run--
    return run
  }

  return {
    layout,
    begins: { mode: MODE.entries, sizeClass: 0 },
    none: Number.NaN,
    clear() {},
    newest: newestEntry,
    read(shard, block, timeMs) {
      const run = runAt(shard, block, timeMs)
      const reaches = run >= 0 && timeMs - timeOf(shard, block, run) < windowMs
      return reaches ? startOf(shard, block, run) : Number.NaN
    },
    trim: (shard, block) => dropUnreachable(layout, shard, block, newestEntry(shard, block)),
    add(shard, at, timeMs) {
      const block = blockAt(shard, at)
      reachTime(layout, shard, block, timeMs)
      const run = runAt(shard, block, timeMs)
      const joins = run >= 0 && timeMs - timeOf(shard, block, run) < windowMs
      const value = joins ? startOf(shard, block, run) : self ? timeMs : Number.NaN
      const next = run + 1
      const leads = next < usedOf(shard, block) && startOf(shard, block, next) - timeMs < windowMs
      if (joins && leads) {
        setStart(shard, block, next, startOf(shard, block, run))
        closeEntry(layout, shard, block, run)
      } else if (joins) {
        const offset = timeMs - baseMs(shard, block)
        const place = block + HEAD.words + run
        if (offset > shard.slab[place]!) shard.slab[place] = offset
      } else if (leads) setStart(shard, block, next, timeMs)
      else {
        if (isFull(layout, shard, block)) {
          dropUnreachable(layout, shard, block, Math.max(newestEntry(shard, block), timeMs))
          if (usedOf(shard, block) === layout.limit) dropEntries(layout, shard, block, 1)
        }
        const place = openEntry(layout, shard, at, timeMs)
        setStart(shard, blockAt(shard, at), place, timeMs)
      }
      return value
    },
    remove(shard, block, timeMs) {
      const run = runAt(shard, block, timeMs)
      if (run < 0 || startOf(shard, block, run) !== timeMs || timeOf(shard, block, run) !== timeMs) return
      closeEntry(layout, shard, block, run)
    },
  }
}
