import type { PlacedRow } from '../dataset/row.ts'
import { featureSpace } from '../text/feature-space.ts'
import { FIT_DEFAULTS } from '../text/fit-defaults.ts'
import { hashTexts } from '../text/hash-texts.ts'
import { countFolds } from '../text/label-counts.ts'
import { learnRows, noDuals } from '../text/learn-rows.ts'
import { putMargins } from '../text/put-margins.ts'
import { seededRandom } from '../text/seeded-random.ts'

const OF_EACH = 16
const EPOCHS = 60

/** Rows of one batch, and how many of them are right once they have been learnt by heart. */
export interface Overfit {
  readonly rows: number
  readonly right: number
}

/**
 * Learns one small batch by heart: a learner that cannot has a mistake in it (A. Karpathy's and the ML Test Score's check of
 * training code). Texts that stand under both labels are left out.
 */
export function overfitOneBatch(train: readonly PlacedRow[]): Overfit {
  const batch: PlacedRow[] = []
  const seen = new Set<string>()
  const taken = [0, 0]
  for (const row of train) {
    const kind = Number(row.violates)
    if (row.text === undefined || seen.has(row.text.trim()) || taken[kind]! >= OF_EACH) continue
    seen.add(row.text.trim())
    taken[kind]!++
    batch.push(row)
  }
  // Features count from two texts on: each is read twice.
  const twice = [...batch, ...batch]
  const space = featureSpace(hashTexts(twice.map(({ text }) => text ?? '')))
  const targets = { columns: 1, has: Uint8Array.from(twice, ({ violates }) => Number(violates)) }
  const all = Int32Array.from(twice, (_, row) => row)
  const counts = countFolds(space, targets, new Uint8Array(twice.length), 1)
  const weights = learnRows(
    seededRandom(1),
    space,
    targets,
    all,
    counts[0]!,
    { ...FIT_DEFAULTS, epochs: EPOCHS, cost: 10, leastRatio: 0.01 },
    noDuals(twice.length, 1),
  )
  const margins = new Float64Array(twice.length)
  putMargins(space, weights, all, FIT_DEFAULTS.lengthPower, margins)
  const right = batch.filter(({ violates }, i) => margins[i]! > 0 === violates).length
  return { rows: batch.length, right }
}
