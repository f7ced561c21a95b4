import type { CounterSpec } from './counter-spec.ts'
import type { KeyKind } from './key-kind.ts'
import { FIXED_CLASS, layoutOf } from './layout.ts'
import { MODE, ROW, type Shard, setMeta } from './shard.ts'
import { takeBlock } from './slab.ts'

/** What is left of a score of this share of a weight is the rounding of doubles. */
const NOTHING = 1e-12

/** `score`: weights that halve in each half-life; the score and the time that it stands at. */
export function scoreKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 0, limit: 0, fixed: [4] })
  const { windowMs, halfLifeMs, self } = spec
  const place = (shard: Shard, at: number) => shard.table[at + ROW.block]! >> 1
  const decay = (ageMs: number) => 2 ** (-ageMs / halfLifeMs)

  /** The score as of a time; as of the newest event when the time lies before that. */
  function read(shard: Shard, at: number, timeMs: number): number {
    const newest = shard.doubles[place(shard, at)]!
    const score = shard.doubles[place(shard, at) + 1]!
    if (timeMs <= newest) return score
    return timeMs - newest < windowMs ? score * decay(timeMs - newest) : 0
  }

  return {
    layout,
    none: 0,
    start(shard, at) {
      shard.table[at + ROW.block] = takeBlock(layout, shard, FIXED_CLASS)
      setMeta(shard, at, MODE.fixed, FIXED_CLASS, 0)
      shard.doubles[place(shard, at)] = Number.NEGATIVE_INFINITY
      shard.doubles[place(shard, at) + 1] = 0
    },
    newest: (shard, at) => shard.doubles[place(shard, at)]!,
    read,
    trim() {},
    add(shard, at, timeMs, weight) {
      const { doubles } = shard
      const block = place(shard, at)
      const newest = doubles[block]!
      const without = read(shard, at, timeMs)
      doubles[block + 1] = without + (timeMs < newest ? weight * decay(newest - timeMs) : weight)
      doubles[block] = Math.max(newest, timeMs)
      return self ? doubles[block + 1]! : without
    },
    remove(shard, at, timeMs, weight) {
      const block = place(shard, at)
      const left = shard.doubles[block + 1]! - weight * decay(shard.doubles[block]! - timeMs)
      shard.doubles[block + 1] = Math.abs(left) < Math.abs(weight) * NOTHING ? 0 : left
    },
  }
}
