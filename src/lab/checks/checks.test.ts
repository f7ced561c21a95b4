import { expect, test } from 'vitest'
import { datasetId } from '../dataset/dataset-id.ts'
import { gatesHash } from '../gates/gates-hash.ts'
import { CHECKS } from '../registry/check-result.ts'
import { learnSearched } from '../run/learn-searched.ts'
import type { LearnInput } from '../run/learn-types.ts'
import { Task } from '../task.ts'
import { proveLearner } from './prove-learner.ts'
import { runChecks } from './run-checks.ts'
import { smallSet } from './small-set.ts'

const host = { stopwatch: () => performance.now() }

test('what is proved of the learner holds in this build', async () => {
  const results = await proveLearner(host)
  for (const { check, verdict, says } of results)
    expect([check, verdict, says]).toEqual([check, 'pass', says])
  expect(results.map(({ check }) => check)).toEqual([
    'golden-vectors',
    'learner',
    'integration',
    'new-feature',
  ])
})

test('all eight checks pass for a text model, and those on features do not apply to one that is given', async () => {
  const rows = smallSet(600)
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
  const learnt = await learnSearched(host, input, () => {})
  if (!learnt.ok) throw new Error(learnt.refusal.why)
  const learner = await proveLearner(host)
  const results = await runChecks(input, learnt.output, learnt.search, learner)
  expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  expect(results.map(({ check }) => check).sort()).toEqual(Object.keys(CHECKS).sort())
  // Each is seen to fail: other bars; nothing tried; the weights of another model in its place.
  const [spec] = await runChecks(
    { ...input, task: Task.parse({ name: 'small', bars: { recall: 0.9 } }) },
    learnt.output,
    learnt.search,
    [],
  )
  expect(spec).toMatchObject({ check: 'spec', verdict: 'fail' })
  const unsearched = await runChecks(input, learnt.output, undefined, [])
  expect(unsearched.find(({ check }) => check === 'hyperparameters')!.verdict).toBe('fail')
  const given = { ...learnt.output, manifest: { ...learnt.output.manifest, learner: 'onnx' as const } }
  const spared = await runChecks(input, given, undefined, learner)
  expect(
    spared
      .filter(({ verdict }) => verdict === 'not-applicable')
      .map(({ check }) => check)
      .sort(),
  ).toEqual(['ablation', 'golden-vectors', 'hyperparameters', 'new-feature'])
})
