import type { TextModelParts } from '../../signals/text-model/served-parts.ts'
import { countedRandom } from './counted-random.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { featureSpace } from './feature-space.ts'
import { FIT_DEFAULTS, type FitSettings } from './fit-defaults.ts'
import { fitLink } from './fit-link.ts'
import { foldOfRows } from './fold-of-rows.ts'
import { hashTexts } from './hash-texts.ts'
import { addCounts, countFolds } from './label-counts.ts'
import { firstRows, labelTable } from './label-table.ts'
import type { LabelledText } from './labelled-text.ts'
import { learnRows } from './learn-rows.ts'
import { type FoldsLearnt, outOfFold } from './out-of-fold.ts'
import { quantise } from './quantise.ts'
import { scoreMargins } from './score-margins.ts'
import { targetsOf } from './targets.ts'
import { tuneThresholds } from './tune-thresholds.ts'
import { type FitWatch, watchFit } from './watch-fit.ts'

/** A model as learnt, and how it did on rows that it had not seen (out of fold). */
export interface FittedText {
  readonly parts: Omit<TextModelParts, 'version'>
  readonly evaluation: Evaluation
  /** Probabilities from models that had not seen the row, at `row * labels + label`. */
  readonly outOfFold: Float32Array
}

/** How far an interrupted training had come. */
export interface FitState extends FoldsLearnt {
  /** Random numbers drawn. */
  readonly drawn: number
}

export interface FitAsked {
  readonly name: string
  readonly rows: readonly LabelledText[]
  /** Whether a text may have several labels; undefined: as the rows show. */
  readonly multiLabel?: boolean
  /** The labels to learn, in this order; undefined: those that the rows have. */
  readonly labels?: readonly string[]
  /** A number for each row; rows of one group are never parted by folds. Undefined: equal texts are such a group. */
  readonly groups?: Int32Array
  /** So many rows, from the first on, are texts as they come: scores are calibrated on these alone. Undefined: all. */
  readonly plain?: number
  readonly settings?: Partial<FitSettings>
  /** Told how much is done, 0 to 1. */
  readonly progress?: (share: number, doing: string) => void
  /** Given what `onState` was told last, with all else the same, the same model comes out. */
  readonly from?: FitState
  /** Its arrays are overwritten later. */
  readonly onState?: (state: FitState) => void
  readonly watch?: FitWatch
}

/** Counts by feature and column that are held at once: with very many labels, rare features are not counted. */
const MOST_COUNTS = 20_000_000

/** Why nothing can be learnt from some rows. */
export class CannotFit extends Error {
  override readonly name = 'CannotFit'
}

/** Learns a text classifier. The same rows in the same order and the same settings give the same model, bit by bit. */
export function fitTextModel(asked: FitAsked): FittedText {
  const { name, rows, multiLabel, labels, from, onState, progress = () => {} } = asked
  const settings = { ...FIT_DEFAULTS, ...asked.settings }
  const table = labelTable(rows, multiLabel, labels)
  if (rows.length < 2 * settings.folds)
    throw new CannotFit(
      `${rows.length} labelled texts are too few to learn from; give ${2 * settings.folds} or more, and some hundreds to be of use`,
    )
  if (table.labels.length < (table.multiLabel ? 1 : 2))
    throw new CannotFit(
      `every text has the label "${table.labels[0] ?? ''}"; add texts with another label, or with none`,
    )
  const random = countedRandom(settings.seed)
  const targets = targetsOf(table)

  progress(0, 'reading n-grams')
  const space = featureSpace(hashTexts(rows.map((row) => row.text)), Math.ceil(MOST_COUNTS / targets.columns))
  const all = Int32Array.from({ length: rows.length }, (_, row) => row)
  const foldOf = foldOfRows(random.next, space, settings.folds, asked.groups)
  const counts = countFolds(space, targets, foldOf, settings.folds)
  const watch = asked.watch && watchFit(asked.watch, space, targets, table.labels[0]!)
  const goOn = from === undefined ? random : countedRandom(settings.seed, from.drawn)
  const { margins, start } = outOfFold(goOn.next, {
    ...{ space, targets, foldOf, counts, settings, from },
    onFold: (fold) =>
      progress(
        0.2 + (0.55 * fold) / settings.folds,
        `learning without part ${fold + 1} of ${settings.folds}`,
      ),
    onLearnt: (learnt) => onState?.({ ...learnt, drawn: goOn.drawn() }),
    watch: watch && ((fold, held, ids) => watch.fold(fold, held, ids, settings.lengthPower)),
  })
  const plain = firstRows(table, asked.plain ?? rows.length)
  const link = fitLink(margins.subarray(0, plain.rows * targets.columns), targetsOf(plain), settings)
  const scores = scoreMargins(link, margins, plain)
  const choice = tuneThresholds(plain, scores)

  progress(0.75, 'learning from all')
  const final = learnRows(
    goOn.next,
    space,
    targets,
    all,
    addCounts(counts),
    { ...settings, epochs: settings.lastEpochs },
    start,
    watch && ((ids) => watch.all(ids, settings.lengthPower)),
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
    evaluation: evaluate(plain, scores, choice),
    outOfFold: scores,
  }
}
