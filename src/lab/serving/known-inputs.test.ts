import { expect, test } from 'vitest'
import type { ModelEntry } from '../registry/model.ts'
import { knownInputs } from './known-inputs.ts'

function evaluated(slices: readonly { by: string; value: string }[], by = 'system'): ModelEntry {
  const body = { evaluation: { slices } }
  return { number: 1, model: 'mdl-a', kind: 'evaluation', atMs: 1, by, body, hash: '' }
}
const MEASURED = [
  { by: 'script', value: 'Latin' },
  { by: 'length', value: '1 to 20' },
  { by: 'identity', value: 'none' },
]

test('what a model was not measured on is told by script and length, and by nothing else', () => {
  const known = knownInputs([evaluated(MEASURED)])!
  expect(['hello there', 'women!'].map(known)).toEqual([true, true])
  expect(['안녕하세요', 'hello there '.repeat(5), '1234'].map(known)).toEqual([false, false, false])
})

test('without an evaluation by the system nothing is expected', () => {
  expect(knownInputs([])).toBe(undefined)
  expect(knownInputs([evaluated(MEASURED, 'usr-a')])).toBe(undefined)
  expect(knownInputs([evaluated([])])).toBe(undefined)
})
