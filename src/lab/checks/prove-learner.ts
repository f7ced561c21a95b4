import { createHash } from 'node:crypto'
import { datasetId } from '../dataset/dataset-id.ts'
import type { PlacedRow } from '../dataset/row.ts'
import { gatesHash } from '../gates/gates-hash.ts'
import type { CheckResult } from '../registry/check-result.ts'
import type { LearnHost } from '../run/learn.ts'
import { learn } from '../run/learn.ts'
import type { LearnInput } from '../run/learn-types.ts'
import { Task } from '../task.ts'
import { hashTexts } from '../text/hash-texts.ts'
import { rankPrecision } from '../text/rank-precision.ts'
import type { Made } from '../train/made.ts'
import { makeModel } from '../train/make-model.ts'
import { openScorer } from '../train/open-scorer.ts'
import { scoreViolates } from '../train/scorer.ts'
import { smallSet } from './small-set.ts'

/** Texts whose features are pinned: Unicode, disguises, nothing at all, a megabyte. */
const GOLDEN = [
  ...[
    '',
    'hello world',
    '안녕하세요 여러분',
    'h3ll0 w.o.r.l.d',
    'e\u0301\u0301 \u{1F600}\u200b',
    '\u0000\ud800x',
  ],
  'ab가'.repeat(350_000),
]
/** SHA-256 over their features as they were when the learner was last changed on purpose. */
const GOLDEN_SHA256 = '943c0c6302c263b733a9d09d6e06520aacbab6573232cdc1ac6082b1b17375b0'

/** What of the learner and of the whole way can be proved without anybody's data; the same in every run of a build. */
export async function proveLearner(host: LearnHost): Promise<readonly CheckResult[]> {
  return [
    goldenVectors(),
    await learnerCheck(host),
    await integrationCheck(host),
    await newFeatureCheck(host),
  ]
}

function goldenVectors(): CheckResult {
  const hash = createHash('sha256')
  const { hashes, starts } = hashTexts(GOLDEN)
  const used = hashes.subarray(0, starts.at(-1))
  hash.update(Buffer.from(starts.buffer)).update(Buffer.from(used.buffer, used.byteOffset, used.byteLength))
  const found = hash.digest('hex')
  return result(
    'golden-vectors',
    found === GOLDEN_SHA256,
    `the features of ${GOLDEN.length} fixed texts are ${found.slice(0, 12)}`,
  )
}

/** The loss falls, a small set is learnt by heart, and an interrupted training ends as an unbroken one. */
async function learnerCheck(host: LearnHost): Promise<CheckResult> {
  const rows = smallSet(300)
  const checkpoints: Uint8Array[] = []
  const whole = await make(host, rows, undefined, (bytes) => void checkpoints.push(bytes.slice()))
  const losses = whole.points.flatMap(({ phase, loss }) =>
    phase === whole.points[0]!.phase && loss !== undefined ? [loss] : [],
  )
  const falls = losses.length > 1 && losses.at(-1)! < losses[0]!
  const train = rows.filter(({ split }) => split === 'train')
  const byHeart = await precisionOf(whole, train)
  const resumed = await make(host, rows, checkpoints[Math.floor(checkpoints.length / 2)])
  const isSame = sha(resumed.files) === sha(whole.files)
  return result(
    'learner',
    falls && byHeart > 0.999 && isSame && checkpoints.length > 0,
    `the loss ${falls ? 'falls' : 'does not fall'}; average precision ${byHeart.toFixed(3)} on what was learnt; taken up from a checkpoint it ends ${isSame ? 'the same' : 'otherwise'}`,
  )
}

/** A small set goes the whole way that a model goes, and what is served gives the scores that were measured. */
async function integrationCheck(host: LearnHost): Promise<CheckResult> {
  const begun = host.stopwatch()
  const rows = smallSet(400)
  const task = Task.parse({ name: 'small' })
  const input: LearnInput = {
    ...{
      task,
      dataset: { id: datasetId('small', rows), rows },
      categories: [],
      seed: 1,
      code: '',
      lockfile: '',
    },
    ...{ learner: { kind: 'linear', settings: {} }, policyVersion: '', gates: gatesHash(task) },
    ...{ alpha: { act: 0.05, actForGood: 0.05 }, incumbent: undefined, suites: [], checkpoint: undefined },
  }
  const learnt = await learn(host, input, () => {})
  if (!learnt.ok) return result('integration', false, learnt.refusal.why)
  const { output } = learnt
  const files = Object.fromEntries(
    Object.entries(output.files).map(([name, bytes]) => [name, { kind: 'here', bytes } as const]),
  )
  const scorer = await openScorer(host, output.manifest, files)
  const { rows: numbers, scores } = output.scored.tune
  const served = await scoreViolates(
    scorer,
    Array.from(numbers, (row) => rows[row]!.text!),
  )
  const isSame = served.every((score, i) => Object.is(score, scores[i]))
  const seconds = ((host.stopwatch() - begun) / 1000).toFixed(1)
  return result(
    'integration',
    isSame && output.evaluation.rows === numbers.length,
    `${rows.length} made-up rows went the whole way in ${seconds} s; what is served gives ${isSame ? 'the same' : 'other'} scores`,
  )
}

/** A word that is put into what is read, and nothing else was changed for, is learnt and served. */
async function newFeatureCheck(host: LearnHost): Promise<CheckResult> {
  const begun = host.stopwatch()
  // Without it nothing tells the rows apart.
  const plain = smallSet(300, ['tree', 'boat'])
  const marked = plain.map(
    (row): PlacedRow => ({ ...row, text: `${row.text} ${row.violates ? 'fact⁚new' : 'fact⁚old'}` }),
  )
  const tune = (rows: readonly PlacedRow[]) => rows.filter(({ split }) => split === 'tune')
  const before = await precisionOf(await make(host, plain), tune(plain))
  const after = await precisionOf(await make(host, marked), tune(marked))
  const seconds = ((host.stopwatch() - begun) / 1000).toFixed(1)
  return result(
    'new-feature',
    after > 0.99 && before < 0.9,
    `a feature that was added to what is read reaches a served model in ${seconds} s: average precision ${before.toFixed(2)} without, ${after.toFixed(2)} with it`,
  )
}

function make(
  host: LearnHost,
  rows: readonly PlacedRow[],
  checkpoint?: Uint8Array,
  onCheckpoint: (bytes: Uint8Array) => void = () => {},
): Promise<Made> {
  const of = (split: PlacedRow['split']) => rows.filter((row) => row.split === split)
  return makeModel(
    host,
    { kind: 'linear', settings: {} },
    {
      ...{ name: 'small', train: of('train'), tune: of('tune'), categories: [], seed: 1, checkpoint },
      ...{ onProgress: () => {}, onPoint: () => {}, onCheckpoint },
    },
  )
}

async function precisionOf({ scorer }: Made, rows: readonly PlacedRow[]): Promise<number> {
  const scores = await scoreViolates(
    scorer,
    rows.map(({ text }) => text!),
  )
  return rankPrecision(
    scores,
    rows.map(({ violates }) => Number(violates)),
  )
}

function sha(files: Made['files']): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(files).sort()) hash.update(name).update(files[name]!)
  return hash.digest('hex')
}

function result(check: CheckResult['check'], passed: boolean, says: string): CheckResult {
  return { check, verdict: passed ? 'pass' : 'fail', says }
}
