import { CALIBRATION_FILE, writeCalibration } from './calibration-file.ts'
import { fitCalibration } from './fit-calibration.ts'
import { partGiven } from './given-files.ts'
import { findLabels, LABELS_FILE, writeLabels } from './given-labels.ts'
import type { GivenFiles } from './learner-asked.ts'
import { logOdds } from './log-odds.ts'
import type { Made, MakeAsked } from './made.ts'
import { onnxFilesOf } from './onnx-load.ts'
import { onnxScorer, openForLabels } from './onnx-scorer.ts'
import { refuseNaN } from './refuse-nan.ts'
import { scoreViolates } from './scorer.ts'
import type { ScorerHost } from './scorer-host.ts'

/** Takes a classifier as it was given, and calibrates its scores on tune. Rejects with BadGiven when it cannot be used. */
export async function takeOnnx(
  openOnnx: NonNullable<ScorerHost['openOnnx']>,
  given: GivenFiles,
  harm: readonly string[],
  { train, tune, onProgress }: MakeAsked,
): Promise<Made> {
  const files = onnxFilesOf(given)
  onProgress(0, 'opening the model')
  const labels = await findLabels(files, harm)
  const model = await openForLabels(openOnnx, files, labels)
  onProgress(0.1, 'scoring tune rows')
  const scores = await scoreViolates(
    onnxScorer(model, labels),
    tune.map(({ text }) => text ?? ''),
  )
  refuseNaN(scores)
  const calibration = fitCalibration(
    Float64Array.from(scores, logOdds),
    Uint8Array.from(tune, ({ violates }) => Number(violates)),
    false,
  )
  // Nothing is learnt from train rows here; so its scores say something of their labels.
  onProgress(0.5, 'scoring train rows')
  const outOfFoldOf = spread(train.length)
  const scorer = onnxScorer(model, labels, calibration)
  const outOfFold = await scoreViolates(
    scorer,
    Array.from(outOfFoldOf, (row) => train[row]!.text ?? ''),
  )
  refuseNaN(outOfFold)
  const { here, elsewhere } = partGiven(files)
  return {
    scorer,
    files: {
      ...here,
      [LABELS_FILE]: writeLabels(labels),
      [CALIBRATION_FILE]: writeCalibration(calibration, true),
    },
    elsewhere,
    calibration,
    settings: { activation: labels.activation, harm: labels.harm.join(', ') },
    ...{ outOfFold, outOfFoldOf },
    points: [],
    left: [],
  }
}

/** Train rows that are scored, at most: such a model takes milliseconds a text. */
const MOST_SCORED = 1500

/** Places of so many of `count` rows, as far from each other as can be. */
function spread(count: number): Int32Array {
  const most = Math.min(count, MOST_SCORED)
  return Int32Array.from({ length: most }, (_, i) => Math.floor((i * count) / most))
}
