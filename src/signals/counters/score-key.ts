import type { CounterSpec } from './counter-spec.ts'
import type { KeyKind } from './key-kind.ts'
import { FIXED_CLASS, layoutOf } from './layout.ts'
import { blockAt, HEAD, MODE, type Shard } from './shard.ts'

/** What is left of a score of this share of a weight is the rounding of doubles. */
const NOTHING = 1e-12
/** Doubles in a block. */
const NEWEST_MS = HEAD.words >> 1
const SCORE = NEWEST_MS + 1

/** `score`: weights that halve in each half-life; the score and the time that it stands at. */
export function scoreKey(spec: CounterSpec): KeyKind {
  const layout = layoutOf(spec, { payload: 0, limit: 0, fixed: [4] })
  const { windowMs, halfLifeMs, self } = spec
  const decay = (ageMs: number) => 2 ** (-ageMs / halfLifeMs)

  /** The score as of a time; as of the newest event when the time lies before that. */
  function read({ doubles }: Shard, block: number, timeMs: number): number {
    const newest = doubles[(block >> 1) + NEWEST_MS]!
    const score = doubles[(block >> 1) + SCORE]!
    if (timeMs <= newest) return score
    return timeMs - newest < windowMs ? score * decay(timeMs - newest) : 0
  }

  return {
    layout,
    begins: { mode: MODE.fixed, sizeClass: FIXED_CLASS },
    none: 0,
    clear({ doubles }, block) {
      doubles[(block >> 1) + NEWEST_MS] = Number.NEGATIVE_INFINITY
      doubles[(block >> 1) + SCORE] = 0
    },
    newest: (shard, block) => shard.doubles[(block >> 1) + NEWEST_MS]!,
    read,
    trim() {},
    add(shard, at, timeMs, weight) {
      const { doubles } = shard
      const block = blockAt(shard, at)
      const newest = doubles[(block >> 1) + NEWEST_MS]!
      const without = read(shard, block, timeMs)
      const score = without + (timeMs < newest ? weight * decay(newest - timeMs) : weight)
      doubles[(block >> 1) + SCORE] = score
      doubles[(block >> 1) + NEWEST_MS] = Math.max(newest, timeMs)
      return self ? score : without
    },
    remove({ doubles }, block, timeMs, weight) {
      const newest = doubles[(block >> 1) + NEWEST_MS]!
      const left = doubles[(block >> 1) + SCORE]! - weight * decay(newest - timeMs)
      doubles[(block >> 1) + SCORE] = Math.abs(left) < Math.abs(weight) * NOTHING ? 0 : left
    },
  }
}
