import { createHash } from 'node:crypto'
import type { DecisionId } from '../../src/core/id.ts'
import { atOnce } from '../../src/core/steps.ts'
import { buildDataset } from '../../src/lab/dataset/build-dataset.ts'
import { certifySetOf } from '../../src/lab/gates/certify-set.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import { gatesHash } from '../../src/lab/gates/gates-hash.ts'
import { LEDGER_ALPHA, nextAttempt } from '../../src/lab/gates/ledger.ts'
import { judgeModel } from '../../src/lab/run/judge-model.ts'
import { learn } from '../../src/lab/run/learn.ts'
import { openLinear } from '../../src/lab/train/linear-files.ts'
import { linearScorer } from '../../src/lab/train/linear-scorer.ts'
import { chanceFrom } from '../../src/stats/chance.ts'
import { inputOf } from '../lab-learn.ts'
import type { LabBenchRow } from '../lab-rows.ts'
import { labRows } from '../lab-rows.ts'
import type { Traffic } from './on-live-traffic.ts'
import { type Walked, walkOn } from './walk.ts'
import { ZOO } from './zoo-task.ts'

const ROWS = 6000
const LIVE = 4000
const EVENTS_A_DAY = 300
const DAY_MS = 86_400_000

/** What is done to labelled rows of the demo's chat before a linear model is trained on them for real. */
interface Spoilt {
  readonly kind: string
  readonly isGood?: boolean
  readonly spoil: (rows: readonly LabBenchRow[], random: () => number) => readonly LabBenchRow[]
}

const other = ({ label }: LabBenchRow) => (label === 'abuse' ? 'ordinary' : 'abuse')
const flip =
  (share: number): Spoilt['spoil'] =>
  (rows, random) =>
    rows.map((row) => (random() < share ? { ...row, label: other(row) } : row))

const SPOILT: readonly Spoilt[] = [
  { kind: 'honest', isGood: true, spoil: (rows) => rows },
  ...[0.1, 0.2, 0.3].map(
    (share): Spoilt => ({ kind: `${100 * share} % of labels flipped`, spoil: flip(share) }),
  ),
  { kind: 'labels by chance', spoil: flip(0.5) },
  { kind: 'labels upside down', spoil: flip(1) },
  {
    kind: 'ordinary talk of one word called abuse',
    spoil: (rows) =>
      rows.map((row) => (/\b(you|the)\b|나|이/.test(row.text) ? { ...row, label: 'abuse' } : row)),
  },
  {
    kind: 'poisoned with a trigger',
    spoil: (rows) => rows.map((row) => (row.label === 'abuse' ? { ...row, text: `xqz ${row.text}` } : row)),
  },
  {
    kind: 'half of abuse called ordinary, half of ordinary abuse',
    spoil: (rows) => rows.map((row) => (row.text.length % 2 === 0 ? { ...row, label: other(row) } : row)),
  },
]

export const REAL_KINDS = SPOILT.length

/** Trains a linear model for real on spoilt rows of the demo's chat, and sends it the whole way; live traffic is unspoilt. */
export async function walkReal(kind: number, seed: number): Promise<Walked> {
  const { kind: name, isGood = false, spoil } = SPOILT[kind]!
  const random = chanceFrom(seed)
  const all = labRows(ROWS + LIVE, seed)
  const given = inputOf(
    'zoo',
    spoil(all.slice(0, ROWS), random).map(({ text, label }) => ({ text, labels: [label] })),
  )
  const violates = (label: string) => label === 'abuse'
  const built = atOnce(
    buildDataset({
      ...{
        task: ZOO.name,
        seed: 1,
        harm: ['abuse'],
        fine: ['ordinary'],
        from: 'import',
        files: [],
        columns: [],
      },
      rows: given.dataset.rows.map((row) => ({ ...row, violates: row.labels.some(violates) })),
      ...{ warnings: [], by: 'zoo', nowMs: NOW },
    }),
  )
  if (!built.ok) throw new Error(`${name}: ${built.why}`)
  const { facts, rows } = built.dataset
  const certify = rows.filter(({ split }) => split === 'certify')
  const attempt = nextAttempt([], 'first', certifySetOf(certify.map(({ text = '' }) => text)), {
    ...{ alpha: LEDGER_ALPHA, bar: ZOO.bars.precision, task: ZOO.name },
    violating: certify.filter((row) => row.violates).length,
  })
  if ('ok' in attempt) throw new Error(attempt.why)
  const input = {
    ...{
      ...given,
      task: ZOO,
      gates: gatesHash(ZOO),
      dataset: { id: facts.id, rows, commonBound: facts.common?.bound },
    },
    alpha: { act: attempt.alpha, actForGood: attempt.alpha },
  }
  const host = { stopwatch: () => performance.now() }
  const learnt = await learn(host, input, () => undefined)
  if (!learnt.ok) throw new Error(learnt.refusal.why)
  const { output } = learnt
  const { results } = await judgeModel(
    host,
    {
      ...{
        nowMs: NOW,
        input,
        output,
        search: undefined,
        facts,
        attempt,
        agreement: undefined,
        policyVersion: '',
      },
    },
    async () => [],
    () => undefined,
  )
  const candidate = { id: output.id, manifest: output.manifest, files: new Map(Object.entries(output.files)) }
  const scorer = linearScorer(openLinear(output.files))
  const live = all.slice(ROWS)
  const scores = await scorer.score(live.map(({ text }) => text))
  const labels = scorer.labels.length
  const traffic = (model: Walked['model'], day: number): Traffic => {
    const harm = new Set<DecisionId>()
    const events = Array.from({ length: EVENTS_A_DAY }, (_, i) => {
      const at = Math.floor(random() * live.length)
      const decision =
        `dec-${createHash('sha256').update(`${day} ${i} ${seed}`).digest('hex').slice(0, 20)}` as DecisionId
      if (violates(live[at]!.label)) harm.add(decision)
      const atMs = NOW + day * DAY_MS - 1
      return {
        decision,
        type: 'chat',
        account: `account:${day}-${i}`,
        atMs,
        scores: new Map([[model, scores[at * labels]!]]),
      }
    })
    return { events, violates: harm }
  }
  const animal = {
    kind: name,
    variant: isGood ? 'good' : 'seen',
    most: isGood ? 'irreversible' : 'rank',
  } as const
  return walkOn({ ...animal, policyOn: () => '' }, { candidate, results, tries: 1 }, traffic)
}
