import { expect, test } from 'vitest'
import { canonicalJson } from '../../core/canonical-json.ts'
import { onnxFile, tokenizerFile } from '../../signals/models/onnx/onnx-file.fixture.ts'
import { readFitCheckpoint } from '../train/fit-checkpoint.ts'
import type { GivenFiles } from '../train/learner-asked.ts'
import { modelIdOf } from '../train/model-id.ts'
import { IN_THIS_THREAD } from '../train/onnx-host.ts'
import { openScorer } from '../train/open-scorer.ts'
import { learn } from './learn.ts'
import { chatInput, chatRows } from './learn-input.fixture.ts'
import type { LearnInput, LearnOutput, LearnTold } from './learn-types.ts'

const host = { stopwatch: () => performance.now(), ...IN_THIS_THREAD }

async function learnt(input: LearnInput, tell: (told: LearnTold) => void = () => {}): Promise<LearnOutput> {
  const result = await learn(host, input, tell)
  if (!result.ok) throw new Error(result.refusal.why)
  return result.output
}

/** One and the same small model, for tests that look at it. */
const checkpoints: Uint8Array[] = []
const small = learnt(chatInput(600), (told) => {
  if (told.kind === 'checkpoint') checkpoints.push(told.bytes)
})

async function refused(input: LearnInput): Promise<string> {
  const result = await learn(host, input, () => {})
  return result.ok ? 'nothing' : `${result.refusal.why}: ${result.refusal.wayOut}`
}

test('a model comes out measured, certified and in one piece', async () => {
  const told: LearnTold[] = []
  const { manifest, id, files, evaluation, certification, scored, outOfFold } = await learnt(
    chatInput(1200),
    (one) => told.push(one),
  )
  expect(id).toBe(modelIdOf(manifest))
  expect(manifest.labels).toEqual(['violates', 'rude', 'trade'])
  expect(manifest.files.map(({ name }) => name)).toEqual(['calibration.json', 'model.json', 'weights.bin'])
  expect(certification.act.threshold).toBe(manifest.thresholds.act)
  expect(certification.act.threshold).toBeGreaterThanOrEqual(0.9)
  expect(evaluation.labels[0]!.auc!.value).toBeGreaterThan(0.95)
  expect(evaluation.rivals[0]).toMatchObject({ kind: 'word-list' })
  expect(evaluation.slices.map(({ by }) => by)).toContain('world')
  expect(evaluation.robustness.length).toBeGreaterThanOrEqual(12)
  expect(evaluation.numerics.filter(({ ok }) => !ok)).toEqual([])
  expect(outOfFold.scores).toHaveLength(720)
  expect(scored.certify.rows).toHaveLength(300)
  expect(told.flatMap((one) => (one.kind === 'done' ? [one.step] : []))).toEqual([
    ...['train', 'calibrate', 'certify', 'evaluate'],
  ])
  expect(told.filter(({ kind }) => kind === 'point')).toHaveLength(11)
  // What is kept of it is served as it was measured.
  const given = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, { kind: 'here', bytes } as const]),
  )
  const again = await openScorer({}, manifest, given)
  const first = chatRows(1200)[scored.tune.rows[0]!]!.text!
  expect((await again.score([first]))[0]).toBe(scored.tune.scores[0])
})

test('nothing of the rows can be read in the evaluation, and it is JSON', async () => {
  const { evaluation } = await small
  const json = canonicalJson(evaluation)
  for (const word of ['멍청이', 'noob', 'cheap account', '계정']) expect(json).not.toContain(word)
  expect(json.length).toBeLessThan(100_000)
})

test('the same input gives the same model; any other seed, row or gate another', async () => {
  const { id } = await small
  expect((await learnt(chatInput(600))).id).toBe(id)
  for (const other of [chatInput(600, { seed: 2 }), chatInput(605)])
    expect((await learnt(other)).id).not.toBe(id)
})

test('an interrupted training goes on from any checkpoint to the same bytes', async () => {
  const { id } = await small
  expect(checkpoints).toHaveLength(3)
  for (const checkpoint of [checkpoints[0]!, checkpoints[2]!]) {
    const points: string[] = []
    const resumed = await learnt(chatInput(600, { checkpoint }), (told) => {
      if (told.kind === 'point') points.push(told.point.phase)
    })
    expect(resumed.id).toBe(id)
    expect(points).not.toContain('fold 1')
  }
})

test('a checkpoint of other rows, or half of one, is passed over', async () => {
  await small
  const whole = checkpoints[2]!
  const input = JSON.parse(
    new TextDecoder().decode(whole.slice(4, 4 + new DataView(whole.buffer).getUint32(0, true))),
  ).input
  expect(readFitCheckpoint(input, whole)).toMatchObject({ folds: 3 })
  for (const bytes of [whole.slice(0, 500), whole.slice(0, -1), new Uint8Array(3), new Uint8Array(0)])
    expect(readFitCheckpoint(input, bytes)).toBe(undefined)
  expect(readFitCheckpoint('other rows', whole)).toBe(undefined)
})

test('no threshold is certified where labels are wrong too often, and the labels that would do are told', async () => {
  const rows = chatRows(1200, true)
  const { certification, manifest, evaluation } = await learnt(
    chatInput(0, { dataset: { id: 'ds-noisy', rows }, task: { ...chatInput(0).task } }),
  )
  expect(certification.actForGood.threshold).toBe(undefined)
  expect(manifest.thresholds.actForGood).toBe(undefined)
  expect(evaluation.operating.map(({ use }) => use)).not.toContain('actForGood')
})

test('an incumbent is measured beside it', async () => {
  const first = await small
  const files = Object.fromEntries(
    Object.entries(first.files).map(([name, bytes]) => [name, { kind: 'here', bytes } as const]),
  )
  const { evaluation, incumbentScored } = await learnt(
    chatInput(600, { seed: 7, incumbent: { id: first.id, manifest: first.manifest, files } }),
  )
  expect(evaluation.rivals.map(({ kind }) => kind)).toEqual(['word-list', 'incumbent'])
  expect(incumbentScored?.tune.scores).toHaveLength(90)
  expect(evaluation.suites[0]!.againstIncumbent).toBeDefined()
})

test.each<[string, LearnInput, RegExp]>([
  ['no rows', chatInput(0), /the train rows have no rows that violate/],
  [
    'one class',
    chatInput(0, {
      dataset: { id: 'ds-one', rows: chatRows(200).map((row) => ({ ...row, violates: true })) },
    }),
    /no rows that are fine.*add labelled rows of the kind that is missing/,
  ],
  [
    'a suite that is none',
    chatInput(300, { suites: [{ name: 'own.csv', text: 'text,expect\nhello,perhaps\n' }] }),
    /own\.csv:2: what is expected is neither/,
  ],
])('%s is refused with the way out', async (_, input, told) => {
  expect(await refused(input)).toMatch(told)
})

test('without certify rows it is trained and not certified', async () => {
  const rows = chatRows(600).filter(({ split }) => split !== 'certify')
  const { certification } = await learnt(chatInput(0, { dataset: { id: 'ds-half', rows } }))
  expect(certification.act).toMatchObject({ threshold: undefined, of: 0 })
})

// Words that the small models know; whoever says one of the first two violates.
const WORDS = ['멍청이', 'noob', '고마워', 'thank']
const text = (value: string) => new TextEncoder().encode(value)
const here = (bytes: Uint8Array) => ({ kind: 'here', bytes }) as const
const EMBEDDING = Array.from({ length: 8 }, (_, id) => (id === 4 || id === 5 ? [-3, 3] : [0.5, -0.5]))

function onnxFiles(more: Partial<Record<string, Uint8Array>> = {}, tokens = false): GivenFiles {
  const files = {
    'model.onnx': onnxFile({ embedding: EMBEDDING, tokens }),
    'tokenizer.json': text(tokenizerFile(WORDS)),
    'config.json': text(JSON.stringify({ id2label: { 0: 'clean', 1: 'rude' }, vocab_size: 8 })),
    ...more,
  }
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, here(bytes!)]))
}

const onnxInput = (more: Partial<Record<string, Uint8Array>> = {}) =>
  chatInput(400, { learner: { kind: 'onnx', files: onnxFiles(more), harm: [] } })

test('a given classifier is calibrated, its labels told apart by their names', async () => {
  const { manifest, evaluation, files, scored } = await learnt(onnxInput())
  expect(manifest).toMatchObject({ learner: 'onnx', labels: ['violates'], settings: { harm: 'rude' } })
  expect(['temperature', 'platt']).toContain(evaluation.calibration.method)
  expect(evaluation.labels[0]!.auc!.value).toBeGreaterThan(0.55)
  const given = Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, here(bytes)]))
  const scorer = await openScorer(IN_THIS_THREAD, manifest, given)
  const rows = chatRows(400)
  expect((await scorer.score([rows[scored.tune.rows[0]!]!.text!]))[0]).toBeCloseTo(scored.tune.scores[0]!, 5)
})

test('a head on a frozen model learns what the model can tell, the same each time', async () => {
  const input = chatInput(400, {
    learner: {
      kind: 'head',
      files: onnxFiles({ 'config.json': text('{"vocab_size":8}') }, true),
      settings: { maxTokens: 16 },
    },
  })
  const { id, manifest, evaluation, outOfFold } = await learnt(input)
  expect(manifest).toMatchObject({ learner: 'head', labels: ['violates', 'rude', 'trade'] })
  expect(evaluation.labels[1]!.auc!.value).toBeGreaterThan(0.6)
  expect(outOfFold.scores).toHaveLength(240)
  expect((await learnt(input)).id).toBe(id)
})

const NAN = onnxFile({ embedding: EMBEDDING.map((row, id) => (id === 4 ? [Number.NaN, 0] : row)) })

test.each<[string, LearnInput, RegExp]>([
  [
    'a truncated file',
    onnxInput({ 'model.onnx': onnxFile({ embedding: EMBEDDING }).slice(0, 300) }),
    /cut short/,
  ],
  ['one that gives NaN', onnxInput({ 'model.onnx': NAN }), /no numbers \(NaN or infinite\)/],
  [
    'the wrong number of labels',
    onnxInput({ 'config.json': text('{"id2label":{"0":"clean","1":"rude","2":"worse"}}') }),
    /names 3 labels/,
  ],
  [
    'labels without meaning',
    onnxInput({ 'config.json': text('{"id2label":{"0":"LABEL_0","1":"LABEL_1"}}') }),
    /cannot be told which violate/,
  ],
  [
    'a classifier for a head',
    chatInput(400, { learner: { kind: 'head', files: onnxFiles(), settings: {} } }),
    /last_hidden_state/,
  ],
  ['no tokenizer', onnxInput({ 'tokenizer.json': text('{') }), /tokenizer\.json is no tokenizer/],
])('of given files, %s is refused with the way out', async (_, input, told) => {
  expect(await refused(input)).toMatch(told)
})
