import type { PlacedRow } from '../dataset/row.ts'
import { classFigures } from '../evaluate/class-figures.ts'
import { evaluateModel } from '../evaluate/evaluate-model.ts'
import { rowsOfSplit, type ScoredSplit, scoreSplit } from '../evaluate/scored-split.ts'
import { BadSuite } from '../suites/suite.ts'
import { chooseThresholds } from '../thresholds/choose-thresholds.ts'
import { CALIBRATION_FILE } from '../train/calibration-file.ts'
import { BadGiven } from '../train/given-files.ts'
import type { Made } from '../train/made.ts'
import { makeModel } from '../train/make-model.ts'
import { openScorer } from '../train/open-scorer.ts'
import { refuseNaN } from '../train/refuse-nan.ts'
import type { ScorerHost } from '../train/scorer-host.ts'
import { sealCandidate } from '../train/seal-candidate.ts'
import type { LearnInput, LearnOutput, LearnRefusal, LearnStep, LearnTold } from './learn-types.ts'
import { whyNotLearn } from './why-not-learn.ts'

/** What learning needs of the machine. */
export interface LearnHost extends ScorerHost {
  /** Milliseconds that only rise. */
  readonly stopwatch: () => number
}

/**
 * Trains, calibrates, chooses and certifies thresholds, and evaluates. The same input gives the same model, byte by byte;
 * only times differ. Refuses what nothing can be learnt from, and given files that are of no use.
 */
export async function learn(
  host: LearnHost,
  input: LearnInput,
  tell: (told: LearnTold) => void,
): Promise<{ ok: true; output: LearnOutput } | { ok: false; refusal: LearnRefusal }> {
  const refusal = whyNotLearn(input.dataset.rows)
  if (refusal !== undefined) return { ok: false, refusal }
  try {
    return { ok: true, output: await learnNow(host, input, tell) }
  } catch (fault) {
    if (fault instanceof BadSuite) return { ok: false, refusal: { why: fault.message, wayOut: MEND_SUITE } }
    if (fault instanceof BadGiven) return { ok: false, refusal: { why: fault.message, wayOut: MEND_MODEL } }
    throw fault
  }
}

const MEND_SUITE = 'mend the file of the suite, or leave it out'
const MEND_MODEL = 'give the files of the model anew, or use the learner of this project (linear)'

async function learnNow(
  host: LearnHost,
  input: LearnInput,
  tell: (told: LearnTold) => void,
): Promise<LearnOutput> {
  const { task, dataset, seed } = input
  const seconds: Record<LearnStep, number> = { train: 0, calibrate: 0, certify: 0, evaluate: 0 }
  const timed = async <T>(step: LearnStep, work: () => Promise<T>, says: (done: T) => string): Promise<T> => {
    const begun = host.stopwatch()
    const done = await work()
    seconds[step] = (host.stopwatch() - begun) / 1000
    tell({ kind: 'done', step, seconds: seconds[step], says: says(done) })
    return done
  }
  const progress = (step: LearnStep) => (share: number, doing: string) =>
    tell({ kind: 'progress', step, share, doing })

  const isImage = input.learner.kind === 'pictures'

  // 1. Train and calibrate.
  const numbers = {
    train: rowsOfSplit(dataset.rows, 'train'),
    tune: rowsOfSplit(dataset.rows, 'tune'),
    certify: rowsOfSplit(dataset.rows, 'certify'),
  }
  const made = await timed(
    'train',
    () =>
      makeModel(host, input.learner, {
        name: task.name,
        train: pick(dataset.rows, numbers.train),
        tune: pick(dataset.rows, numbers.tune),
        categories: input.categories,
        commonBound: dataset.commonBound,
        seed,
        checkpoint: input.checkpoint,
        onProgress: progress('train'),
        onPoint: (point) => tell({ kind: 'point', point }),
        onCheckpoint: (bytes) => tell({ kind: 'checkpoint', bytes }),
      }),
    ({ points }) => {
      const last = points.at(-1)?.averagePrecision
      return `${numbers.train.length} rows${last === undefined ? '' : `, average precision ${last.toFixed(3)} on ${numbers.tune.length} tune rows`}`
    },
  )
  const scored = await timed(
    'calibrate',
    async () => ({
      tune: await scoreSplit(made.scorer, dataset.rows, numbers.tune, dataset.commonBound),
      certify: await scoreSplit(made.scorer, dataset.rows, numbers.certify, dataset.commonBound),
    }),
    ({ tune }) => {
      const says = `calibrated ${METHODS[made.calibration.method]}`
      return isImage ? `${says}; ${classesSay(made, pick(dataset.rows, numbers.tune), tune)}` : says
    },
  )

  for (const { all } of [scored.tune, scored.certify]) refuseNaN(all)

  // 2. Choose and certify thresholds; with these the model is whole.
  const chosen = await timed(
    'certify',
    () => Promise.resolve(chooseThresholds(scored.tune.scored, scored.certify.scored, task, input.alpha)),
    ({ thresholds: { act, actForGood } }) =>
      `act ${act === undefined ? 'not certified' : `from ${act}`}, for good ${actForGood === undefined ? 'not certified' : `from ${actForGood}`}`,
  )
  const candidate = sealCandidate(
    {
      ...{ task: task.name, dataset: dataset.id, code: input.code, lockfile: input.lockfile },
      ...{
        learner: input.learner.kind === 'pictures' ? 'head' : input.learner.kind,
        settings: made.settings,
        seed,
        policyVersion: input.policyVersion,
      },
      ...{ gates: input.gates, labels: made.scorer.labels, thresholds: chosen.thresholds },
    },
    made.files,
    made.elsewhere,
    made.files[CALIBRATION_FILE]!,
  )

  // 3. Measure it, beside the incumbent.
  const incumbent = input.incumbent && {
    id: input.incumbent.id,
    thresholds: input.incumbent.manifest.thresholds,
    scorer: await openScorer(host, input.incumbent.manifest, input.incumbent.files),
  }
  const incumbentScored = incumbent && {
    tune: (await scoreSplit(incumbent.scorer, dataset.rows, numbers.tune, dataset.commonBound)).scored,
    certify: (await scoreSplit(incumbent.scorer, dataset.rows, numbers.certify, dataset.commonBound)).scored,
  }
  const evaluation = await timed(
    'evaluate',
    () =>
      evaluateModel(host, {
        ...{ id: candidate.id, manifest: candidate.manifest, scorer: made.scorer, task, dataset, made },
        ...{ train: numbers.train, tune: scored.tune, suites: input.suites },
        effort: input.learner.kind === 'linear' ? FAST : SLOW,
        ...(isImage && { content: 'image' as const }),
        incumbent: incumbent && { ...incumbent, tune: incumbentScored!.tune },
        onProgress: progress('evaluate'),
      }),
    ({ slices, suites, robustness }) =>
      `${slices.length} slices, ${suites.length} suites, ${robustness.length} disguises`,
  )
  return {
    ...{ id: candidate.id, manifest: candidate.manifest, files: made.files, evaluation },
    certification: { act: chosen.act, actForGood: chosen.actForGood },
    scored: { tune: scored.tune.scored, certify: scored.certify.scored },
    incumbentScored,
    outOfFold: {
      rows: outOfFoldRows(made, numbers.train),
      scores: made.outOfFold,
    },
    ...{ rows: dataset.rows.filter(({ text }) => text !== undefined).length, left: made.left, seconds },
  }
}

function classesSay({ scorer }: Made, rows: readonly PlacedRow[], tune: ScoredSplit): string {
  const { right, rows: all, each } = classFigures(scorer.labels, rows, tune)
  return `${((100 * right) / Math.max(1, all)).toFixed(1)} % of ${all} tune rows in the right of ${each.length} classes`
}

/** How much is measured: of a model that takes microseconds a text, and of one that takes milliseconds. */
const FAST = { disguised: 2000, timed: 2000 }
// Of 300, a model of which each disguise hides one in a hundred passes all of them in nine cases of ten; of 150, hardly ever.
const SLOW = { disguised: 300, timed: 400 }

const METHODS = {
  'out-of-fold': 'out of fold; tune rows agree with it',
  platt: "by Platt's scaling on tune rows",
  temperature: 'by a temperature on tune rows',
} as const

function outOfFoldRows({ outOfFold, outOfFoldOf }: Made, train: Int32Array): Int32Array {
  if (outOfFold.length === 0) return new Int32Array(0)
  return outOfFoldOf === undefined ? train : outOfFoldOf.map((place) => train[place]!)
}

function pick(rows: readonly PlacedRow[], numbers: Int32Array): PlacedRow[] {
  return Array.from(numbers, (row) => rows[row]!)
}
