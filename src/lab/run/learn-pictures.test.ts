import { expect, test } from 'vitest'
import { atOnce } from '../../core/steps.ts'
import { buildDataset } from '../dataset/build-dataset.ts'
import { PICTURE_CLASSES, pictureRows, pictureText } from '../dataset/pictures.fixture.ts'
import { Task } from '../task.ts'
import { IN_THIS_THREAD } from '../train/onnx-host.ts'
import { openScorer } from '../train/open-scorer.ts'
import { judgeModel } from './judge-model.ts'
import { learn } from './learn.ts'
import { chatInput } from './learn-input.fixture.ts'
import type { LearnInput } from './learn-types.ts'

const host = { stopwatch: () => performance.now(), ...IN_THIS_THREAD }

function input(apart: number) {
  const built = atOnce(
    buildDataset({
      ...{ task: 'things', seed: 1, rows: pictureRows(320, apart), harm: ['hat'], fine: ['coat', 'shoe'] },
      ...{ from: 'import', files: [], columns: [], warnings: [], by: 'test', nowMs: 0 },
    }),
  )
  if (!built.ok) throw new Error(built.why)
  const { facts, rows } = built.dataset
  const task = Task.parse({ name: 'things', content: 'image', harm: ['hat'] })
  const asked: LearnInput = chatInput(0, {
    ...{ task, dataset: { id: facts.id, rows }, categories: PICTURE_CLASSES, learner: { kind: 'pictures' } },
  })
  return { asked, facts, rows }
}

async function learnt(apart = 6) {
  const { asked, facts, rows } = input(apart)
  const learning = await learn(host, asked, () => {})
  if (!learning.ok) throw new Error(learning.refusal.why)
  return { asked, facts, rows, output: learning.output }
}

/** One model whose classes are far apart, for tests that look at it. */
const told = learnt()

test('a head tells the classes apart, says how well, and is served as it was measured', async () => {
  const { asked, output, rows } = await told
  const { manifest, evaluation, files } = output
  expect(manifest).toMatchObject({ learner: 'head', labels: ['violates', ...PICTURE_CLASSES] })
  expect(evaluation.content).toBe('image')
  const { classes } = evaluation
  expect(classes!.right / classes!.rows).toBeGreaterThan(0.9)
  expect(classes!.each.map(({ label, rows: own }) => [label, own])).toEqual(
    PICTURE_CLASSES.map((label) => [
      label,
      rows.filter((r) => r.split === 'tune' && r.labels[0] === label).length,
    ]),
  )
  expect(evaluation.suites).toEqual([])
  expect(evaluation.numerics.filter(({ ok }) => !ok)).toEqual([])
  expect(evaluation.numerics.map(({ name }) => name)).toContain('embedding of huge values')
  const given = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, { kind: 'here', bytes } as const]),
  )
  const again = await openScorer({}, manifest, given)
  const first = rows[output.scored.tune.rows[0]!]!.text!
  expect((await again.score([first]))[0]).toBe(output.scored.tune.scores[0])
  const [violates, ...each] = again.now!(pictureText(9999, 1, 6))
  expect(each.indexOf(Math.max(...each))).toBe(PICTURE_CLASSES.indexOf('hat'))
  expect(violates).toBeGreaterThan(0.5)
  // What is no picture is told nothing of.
  expect([...again.now!('hello')]).toEqual([...again.now!('')])
  // The same rows make the same model.
  const once = await learn(host, asked, () => {})
  expect(once.ok && once.output.id).toBe(output.id)
})

test('its gates carry it to ranking at most, and say which of them do not apply to images', async () => {
  const { asked, facts, output } = await told
  const judged = await judgeModel(
    host,
    {
      ...{
        nowMs: 0,
        input: asked,
        output,
        search: undefined,
        facts,
        agreement: undefined,
        policyVersion: '',
      },
      attempt: undefined,
    },
    async () => [],
    () => {},
  )
  const of = (gate: string) => judged.results.find((one) => one.gate === gate)!
  for (const gate of ['suites', 'inclusion', 'robustness'])
    expect(of(gate)).toMatchObject({
      verdict: 'inconclusive',
      says: expect.stringContaining('does not apply to images'),
    })
  for (const gate of ['schema', 'leaks', 'reproducible', 'numerics', 'privacy', 'labels'])
    expect([gate, of(gate).verdict, of(gate).says]).toEqual([gate, 'pass', of(gate).says])
  expect(of('baseline')).toMatchObject({
    verdict: 'pass',
    says: expect.stringContaining('hashes of the pictures'),
  })
  expect(judged.checks.map(({ check, verdict }) => [check, verdict])).toContainEqual([
    'explain',
    'not-applicable',
  ])
})

test('classes that do not differ are not told apart, and the gate of the baseline does not pass', async () => {
  const { output } = await learnt(0)
  const { classes, rivals } = output.evaluation
  expect(classes!.right / classes!.rows).toBeLessThan(0.6)
  expect(rivals[0]!.gain!.low).toBeLessThanOrEqual(0)
})

test('pictures that another model looked at are refused with the way out', async () => {
  const { asked, rows } = input(3)
  const others = rows.map((row) => ({
    ...row,
    text: row.text!.replace(/ [0-9a-f]{64} (?=[^ ]+$)/, ` ${'0'.repeat(64)} `),
  }))
  const refused = await learn(host, { ...asked, dataset: { ...asked.dataset, rows: others } }, () => {})
  expect(refused).toMatchObject({
    ok: false,
    refusal: { why: expect.stringContaining('import the pictures again') },
  })
})
