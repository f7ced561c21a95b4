import { expect, test } from 'vitest'
import { Task } from '../task.ts'
import { fixedStandard, loosenedIn, standardOf, underStandard } from './standard.ts'

const task = (more: object = {}) => Task.parse({ name: 'chat', ...more })

test('the standard of the first entry holds, whatever the task says later', () => {
  const made = task({ bars: { precision: 0.97 }, probation: { accounts: 80 } })
  const entries = [
    { kind: 'trained' as const, body: { standard: JSON.parse(JSON.stringify(standardOf(made))) } },
    { kind: 'evaluation' as const, body: { standard: standardOf(task({ bars: { precision: 0.01 } })) } },
  ]
  const now = task({ bars: { precision: 0.01 }, probation: { accounts: 1 }, harm: ['abuse'] })
  expect(underStandard(now, fixedStandard(entries))).toEqual({ ...made, harm: ['abuse'] })
  expect(fixedStandard([{ kind: 'trained', body: {} }])).toBe(undefined)
  expect(underStandard(now, undefined)).toBe(now)
})

test.each<[string, object]>([
  ['precision', { bars: { precision: 0.89 } }],
  ['irreversiblePrecision', { bars: { irreversiblePrecision: 0.9 } }],
  ['recall', { bars: { recall: 0.1 } }],
  ['evasion', { bars: { evasion: 0.5 } }],
  ['calibration', { bars: { calibration: 0.2 } }],
  ['latencyMs', { bars: { latencyMs: 5000 } }],
  ['alphaPass', { probation: { alphaPass: 0.49 } }],
  ['alphaRevoke', { probation: { alphaRevoke: 0.0001 } }],
  ['patienceMs', { probation: { patienceMs: 0 } }],
  ['accounts', { probation: { accounts: 1 } }],
  ['days', { probation: { days: 0 } }],
  ['margin', { probation: { margin: 0.9 } }],
  ['canaryLabels', { probation: { canaryLabels: 0 } }],
  ['canaryDays', { probation: { canaryDays: 0 } }],
  ['runLength', { probation: { runLength: 1e9 } }],
])('less evidence by %s is told', (name, more) => {
  expect(loosenedIn(task(more))).toEqual([name])
})

test('as much evidence as is usual, or more, loosens nothing', () => {
  expect(loosenedIn(task())).toEqual([])
  const strict = { bars: { precision: 0.99, evasion: 0.01 }, probation: { days: 14, alphaPass: 0.001 } }
  expect(loosenedIn(task(strict))).toEqual([])
})
