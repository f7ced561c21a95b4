import type { FeatureSpace } from './feature-space.ts'
import type { FitSettings } from './fit-defaults.ts'
import { addCounts, type LabelCounts } from './label-counts.ts'
import { learnRows, noDuals } from './learn-rows.ts'
import type { Duals, EpochWatcher } from './learn-weights.ts'
import { putMargins } from './put-margins.ts'
import type { Targets } from './targets.ts'

/** What the folds have left behind so far. */
export interface FoldsLearnt {
  /** How many folds are done. */
  readonly folds: number
  /** The value of each column for each row, from a model that was learnt without its fold; 0 where none was yet. */
  readonly margins: Float64Array
  /** Where the last model starts: the mean of what the folds have learnt. */
  readonly start: Duals
}

export interface FoldsAsked {
  readonly space: FeatureSpace
  readonly targets: Targets
  readonly foldOf: Uint8Array
  readonly counts: readonly LabelCounts[]
  readonly settings: FitSettings
  readonly from: FoldsLearnt | undefined
  readonly onFold: (fold: number) => void
  readonly onLearnt: (learnt: FoldsLearnt) => void
  /** Called once a fold with the rows that it is to be measured on. */
  readonly watch: ((fold: number, held: Int32Array, ids: Int32Array) => EpochWatcher) | undefined
}

/** The margins of every row from a model that was learnt without its fold. */
export function outOfFold(random: () => number, asked: FoldsAsked): FoldsLearnt {
  const { space, targets, foldOf, counts, settings, from, onFold, onLearnt, watch } = asked
  const all = Int32Array.from(foldOf, (_, row) => row)
  const margins = from?.margins.slice() ?? new Float64Array(all.length * targets.columns)
  const start = from?.start.map((own) => own.slice()) ?? noDuals(all.length, targets.columns)
  for (let fold = from?.folds ?? 0; fold < counts.length; fold++) {
    onFold(fold)
    const others = all.filter((row) => foldOf[row] !== fold)
    const held = all.filter((row) => foldOf[row] === fold)
    const duals = noDuals(all.length, targets.columns)
    const without = addCounts(counts.filter((_, other) => other !== fold))
    const weights = learnRows(
      random,
      space,
      targets,
      others,
      without,
      settings,
      duals,
      watch && ((ids) => watch(fold, held, ids)),
    )
    putMargins(space, weights, held, settings.lengthPower, margins)
    // Each row is in all folds but one.
    sumDuals(start, duals, 1 / Math.max(1, counts.length - 1))
    onLearnt({ folds: fold + 1, margins, start })
  }
  return { folds: counts.length, margins, start }
}

/** Adds duals, weighed, to others. */
function sumDuals(to: Duals, from: Duals, weight: number): void {
  to.forEach((own, k) => {
    const other = from[k]!
    for (let row = 0; row < own.length; row++) own[row] = own[row]! + weight * other[row]!
  })
}
