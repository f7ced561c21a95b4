import { NSFW_BLOCKS, NSFW_SHA256 } from '../../signals/image/models/nsfw-model.ts'
import { readPictureText } from '../../signals/media/picture-text.ts'
import type { PlacedRow } from '../dataset/row.ts'
import type { LearningPoint } from '../evaluate/evaluation.ts'
import { groupsOf } from '../evaluate/groups-of.ts'
import { rankPrecision } from '../text/rank-precision.ts'
import { CALIBRATION_FILE, writeCalibration } from './calibration-file.ts'
import { fitCalibration } from './fit-calibration.ts'
import { classChances, fitSoftmax, type Softmax, type SoftmaxSettings } from './fit-softmax.ts'
import { foldsOf } from './folds-of.ts'
import { BadGiven } from './given-files.ts'
import { labelsToLearn } from './labels-to-learn.ts'
import { logOdds } from './log-odds.ts'
import type { Made, MakeAsked } from './made.ts'
import { PICTURE_HEAD_FILE, type PictureHead, writePictureHead } from './picture-head-file.ts'
import { pictureScorer } from './picture-scorer.ts'

const FOLDS = 3
/** Tried from the weakest on; that with the least loss on tune rows is taken. */
const RIDGES = [0.003, 0.01, 0.03, 0.1]
const FIT: Omit<SoftmaxSettings, 'ridge'> = { rounds: 15, rate: 0.02 }
/** What varies less says nothing. */
const LEAST_DEVIATION = 1e-3

/**
 * Puts a softmax head on the embeddings of pictures: one class for each label, `violates` being the sum of those that do. Each layer
 * that the embedding is pooled from counts alike, however wide it is. The same rows and seed give the same head. Rejects with BadGiven
 * when rows are no pictures.
 */
export async function trainPictureHead(asked: MakeAsked): Promise<Made> {
  const { train, tune, seed, onProgress, onPoint } = asked
  onProgress(0, 'reading embeddings')
  const width = NSFW_BLOCKS.reduce((sum, block) => sum + block, 0)
  const raw = { train: embeddingsOf(train, width), tune: embeddingsOf(tune, width) }
  const { means, scales } = scaleOf(raw.train, width)
  const x = scaled(raw.train, means, scales)
  const held = scaled(raw.tune, means, scales)
  const { classes, breaks } = classesOf(train)
  const { labels, left } = labelsToLearn(train, asked.categories)
  const of = classNumbers(train, classes)
  const all = Int32Array.from(train, (_, row) => row)
  const learn = (rows: Int32Array, ridge: number) =>
    fitSoftmax(x, width, rows, { of, classes: classes.length }, { ...FIT, ridge }, seed)
  const violating = (rows: readonly PlacedRow[]) => Uint8Array.from(rows, ({ violates }) => Number(violates))
  const points: LearningPoint[] = []
  const tell = (
    phase: string,
    loss: number | undefined,
    scores: ArrayLike<number>,
    truth: ArrayLike<number>,
  ) => {
    const value = rankPrecision(scores, truth)
    const point = { phase, at: 1, loss, averagePrecision: Number.isNaN(value) ? undefined : value }
    points.push(point)
    onPoint(point)
  }

  // 1. The penalty, by tune rows.
  const tuneOf = classNumbers(tune, classes)
  let best: { ridge: number; loss: number; softmax: Softmax } | undefined
  for (const [i, ridge] of RIDGES.entries()) {
    onProgress(0.05 + 0.12 * i, `learning with a penalty of ${ridge}`)
    const softmax = learn(all, ridge)
    const loss = lossOf(held, width, softmax, tuneOf)
    tell(`penalty ${ridge}`, loss, harmOf(held, width, softmax, breaks), violating(tune))
    if (best === undefined || loss < best.loss) best = { ridge, loss, softmax }
  }
  const { ridge, softmax } = best!

  // 2. Out of fold, groups together, for suspected label errors.
  const outOfFold = new Float32Array(train.length)
  const foldOf = foldsOf(groupsOf(train, asked.commonBound), FOLDS, seed)
  for (let fold = 0; fold < FOLDS; fold++) {
    onProgress(0.55 + 0.15 * fold, `learning without part ${fold + 1} of ${FOLDS}`)
    const part = learn(
      all.filter((row) => foldOf[row] !== fold),
      ridge,
    )
    const scores = harmOf(x, width, part, breaks)
    const own = all.filter((row) => foldOf[row] === fold)
    for (const row of own) outOfFold[row] = scores[row]!
    tell(
      `fold ${fold + 1}`,
      undefined,
      Array.from(own, (row) => scores[row]!),
      Array.from(own, (row) => Number(train[row]!.violates)),
    )
  }

  // 3. The head, calibrated on tune.
  const head: PictureHead = {
    ...{ form: 1, model: NSFW_SHA256, classes: [...classes], breaks: [...breaks], labels: [...labels] },
    means: Array.from(means),
    scales: Array.from(scales),
    weights: softmax.weights.map((own) => Array.from(own)),
    biases: Array.from(softmax.biases),
  }
  const plain = harmOf(held, width, softmax, breaks)
  const calibration = fitCalibration(Float64Array.from(plain, logOdds), violating(tune), true)
  onProgress(1, 'done')
  return {
    scorer: pictureScorer(head, calibration),
    files: {
      [PICTURE_HEAD_FILE]: writePictureHead(head),
      [CALIBRATION_FILE]: writeCalibration(calibration, true),
    },
    ...{ elsewhere: [], calibration, outOfFold, points, left },
    settings: { ...FIT, ridge, content: 'image', classes: classes.length },
  }
}

function embeddingsOf(rows: readonly PlacedRow[], width: number): Float32Array {
  const all = new Float32Array(rows.length * width)
  for (const [i, { text = '', source }] of rows.entries()) {
    const line = readPictureText(text)
    if (line === undefined || line.model !== NSFW_SHA256 || line.embedding.length !== width)
      throw new BadGiven(
        `the row of ${source} has no embedding of the model that heads stand on (${NSFW_SHA256.slice(0, 12)}): import the pictures again`,
      )
    all.set(line.embedding, i * width)
  }
  return all
}

/** Mean 0; and deviation 1, less by the root of how wide the layer is, so that layers count alike. */
function scaleOf(all: Float32Array, width: number): { means: Float32Array; scales: Float32Array } {
  const rows = all.length / width
  const [means, squares] = [new Float64Array(width), new Float64Array(width)]
  for (let i = 0; i < all.length; i++) means[i % width]! += all[i]! / rows
  for (let i = 0; i < all.length; i++) squares[i % width]! += (all[i]! - means[i % width]!) ** 2 / rows
  const blocks = NSFW_BLOCKS.flatMap((block) => new Array<number>(block).fill(block))
  const mean = width / NSFW_BLOCKS.length
  return {
    means: Float32Array.from(means),
    scales: Float32Array.from(squares, (square, k) =>
      Math.sqrt(square) < LEAST_DEVIATION ? 0 : Math.sqrt(mean / blocks[k]! / square),
    ),
  }
}

function scaled(all: Float32Array, means: Float32Array, scales: Float32Array): Float32Array {
  const width = means.length
  return all.map((value, i) => (value - means[i % width]!) * scales[i % width]!)
}

/** A row's class is its first label; of rows without one there is a class as well, called by the empty text. */
const classOf = ({ labels }: PlacedRow): string => labels[0] ?? ''

/** The classes of rows, and whether most rows of each violate. */
function classesOf(rows: readonly PlacedRow[]): { classes: readonly string[]; breaks: readonly boolean[] } {
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(classOf(row), (counts.get(classOf(row)) ?? 0) + (row.violates ? 1 : -1))
  const classes = [...counts.keys()].sort()
  return { classes, breaks: classes.map((name) => counts.get(name)! > 0) }
}

function classNumbers(rows: readonly PlacedRow[], classes: readonly string[]): Uint16Array {
  // A class that no train row has cannot be learnt: its rows are of none.
  return Uint16Array.from(rows, (row) => {
    const number = classes.indexOf(classOf(row))
    return number < 0 ? NONE : number
  })
}
const NONE = 0xffff

function chancesOf(x: Float32Array, width: number, { weights, biases }: Softmax): Float64Array[] {
  return Array.from({ length: x.length / width }, (_, row) => {
    const chances = new Float64Array(weights.length)
    classChances(x.subarray(row * width, (row + 1) * width), weights, biases, chances)
    return chances
  })
}

function lossOf(x: Float32Array, width: number, softmax: Softmax, of: Uint16Array): number {
  const rows = chancesOf(x, width, softmax)
  return (
    rows.reduce((sum, chances, row) => sum - Math.log(Math.max(1e-12, chances[of[row]!] ?? 1e-12)), 0) /
    rows.length
  )
}

function harmOf(x: Float32Array, width: number, softmax: Softmax, breaks: readonly boolean[]): Float32Array {
  return Float32Array.from(chancesOf(x, width, softmax), (chances) =>
    Math.min(
      1,
      chances.reduce((sum, chance, c) => (breaks[c] ? sum + chance : sum), 0),
    ),
  )
}
