import type { LearningPoint } from '../evaluate/evaluation.ts'
import { groupsOf } from '../evaluate/groups-of.ts'
import { rankPrecision } from '../text/rank-precision.ts'
import { CALIBRATION_FILE, writeCalibration } from './calibration-file.ts'
import { AS_IT_IS, fitCalibration } from './fit-calibration.ts'
import { fitLogistic } from './fit-logistic.ts'
import { foldsOf } from './folds-of.ts'
import { partGiven } from './given-files.ts'
import { HEAD_FILE, type HeadFile, writeHead } from './head-file.ts'
import { headScorer, scoreMeans } from './head-scorer.ts'
import { inBatches } from './in-batches.ts'
import { asLabelledText, labelsToLearn } from './labels-to-learn.ts'
import { type GivenFiles, HEAD_DEFAULTS, type HeadSettings } from './learner-asked.ts'
import { logOdds } from './log-odds.ts'
import type { Made, MakeAsked } from './made.ts'
import { onnxFilesOf, onnxLoad } from './onnx-load.ts'
import { refuseNaN } from './refuse-nan.ts'
import type { ScorerHost } from './scorer-host.ts'

const FOLDS = 3

/**
 * Puts a linear head on a frozen model: logistic regression with an L2 penalty on the mean of what it puts out for the tokens.
 * The same rows, files and settings give the same head on the same run time. Rejects with BadGiven for files of no use.
 */
export async function trainHead(
  openOnnx: NonNullable<ScorerHost['openOnnx']>,
  given: GivenFiles,
  asked: MakeAsked,
  own: Partial<HeadSettings>,
): Promise<Made> {
  const settings = { ...HEAD_DEFAULTS, ...own }
  const { train, tune, onProgress, onPoint } = asked
  const files = onnxFilesOf(given)
  onProgress(0, 'opening the model')
  const { maxTokens } = settings
  const model = await openOnnx(await onnxLoad(files, { labels: 0, output: 'mean', maxTokens }))
  const { width } = model
  const texts = (rows: MakeAsked['train']) => rows.map(({ text }) => text ?? '')
  const means = await inBatches(model, texts(train), (share) => onProgress(0.7 * share, 'reading train rows'))
  const held = await inBatches(model, texts(tune), (share) =>
    onProgress(0.7 + 0.1 * share, 'reading tune rows'),
  )
  refuseNaN(means)
  refuseNaN(held)
  const { labels, left } = labelsToLearn(train, asked.categories)
  const rows = train.map(asLabelledText)
  const truths = labels.map((label) => Uint8Array.from(rows, (row) => Number(row.labels.includes(label))))
  const tuneTruth = Uint8Array.from(tune, ({ violates }) => Number(violates))
  const all = Int32Array.from(train, (_, row) => row)

  // 1. Out of fold, groups together, for the curve and for suspected label errors.
  const outOfFold = new Float32Array(train.length)
  const foldOf = foldsOf(groupsOf(train, asked.commonBound), FOLDS, asked.seed)
  const points: LearningPoint[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    onProgress(0.8 + 0.05 * fold, `learning without part ${fold + 1} of ${FOLDS}`)
    const fit = fitLogistic(
      means,
      width,
      all.filter((row) => foldOf[row] !== fold),
      truths[0]!,
      settings,
    )
    const part = { width, weights: [[...fit.weights]], biases: [fit.bias] }
    const scores = scoreMeans(means, part, AS_IT_IS)
    const own = all.filter((row) => foldOf[row] === fold)
    for (const row of own) outOfFold[row] = scores[row]!
    tell({
      ...{ phase: `fold ${fold + 1}`, at: 1, loss: undefined },
      averagePrecision: precisionOf(
        own.length === 0 ? [] : Array.from(own, (row) => scores[row]!),
        Array.from(own, (row) => truths[0]![row]!),
      ),
    })
  }

  // 2. The head of all rows, calibrated on tune.
  onProgress(0.95, 'learning from all')
  const fits = truths.map((truth) => fitLogistic(means, width, all, truth, settings))
  const head: HeadFile = {
    ...{ form: 1, labels: [...labels], width, maxTokens },
    weights: fits.map(({ weights }) => Array.from(weights, Math.fround)),
    biases: fits.map(({ bias }) => Math.fround(bias)),
  }
  const plain = scoreMeans(held, head, AS_IT_IS).filter((_, i) => i % labels.length === 0)
  tell({ phase: 'all', at: 1, loss: undefined, averagePrecision: precisionOf(plain, tuneTruth) })
  const calibration = fitCalibration(Float64Array.from(plain, logOdds), tuneTruth, true)
  const { here, elsewhere } = partGiven(files)
  onProgress(1, 'done')
  return {
    scorer: headScorer(model, head, calibration),
    files: {
      ...here,
      [HEAD_FILE]: writeHead(head),
      [CALIBRATION_FILE]: writeCalibration(calibration, true),
    },
    ...{ elsewhere, calibration, settings: { ...settings }, outOfFold, points, left },
  }

  function tell(point: LearningPoint): void {
    points.push(point)
    onPoint(point)
  }
}

function precisionOf(scores: ArrayLike<number>, truth: ArrayLike<number>): number | undefined {
  const value = rankPrecision(scores, truth)
  return Number.isNaN(value) ? undefined : value
}
