import type { TextModelParts } from '../../signals/text-model/served-parts.ts'
import { type ChoiceOptions, chooseFeatures } from './chosen-features.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { type FeatureSpace, featureSpace } from './feature-space.ts'
import { FIT_DEFAULTS, type FitSettings } from './fit-defaults.ts'
import { fitLink } from './fit-link.ts'
import { foldOfRows } from './fold-of-rows.ts'
import { hashTexts } from './hash-texts.ts'
import { addCounts, countFolds, type LabelCounts } from './label-counts.ts'
import { labelTable } from './label-table.ts'
import type { LabelledText } from './labelled-text.ts'
import { type Duals, learnWeights } from './learn-weights.ts'
import type { LinearWeights } from './linear-weights.ts'
import { putMargins } from './put-margins.ts'
import { quantise } from './quantise.ts'
import { scoreMargins } from './score-margins.ts'
import { seededRandom } from './seeded-random.ts'
import { type Targets, targetsOf } from './targets.ts'
import { tuneThresholds } from './tune-thresholds.ts'

/** A model as learnt, and how it did on rows that it had not seen (out of fold). */
export interface FittedText {
  readonly parts: Omit<TextModelParts, 'version'>
  readonly evaluation: Evaluation
}

export interface FitAsked {
  readonly name: string
  readonly rows: readonly LabelledText[]
  /** Whether a text may have several labels; undefined: as the rows show. */
  readonly multiLabel?: boolean
  readonly settings?: Partial<FitSettings>
  /** Told how much is done, 0 to 1. */
  readonly progress?: (share: number, doing: string) => void
}

/** Counts by feature and column that are held at once: with very many labels, rare features are not counted. */
const MOST_COUNTS = 20_000_000

/** Why nothing can be learnt from some rows. */
export class CannotFit extends Error {
  override readonly name = 'CannotFit'
}

/** Learns a text classifier. The same rows in the same order and the same settings give the same model, bit by bit. */
export function fitTextModel({
  name,
  rows,
  multiLabel,
  settings: given,
  progress = () => {},
}: FitAsked): FittedText {
  const settings = { ...FIT_DEFAULTS, ...given }
  const table = labelTable(rows, multiLabel)
  if (rows.length < 2 * settings.folds)
    throw new CannotFit(
      `${rows.length} labelled texts are too few to learn from; give ${2 * settings.folds} or more, and some hundreds to be of use`,
    )
  if (table.labels.length < (table.multiLabel ? 1 : 2))
    throw new CannotFit(
      `every text has the label "${table.labels[0] ?? ''}"; add texts with another label, or with none`,
    )
  const random = seededRandom(settings.seed)
  const targets = targetsOf(table)

  progress(0, 'reading n-grams')
  const space = featureSpace(hashTexts(rows.map((row) => row.text)), Math.ceil(MOST_COUNTS / targets.columns))
  const all = Int32Array.from({ length: rows.length }, (_, row) => row)
  const foldOf = foldOfRows(random, space, settings.folds)
  const counts = countFolds(space, targets, foldOf, settings.folds)
  const { margins, start } = outOfFold(random, space, targets, foldOf, counts, settings, progress)
  const link = fitLink(margins, targets, settings)
  const scores = scoreMargins(link, margins, table)
  const choice = tuneThresholds(table, scores)

  progress(0.75, 'learning from all')
  const final = learn(
    random,
    space,
    targets,
    all,
    addCounts(counts),
    { ...settings, epochs: settings.lastEpochs },
    start,
  )
  progress(1, 'done')
  return {
    parts: {
      name,
      labels: table.labels,
      ...choice,
      ...quantise(space, final, link),
      lengthPower: settings.lengthPower,
    },
    evaluation: evaluate(table, scores, choice),
  }
}

/** The margins of every row from a model that was learnt without its fold. */
function outOfFold(
  random: () => number,
  space: FeatureSpace,
  targets: Targets,
  foldOf: Uint8Array,
  counts: readonly LabelCounts[],
  settings: FitSettings,
  progress: (share: number, doing: string) => void,
): { margins: Float64Array; start: Duals } {
  const all = Int32Array.from(foldOf, (_, row) => row)
  const margins = new Float64Array(all.length * targets.columns)
  const start = noDuals(all.length, targets.columns)
  for (let fold = 0; fold < counts.length; fold++) {
    progress(0.2 + (0.55 * fold) / counts.length, `learning without part ${fold + 1}`)
    const others = all.filter((row) => foldOf[row] !== fold)
    const held = all.filter((row) => foldOf[row] === fold)
    const duals = noDuals(all.length, targets.columns)
    const without = addCounts(counts.filter((_, other) => other !== fold))
    const weights = learn(random, space, targets, others, without, settings, duals)
    putMargins(space, weights, held, settings.lengthPower, margins)
    // Each row is in all folds but one.
    sumDuals(start, duals, 1 / Math.max(1, counts.length - 1))
  }
  return { margins, start }
}

function learn(
  random: () => number,
  space: FeatureSpace,
  targets: Targets,
  rows: Int32Array,
  counts: LabelCounts,
  settings: FitSettings,
  duals: Duals,
): LinearWeights {
  const options: ChoiceOptions = {
    ...settings,
    mostFeatures: Math.min(settings.mostFeatures, Math.floor(settings.mostBytes / (4 + targets.columns))),
  }
  return learnWeights(random, space, targets, rows, chooseFeatures(space, counts, options), settings, duals)
}

function noDuals(rows: number, columns: number): Duals {
  return Array.from({ length: columns }, () => new Float32Array(rows))
}

/** Adds duals, weighed, to others. */
function sumDuals(to: Duals, from: Duals, weight: number): void {
  to.forEach((own, k) => {
    const other = from[k]!
    for (let row = 0; row < own.length; row++) own[row] = own[row]! + weight * other[row]!
  })
}
