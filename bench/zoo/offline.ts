import { createHash } from 'node:crypto'
import { evaluateModel } from '../../src/lab/evaluate/evaluate-model.ts'
import { rowsOfSplit, scoreSplit } from '../../src/lab/evaluate/scored-split.ts'
import { certifySetOf } from '../../src/lab/gates/certify-set.ts'
import { NOW } from '../../src/lab/gates/evidence.fixture.ts'
import { findTexts } from '../../src/lab/gates/find-texts.ts'
import type { GateResult } from '../../src/lab/gates/gate.ts'
import { gatesHash } from '../../src/lab/gates/gates-hash.ts'
import { LEDGER_ALPHA, nextAttempt } from '../../src/lab/gates/ledger.ts'
import { lookAtRows, type RowFindings } from '../../src/lab/gates/look-at-rows.ts'
import { runGates } from '../../src/lab/gates/run-gates.ts'
import type { Attempt, KeptAttempt } from '../../src/lab/registry/ports.ts'
import { type ChosenThresholds, chooseThresholds } from '../../src/lab/thresholds/choose-thresholds.ts'
import type { Candidate } from '../../src/lab/train/candidate.ts'
import type { Scorer } from '../../src/lab/train/scorer.ts'
import { sealCandidate } from '../../src/lab/train/seal-candidate.ts'
import type { Animal } from './animal.ts'
import { simulatedScorer } from './simulated-scorer.ts'
import { POLICY, type ZooWorld } from './world.ts'
import { ZOO } from './zoo-task.ts'

/** What the tests before live traffic made of a model. */
export interface Offline {
  readonly candidate: Candidate
  readonly results: readonly GateResult[]
  /** Looks at the certify rows that it took. */
  readonly tries: number
  /** What says what it says; undefined: only its results are known. */
  readonly scorer?: Scorer
}

const EFFORT = { disguised: 600, timed: 320 }

interface Tried extends ChosenThresholds {
  readonly scorer: Scorer
  readonly attempt: Attempt
  readonly number: number
}

/** Time as the model makes it pass: each call takes what the animal says. */
interface Watch {
  ms: number
}

/** What was found of models that look the same before live traffic, in a world: they are tested once. */
const ALIKE = new WeakMap<ZooWorld, Map<string, Promise<Offline>>>()

/** Thresholds, evaluation and gates, as a run of the lab comes to them, for a model that is simulated. */
export function offline(animal: Animal, world: ZooWorld, random: () => number): Promise<Offline> {
  const { score, rows, doctored, ms, tries, bins } = animal
  if ((score ?? rows ?? doctored ?? ms ?? tries) !== undefined || animal.variant !== 'hidden')
    return testOnce(animal, world, random)
  const known = ALIKE.get(world) ?? new Map<string, Promise<Offline>>()
  ALIKE.set(world, known)
  const key = JSON.stringify(bins.map(({ says, is, mass }) => [says, is, mass]))
  const found = known.get(key) ?? testOnce(animal, world, random)
  known.set(key, found)
  return found
}

async function testOnce(animal: Animal, given: ZooWorld, random: () => number): Promise<Offline> {
  const world = animal.rows?.(given) ?? given
  const watch: Watch = { ms: 0 }
  const tried = await tryUntilCertified(animal, world, random, watch)
  const candidate = sealed(animal, world, tried, random)
  return {
    candidate,
    results: runGates(await evidenceOf(animal, world, tried, candidate, watch)),
    ...{ tries: tried.number, scorer: tried.scorer },
  }
}

/** Trains anew by chance until a threshold is certified, as somebody would who fishes; each look is written in the ledger. */
async function tryUntilCertified(
  animal: Animal,
  world: ZooWorld,
  random: () => number,
  watch: Watch,
): Promise<Tried> {
  const { rows } = world
  const certifyRows = rows.filter(({ split }) => split === 'certify')
  const set = certifySetOf(certifyRows.map(({ text = '' }) => text))
  const violating = certifyRows.filter(({ violates }) => violates).length
  const kept: KeptAttempt[] = []
  let last: Tried | undefined
  for (let number = 1; number <= (animal.tries ?? 1); number++) {
    const subject = `try ${number}`
    const attempt = nextAttempt(kept, subject, set, {
      alpha: LEDGER_ALPHA,
      bar: ZOO.bars.precision,
      violating,
      task: ZOO.name,
    })
    if ('ok' in attempt) break
    kept.push({ task: ZOO.name, set, number: attempt.number, subject, atMs: NOW })
    const scorer = simulatedScorer(animal, world, random, () => {
      watch.ms += animal.ms ?? 0.1
    })
    const [tune, certify] = [await split(scorer, world, 'tune'), await split(scorer, world, 'certify')]
    const alpha = { act: attempt.alpha, actForGood: attempt.alpha }
    last = { ...chooseThresholds(tune.scored, certify.scored, ZOO, alpha), scorer, attempt, number }
    if (last.thresholds.act !== undefined) break
  }
  return last!
}

function split(scorer: Scorer, { rows }: ZooWorld, which: 'train' | 'tune' | 'certify') {
  return scoreSplit(scorer, rows, rowsOfSplit(rows, which))
}

function sealed(
  { doctored }: Animal,
  world: ZooWorld,
  { thresholds }: Tried,
  random: () => number,
): Candidate {
  const weights = Uint8Array.from({ length: 2000 }, () => Math.floor(random() * 256))
  return sealCandidate(
    {
      ...{ task: ZOO.name, dataset: world.facts.id, code: 'code', lockfile: 'lock', learner: 'linear' },
      ...{ settings: {}, seed: 1, policyVersion: doctored?.policyVersion ?? POLICY, gates: gatesHash(ZOO) },
      labels: ['violates'],
      thresholds: doctored?.act === undefined ? thresholds : { ...thresholds, act: doctored.act },
    },
    { 'weights.bin': weights, ...doctored?.files?.(world) },
    [],
    new Uint8Array(),
  )
}

async function evidenceOf(
  animal: Animal,
  world: ZooWorld,
  tried: Tried,
  { id, manifest, files }: Candidate,
  watch: Watch,
) {
  const { scorer } = tried
  const { rows, facts } = world
  const [train, tune, certify] = [
    await split(scorer, world, 'train'),
    await split(scorer, world, 'tune'),
    await split(scorer, world, 'certify'),
  ]
  const evaluation = await evaluateModel(
    { stopwatch: () => watch.ms },
    {
      ...{ id, manifest, scorer, task: ZOO, dataset: world, train: train.scored.rows, tune, suites: [] },
      made: { calibration: { method: 'out-of-fold', slope: 1, constant: 0 }, points: [] },
      ...{ incumbent: undefined, effort: EFFORT, onProgress: () => undefined },
    },
  )
  const twice = [await hashOf(scorer, world), await hashOf(scorer, world)] as const
  const learnt = rows.flatMap(({ split: own, text }) => (own === 'train' && text !== undefined ? [text] : []))
  return {
    ...{ nowMs: NOW, bars: ZOO.bars, policyVersion: animal.policyOn?.(0) ?? POLICY, manifest },
    dataset: { ...facts, madeMs: NOW },
    ...{
      rows: findingsOf(rows),
      evaluation,
      certification: { act: tried.act, actForGood: tried.actForGood },
    },
    scored: { tune: tune.scored, certify: certify.scored },
    outOfFold: { scores: train.scored.scores, violates: train.scored.violates },
    ...{ agreement: undefined, attempt: tried.attempt },
    reproduced: { rows: 100, first: twice[0], second: twice[1] },
    traces: findTexts([...files.values()], learnt),
  }
}

const LOOKED_AT = new WeakMap<ZooWorld['rows'], RowFindings>()

/** The rows of a world are the same to all of its models. */
function findingsOf(rows: ZooWorld['rows']): RowFindings {
  const found = LOOKED_AT.get(rows) ?? lookAtRows(rows)
  LOOKED_AT.set(rows, found)
  return found
}

/** Stands for training twice: what a simulated model is made of is what it says. */
async function hashOf(scorer: Scorer, { rows }: ZooWorld): Promise<string> {
  const scores = await scorer.score(rows.slice(0, 100).map(({ text = '' }) => text))
  return createHash('sha256').update(new Uint8Array(scores.buffer)).digest('hex')
}
