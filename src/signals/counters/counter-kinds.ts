import { countKey } from './count-key.ts'
import type { CounterKind, CounterSpec } from './counter-spec.ts'
import { distinctKey } from './distinct-key.ts'
import { firstKey } from './first-key.ts'
import type { KeyKind } from './key-kind.ts'
import { lastKey } from './last-key.ts'
import { scoreKey } from './score-key.ts'
import { sumKey } from './sum-key.ts'

/** What each kind of counter does with a key. */
export const COUNTER_KINDS: Readonly<Record<CounterKind, (spec: CounterSpec) => KeyKind>> = {
  count: countKey,
  rate: countKey,
  distinct: distinctKey,
  sum: sumKey,
  first: firstKey,
  last: lastKey,
  since: lastKey,
  score: scoreKey,
}
