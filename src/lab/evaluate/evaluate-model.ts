import { chanceFrom } from '../../stats/chance.ts'
import { scoreByHashes } from '../baseline/picture-hashes.ts'
import { learnWordList, scoreByWords } from '../baseline/word-list.ts'
import type { PlacedRow } from '../dataset/row.ts'
import { measureEvasion } from '../robustness/measure-evasion.ts'
import { builtInSuites } from '../suites/built-in/built-in-suites.ts'
import { identitySwap } from '../suites/identity-swap.ts'
import { readSuites } from '../suites/read-suites.ts'
import { runSuite, type SuitePlayer } from '../suites/run-suite.ts'
import type { SuiteFile } from '../suites/suite-file.ts'
import type { Task } from '../task.ts'
import type { Manifest, ModelId, Thresholds } from '../train/candidate.ts'
import { finiteScorer } from '../train/finite-scorer.ts'
import type { Made } from '../train/made.ts'
import type { Scorer } from '../train/scorer.ts'
import { calibrationFigures } from './calibration-figures.ts'
import { checkNumerics } from './check-numerics.ts'
import { classFigures } from './class-figures.ts'
import { compareRival } from './compare-rival.ts'
import { curvePoints } from './curve-points.ts'
import type { ModelEvaluation, OperatingPoint, Rival, SuiteFigures, Use } from './evaluation.ts'
import { labelFigures } from './label-figures.ts'
import { measureLatency } from './measure-latency.ts'
import { operatingPoint } from './operating-point.ts'
import { pictureCases } from './picture-cases.ts'
import type { ScoredRows } from './scored-rows.ts'
import type { ScoredSplit } from './scored-split.ts'
import { sliceFigures } from './slices.ts'
import { worstErrors } from './worst-errors.ts'

export interface EvaluationAsked {
  readonly id: ModelId
  readonly manifest: Manifest
  readonly scorer: Scorer
  readonly made: Pick<Made, 'calibration' | 'points'>
  readonly task: Task
  /** What rows are; not there: texts. */
  readonly content?: 'text' | 'image'
  readonly dataset: { readonly rows: readonly PlacedRow[] }
  /** Numbers of the train rows: a word list is learnt from them. */
  readonly train: Int32Array
  readonly tune: ScoredSplit
  readonly suites: readonly SuiteFile[]
  readonly incumbent:
    | {
        readonly id: ModelId
        readonly thresholds: Thresholds
        readonly scorer: Scorer
        readonly tune: ScoredRows
      }
    | undefined
  /** Texts that are disguised, and calls that are timed, at most. */
  readonly effort: { readonly disguised: number; readonly timed: number }
  readonly onProgress: (share: number, doing: string) => void
}

/** The share of tune rows in a script from which on suites of its language are run. */
const LEAST_SHARE = 0.05

/** Measures a model on tune rows, on suites, on disguised texts and in time. Rejects with BadSuite for a suite that is none. */
export async function evaluateModel(
  host: { readonly stopwatch: () => number },
  asked: EvaluationAsked,
): Promise<ModelEvaluation> {
  const { manifest, task, dataset, tune, incumbent, made, onProgress } = asked
  const { thresholds } = manifest
  const { scored } = tune
  const random = chanceFrom(manifest.seed)
  const rows = Array.from(scored.rows, (row) => dataset.rows[row]!)
  const texts = rows.map((row) => row.text ?? '')
  const scorer = finiteScorer(asked.scorer)
  const threshold = takesFrom(thresholds)

  onProgress(0, 'measuring on tune rows')
  const labels = labelFigures(random, manifest.labels, rows, tune)
  const calibration = calibrationFigures(random, scored, made.calibration.method)
  const slices = sliceFigures(rows, scored, threshold)
  const isImage = asked.content === 'image'
  onProgress(0.3, isImage ? 'comparing with hashes' : 'comparing with a word list')
  const rivals = compareAll(random, asked)
  onProgress(0.5, 'running suites')
  const names = [task.name, ...task.harm, ...manifest.labels, ...new Set(rows.flatMap((row) => row.labels))]
  const languages = languagesOf(slices)
  const suites = isImage ? [] : [...builtInSuites(languages, names), ...(await readSuites(asked.suites))]
  const player = playerOf(scorer, thresholds)
  const other = incumbent && playerOf(finiteScorer(incumbent.scorer), incumbent.thresholds)
  const figures: SuiteFigures[] = []
  for (const suite of suites) figures.push(await runSuite(suite, player, other))
  const swap = isImage
    ? undefined
    : await identitySwap(
        scorer,
        threshold,
        (['en', 'ko'] as const).filter((language) => languages[language]),
      )
  onProgress(0.6, 'disguising texts')
  const found = foundRows(scored, player.review).slice(0, asked.effort.disguised)
  const robustness = isImage
    ? []
    : await measureEvasion(scorer, {
        texts: found.map((i) => texts[i]!),
        scores: found.map((i) => scored.scores[i]!),
        ...{ review: player.review, act: thresholds.act },
      })
  onProgress(0.85, 'measuring time')
  const latency = await measureLatency(host, scorer, texts, asked.effort.timed)
  const numerics = await checkNumerics(asked.scorer, isImage ? pictureCases(texts[0] ?? '') : {})
  onProgress(1, 'done')
  return {
    ...(isImage && { content: 'image' as const, classes: classFigures(manifest.labels, rows, tune) }),
    ...{ form: 1, model: asked.id, task: task.name, dataset: manifest.dataset },
    rows: rows.length,
    violating: scored.violates.reduce((sum, one) => sum + one, 0),
    groups: new Set(scored.groups).size,
    ...{ thresholds, operating: operatingPoints(thresholds, scored), labels, curve: curvePoints(scored) },
    ...{ calibration, slices, worst: worstErrors(dataset.rows, scored), suites: figures },
    ...{ identitySwap: swap, robustness, latency, numerics, rivals, learning: made.points },
    notes: isImage ? [IMAGE_NOTE] : notesOf(thresholds, found.length, suites.length),
  }
}

const IMAGE_NOTE =
  'Suites of sentences, swapped names of groups and disguises of texts do not apply to images, and nothing was measured in their place.'

/** From which score on a row is taken for violating: where the model acts, or else ranks. */
function takesFrom({ act, review }: Thresholds): number {
  return act ?? review ?? 0.5
}

function playerOf(scorer: Scorer, thresholds: Thresholds): SuitePlayer {
  const act = takesFrom(thresholds)
  return { scorer, review: thresholds.review ?? act, act }
}

function operatingPoints(thresholds: Thresholds, scored: ScoredRows): OperatingPoint[] {
  return (['review', 'act', 'actForGood'] as const satisfies readonly Use[]).flatMap((use) => {
    const threshold = thresholds[use]
    return threshold === undefined ? [] : [operatingPoint(use, threshold, scored)]
  })
}

function compareAll(random: () => number, asked: EvaluationAsked): Rival[] {
  const { dataset, train, tune, task } = asked
  const texts = (numbers: Int32Array) => Array.from(numbers, (row) => dataset.rows[row]!.text ?? '')
  if (asked.content === 'image') return [hashRival(random, asked), ...incumbentRival(random, asked)]
  const list = learnWordList(
    texts(train),
    Uint8Array.from(train, (row) => Number(dataset.rows[row]!.violates)),
  )
  const bar = task.bars.precision
  const words = compareRival(random, tune.scored, {
    ...{ kind: 'word-list', model: `${list.words.size} words`, bar },
    scores: scoreByWords(list, texts(tune.scored.rows)),
  })
  return [words, ...incumbentRival(random, asked)]
}

function incumbentRival(random: () => number, { tune, task, incumbent, manifest }: EvaluationAsked): Rival[] {
  if (incumbent === undefined) return []
  const other = compareRival(random, tune.scored, {
    ...{ kind: 'incumbent', model: incumbent.id, scores: incumbent.tune.scores },
    bar: task.bars.precision,
    thresholds: { own: takesFrom(manifest.thresholds), other: takesFrom(incumbent.thresholds) },
  })
  return [other]
}

/** What a bank of the hashes of the train pictures would say, in the place of a list of words. */
function hashRival(random: () => number, { dataset, train, tune, task }: EvaluationAsked): Rival {
  const rows = (numbers: Int32Array) => Array.from(numbers, (row) => dataset.rows[row]!)
  return compareRival(random, tune.scored, {
    ...{ kind: 'word-list', model: `hashes of ${train.length} pictures`, bar: task.bars.precision },
    scores: scoreByHashes(rows(train), rows(tune.scored.rows)),
  })
}

/** Numbers of violating rows that reach a threshold, one of each group. */
function foundRows({ violates, scores, groups }: ScoredRows, threshold: number): number[] {
  const seen = new Set<number>()
  return Array.from(violates, (_, i) => i).filter((i) => {
    if (violates[i] === 0 || scores[i]! < threshold || seen.has(groups[i]!)) return false
    seen.add(groups[i]!)
    return true
  })
}

function languagesOf(slices: ModelEvaluation['slices']): { en: boolean; ko: boolean } {
  const scripts = slices.filter(({ by }) => by === 'script')
  const all = scripts.reduce((sum, one) => sum + one.rows, 0)
  const has = (script: string) =>
    (scripts.find(({ value }) => value === script)?.rows ?? 0) >= all * LEAST_SHARE
  return { en: has('Latin'), ko: has('Hangul') }
}

function notesOf({ act }: Thresholds, found: number, suites: number): string[] {
  return [
    ...(act === undefined
      ? ['No threshold was certified for acting: slices are measured from the review threshold on.']
      : []),
    ...(found === 0 ? ['Nothing that violates was found on tune, so that no disguise could be tried.'] : []),
    ...(suites === 0
      ? ['No suite was run: none is built in for the language of these rows, and none was given.']
      : []),
  ]
}
