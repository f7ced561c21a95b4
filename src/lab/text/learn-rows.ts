import { type ChoiceOptions, chooseFeatures } from './chosen-features.ts'
import type { FeatureSpace } from './feature-space.ts'
import type { FitSettings } from './fit-defaults.ts'
import type { LabelCounts } from './label-counts.ts'
import { type Duals, type EpochWatcher, learnWeights } from './learn-weights.ts'
import type { LinearWeights } from './linear-weights.ts'
import type { Targets } from './targets.ts'

/** Chooses features by the counts of some rows and learns from those rows. `watch` is given the ids of the features, too. */
export function learnRows(
  random: () => number,
  space: FeatureSpace,
  targets: Targets,
  rows: Int32Array,
  counts: LabelCounts,
  settings: FitSettings,
  duals: Duals,
  watch?: (ids: Int32Array) => EpochWatcher,
): LinearWeights {
  const options: ChoiceOptions = {
    ...settings,
    mostFeatures: Math.min(settings.mostFeatures, Math.floor(settings.mostBytes / (4 + targets.columns))),
  }
  const chosen = chooseFeatures(space, counts, options)
  return learnWeights(random, space, targets, rows, chosen, settings, duals, watch?.(chosen.ids))
}

/** Where learning starts from nothing. */
export function noDuals(rows: number, columns: number): Duals {
  return Array.from({ length: columns }, () => new Float32Array(rows))
}
