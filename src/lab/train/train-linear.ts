import { canonicalJson } from '../../core/canonical-json.ts'
import { FEATURISER } from '../../signals/text-model/ngram-reader.ts'
import type { TextModelParts } from '../../signals/text-model/served-parts.ts'
import type { PlacedRow } from '../dataset/row.ts'
import type { LearningPoint } from '../evaluate/evaluation.ts'
import { groupsOf } from '../evaluate/groups-of.ts'
import { fitTextModel } from '../text/fit-text-model.ts'
import type { FitPoint } from '../text/watch-fit.ts'
import { disguisedCopies } from './disguised-copies.ts'
import { readFitCheckpoint, writeFitCheckpoint } from './fit-checkpoint.ts'
import { asLabelledText } from './labels-to-learn.ts'
import { LINEAR_DEFAULTS, type LinearSettings } from './learner-asked.ts'
import { sha256 } from './model-id.ts'

export interface LinearAsked {
  readonly name: string
  /** Rows to learn from, in the order of the dataset; none erased. */
  readonly train: readonly PlacedRow[]
  /** Rows that the curve is measured on; nothing is learnt from them. */
  readonly tune: readonly PlacedRow[]
  /** `violates` first. */
  readonly labels: readonly string[]
  readonly settings: Partial<LinearSettings>
  readonly seed: number
  /** Texts that more accounts say are on their own when rows are held out together. */
  readonly commonBound?: number | undefined
  readonly checkpoint: Uint8Array | undefined
  readonly onProgress: (share: number, doing: string) => void
  readonly onPoint: (point: LearningPoint) => void
  readonly onCheckpoint: (bytes: Uint8Array) => void
}

export interface TrainedLinear {
  readonly parts: Omit<TextModelParts, 'version'>
  readonly settings: LinearSettings
  /** Probability of `violates` for each train row from a model that had not seen it. */
  readonly outOfFold: Float32Array
  readonly points: readonly LearningPoint[]
}

/**
 * Trains the text learner on rows. The same rows in the same order, labels, settings and seed give the same model, bit by bit,
 * also when it goes on from a checkpoint; one of another input is passed over.
 */
export function trainLinear(asked: LinearAsked): TrainedLinear {
  const { name, train, tune, labels, seed, checkpoint, onProgress, onPoint, onCheckpoint } = asked
  const settings = { ...LINEAR_DEFAULTS, ...asked.settings, seed }
  const input = sha256(
    canonicalJson({
      ...{ featuriser: FEATURISER, labels, settings, rows: train.map(({ hash }) => hash) },
      ...(asked.commonBound !== undefined && { commonBound: asked.commonBound }),
    }),
  )
  const from = checkpoint && readFitCheckpoint(input, checkpoint)
  const points: LearningPoint[] = []
  const copies = disguisedCopies(train, settings.disguised)
  const own = train.map(asLabelledText)
  const groups = groupsOf(train, asked.commonBound)
  const { parts, outOfFold } = fitTextModel({
    ...{ name, labels, settings },
    rows: [...own, ...copies.map(({ of, text }) => ({ text, labels: own[of]!.labels }))],
    groups: Int32Array.from([...groups, ...copies.map(({ of }) => groups[of]!)]),
    plain: train.length,
    multiLabel: true,
    progress: onProgress,
    ...(from && { from }),
    onState: (state) => onCheckpoint(writeFitCheckpoint(input, state)),
    watch: {
      held: tune.map(asLabelledText),
      onPoint(point) {
        const told = learningPoint(point)
        points.push(told)
        onPoint(told)
      },
    },
  })
  // A text that has none of the labels is fine: nothing is to be given to it for want of another.
  return {
    parts: { ...parts, atLeastOne: false },
    settings,
    outOfFold: Float32Array.from(train, (_, row) => outOfFold[row * labels.length]!),
    points,
  }
}

function learningPoint({ fold, epoch, loss, averagePrecision }: FitPoint): LearningPoint {
  return {
    phase: fold === undefined ? 'all' : `fold ${fold + 1}`,
    at: epoch,
    loss,
    averagePrecision: Number.isNaN(averagePrecision) ? undefined : averagePrecision,
  }
}
