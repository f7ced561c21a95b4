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
  { tune, onProgress }: MakeAsked,
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
  const { here, elsewhere } = partGiven(files)
  return {
    scorer: onnxScorer(model, labels, calibration),
    files: {
      ...here,
      [LABELS_FILE]: writeLabels(labels),
      [CALIBRATION_FILE]: writeCalibration(calibration, true),
    },
    elsewhere,
    calibration,
    settings: { activation: labels.activation, harm: labels.harm.join(', ') },
    outOfFold: new Float32Array(0),
    points: [],
    left: [],
  }
}
