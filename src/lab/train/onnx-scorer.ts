import { activate } from '../../signals/models/onnx/activate.ts'
import { VIOLATES } from '../task.ts'
import { CALIBRATION_FILE, readCalibration } from './calibration-file.ts'
import { AS_IT_IS, type FittedCalibration } from './fit-calibration.ts'
import { bytesOfGiven } from './given-files.ts'
import { type GivenLabels, readLabels } from './given-labels.ts'
import { inBatches } from './in-batches.ts'
import type { GivenFiles } from './learner-asked.ts'
import { fromLogOdds, logOdds } from './log-odds.ts'
import { onnxLoad } from './onnx-load.ts'
import type { Scorer } from './scorer.ts'
import type { OpenOnnx, ScorerHost } from './scorer-host.ts'

/** Opens a given classifier as the lab keeps it: with `labels.json` and `calibration.json`. */
export async function openGivenOnnx(
  openOnnx: NonNullable<ScorerHost['openOnnx']>,
  files: GivenFiles,
): Promise<Scorer> {
  const labels = await readLabels(files)
  const calibration = readCalibration(await bytesOfGiven(files, CALIBRATION_FILE))
  return onnxScorer(await openForLabels(openOnnx, files, labels), labels, calibration)
}

export async function openForLabels(
  openOnnx: NonNullable<ScorerHost['openOnnx']>,
  files: GivenFiles,
  { labels, maxTokens }: GivenLabels,
): Promise<OpenOnnx> {
  return openOnnx(await onnxLoad(files, { labels: labels.length, output: 'values', maxTokens }))
}

/**
 * A classifier as a scorer. It violates as likely as its harmful labels together, where they exclude each other, or as the
 * likeliest of them; that is calibrated. A value that is no number gives a score that is none.
 */
export function onnxScorer(
  model: OpenOnnx,
  { labels, harm, activation }: GivenLabels,
  calibration: FittedCalibration = AS_IT_IS,
): Scorer {
  const harmful = harm.map((label) => labels.indexOf(label))
  const categories = harm.length > 1 ? harm : []
  const own = [VIOLATES, ...categories]
  return {
    labels: own,
    async score(texts) {
      const values = await inBatches(model, texts)
      const scores = new Float32Array(texts.length * own.length)
      for (let row = 0; row < texts.length; row++) {
        const given = activate(values.slice(row * model.width, (row + 1) * model.width), activation)
        const parts = harmful.map((k) => given[k]!)
        const likely =
          activation === 'softmax' ? parts.reduce((sum, one) => sum + one, 0) : Math.max(...parts)
        const at = row * own.length
        scores[at] = Number.isNaN(likely)
          ? likely
          : fromLogOdds(calibration.slope * logOdds(likely) + calibration.constant)
        categories.forEach((_, k) => {
          scores[at + 1 + k] = parts[k]!
        })
      }
      return scores
    },
  }
}
