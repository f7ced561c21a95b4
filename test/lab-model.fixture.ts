import type { GateSlices } from '../src/lab/gates/gate.ts'
import { REQUIRED_GATES } from '../src/lab/gates/required-gates.ts'
import type { CheckName } from '../src/lab/registry/check-result.ts'
import { CHECKS } from '../src/lab/registry/check-result.ts'
import { planMove } from '../src/lab/registry/plan-move.ts'
import type { ModelStore } from '../src/lab/registry/ports.ts'
import { Task } from '../src/lab/task.ts'
import { fitTextModel } from '../src/lab/text/fit-text-model.ts'
import type { Candidate, Thresholds } from '../src/lab/train/candidate.ts'
import { linearFiles } from '../src/lab/train/linear-files.ts'
import { sealCandidate } from '../src/lab/train/seal-candidate.ts'

export const RUDE = ['dunderhead', 'clodpole', 'nincompoop', 'numbskull', 'blockhead', 'dullard']
export const KIND = ['lovely', 'friend', 'thanks', 'sunshine', 'champion', 'dear']
const AROUND = ['you are a % today', 'hey % over there', 'what a %', '% % !', 'so % of you', 'well, % then']

/** Message number `i`: each second one is rude. */
export function saying(i: number): string {
  const words = i % 2 === 0 ? RUDE : KIND
  return AROUND[i % AROUND.length]!.replaceAll('%', words[Math.floor(i / 2) % words.length]!)
}

/** Whether a message violates, as a reviewer of these tests sees it. */
export function isRude(text: string): boolean {
  return RUDE.some((word) => text.includes(word))
}

export interface MadeOptions {
  readonly seed?: number
  readonly thresholds?: Thresholds
  /** Takes kind words for rude ones. */
  readonly wrong?: boolean
  /** A rude word that it takes for a kind one. */
  readonly blindTo?: string
}

/** A small linear model of a task, learnt from made-up sentences. */
export function madeModel(
  task: string,
  { seed = 1, thresholds, wrong = false, blindTo }: MadeOptions = {},
): Candidate {
  const rows = [...RUDE, ...KIND].flatMap((word) =>
    AROUND.flatMap((around, i) => {
      const isRude = RUDE.includes(word) && word !== blindTo
      const labels = isRude === wrong ? [] : ['violates']
      const text = around.replaceAll('%', word)
      return [
        { text, labels },
        { text: `${text} ${i}`, labels },
      ]
    }),
  )
  const { parts } = fitTextModel({ name: task, rows, multiLabel: true, labels: ['violates'] })
  return sealCandidate(
    {
      ...{ task, dataset: `ds-${'0'.repeat(32)}`, code: 'code', lockfile: 'lock', learner: 'linear' },
      ...{ settings: {}, seed, policyVersion: '', gates: 'gates', labels: ['violates'] },
      thresholds: thresholds ?? { review: 0.3, act: 0.5, actForGood: undefined },
    },
    linearFiles(parts),
    [],
    new Uint8Array(),
  )
}

/** Puts a model into shadow with all the evidence that a run of the lab would have gathered. */
export async function intoShadow(
  models: ModelStore,
  candidate: Candidate,
  nowMs = Date.now(),
  slices?: GateSlices,
): Promise<void> {
  const { id, manifest } = candidate
  const about = { dataset: manifest.dataset, policyVersion: manifest.policyVersion }
  await models.register(candidate, { by: 'system', body: about }, nowMs)
  const results = Object.entries(REQUIRED_GATES).flatMap(([step, gates]) =>
    gates.map((gate) => ({
      gate,
      for: step,
      verdict: step === 'irreversible' ? 'fail' : 'pass',
      ...SAID,
      ...(gate === 'slices' && slices && { slices }),
    })),
  )
  const checks = (Object.keys(CHECKS) as CheckName[]).map((check) => ({ check, verdict: 'pass', says: '' }))
  const change = async (step: Parameters<typeof planMove>[1]) => {
    const changed = await models.change(id, (seen) => planMove(seen, step, { nowMs }), nowMs)
    if (changed?.ok !== true) throw new Error(`${changed?.why}; ${changed?.wayOut}`)
  }
  await change({ evidence: [{ kind: 'evaluation', body: about }], to: 'evaluated' })
  const gates = { kind: 'gates' as const, body: { ...about, gates: manifest.gates, results } }
  await change({ evidence: [gates, { kind: 'checks', body: { ...about, results: checks } }], to: 'shadow' })
}

/** Takes a model from shadow to live, by all the evidence that that takes. */
export async function intoLive(
  models: Pick<ModelStore, 'change'>,
  { id, manifest }: Candidate,
): Promise<void> {
  const about = { dataset: manifest.dataset, policyVersion: manifest.policyVersion }
  const nowMs = Date.now()
  const change = async (step: Parameters<typeof planMove>[1]) => {
    const changed = await models.change(id, (seen) => planMove(seen, step, { nowMs }), nowMs)
    if (changed?.ok !== true) throw new Error(`${changed?.why}; ${changed?.wayOut}`)
  }
  await change({ evidence: [{ kind: 'probation', body: { ...about, verdict: 'pass' } }], to: 'canary' })
  const promoted = (share: number) => ({
    kind: 'canary' as const,
    body: { ...about, verdict: 'promote', share },
  })
  for (const share of [0.01, 0.05, 0.25]) await change({ evidence: [promoted(share)], to: 'canary' })
  const watches = ['dependencies', 'invariants', 'skew', 'age', 'numerics', 'compute', 'quality'].map(
    (watch) => ({ watch, state: 'armed', says: '' }),
  )
  await change({
    evidence: [
      promoted(0.5),
      { kind: 'watch', body: { ...about, verdict: 'healthy', watches } },
      { kind: 'drill', body: { ...about, ok: true, ms: 1, dropped: 0 } },
    ],
    to: 'live',
  })
}

const SAID = { alpha: 0.05, on: 'tune', says: 'as these tests have it', figures: {} }

/** A task whose models are proved within seconds. */
export function quickTask(name: string, more: Partial<Task['probation']> = {}): Task {
  return Task.parse({
    name,
    bars: { precision: 0.8 },
    probation: {
      ...{ labelsPerDay: 100_000, alphaPass: 0.05, alphaRevoke: 0.05, accounts: 5, days: 0 },
      ...{ canaryLabels: 5, canaryDays: 0, runLength: 200, ...more },
    },
  })
}
