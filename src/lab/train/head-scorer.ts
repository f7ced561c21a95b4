import { CALIBRATION_FILE, readCalibration } from './calibration-file.ts'
import type { FittedCalibration } from './fit-calibration.ts'
import { bytesOfGiven } from './given-files.ts'
import { type HeadFile, readHead } from './head-file.ts'
import { inBatches } from './in-batches.ts'
import type { GivenFiles } from './learner-asked.ts'
import { fromLogOdds } from './log-odds.ts'
import { onnxLoad } from './onnx-load.ts'
import type { Scorer } from './scorer.ts'
import type { OpenOnnx, ScorerHost } from './scorer-host.ts'

/** Opens a frozen model with its head as the lab keeps it: with `head.json` and `calibration.json`. */
export async function openHead(
  openOnnx: NonNullable<ScorerHost['openOnnx']>,
  files: GivenFiles,
): Promise<Scorer> {
  const head = await readHead(files)
  const calibration = readCalibration(await bytesOfGiven(files, CALIBRATION_FILE))
  const { width, maxTokens } = head
  const model = await openOnnx(await onnxLoad(files, { labels: width, output: 'mean', maxTokens }))
  return headScorer(model, head, calibration)
}

/** A frozen model and its head as a scorer. */
export function headScorer(model: OpenOnnx, head: HeadFile, calibration: FittedCalibration): Scorer {
  return {
    labels: head.labels,
    score: async (texts) => scoreMeans(await inBatches(model, texts), head, calibration),
  }
}

/** Scores texts by the means that the frozen model gave for them. */
export function scoreMeans(
  means: Float32Array,
  { width, weights, biases }: Pick<HeadFile, 'width' | 'weights' | 'biases'>,
  { slope, constant }: FittedCalibration,
): Float32Array {
  const rows = means.length / width
  const scores = new Float32Array(rows * weights.length)
  for (let row = 0; row < rows; row++)
    weights.forEach((own, k) => {
      let z = biases[k]!
      for (let j = 0; j < width; j++) z += own[j]! * means[row * width + j]!
      scores[row * weights.length + k] = fromLogOdds(k === 0 ? slope * z + constant : z)
    })
  return scores
}
