import { expect, test } from 'vitest'
import type { ModelEntry } from '../registry/model.ts'
import { actsOn } from './acts-on.ts'

const PLACE = { surface: 'chat.message', world: 'plaza' }

function entry(number: number, results: readonly object[], by = 'system'): ModelEntry {
  return { number, model: 'mdl-a', kind: 'gates', atMs: number, by, body: { results }, hash: '' }
}

const slice = (name: string) => {
  const [by = '', value = ''] = name.split(': ')
  return { by, value }
}
const gates = (holds: readonly string[], reviewOnly: readonly string[] = []) => [
  { gate: 'precision' },
  { gate: 'slices', slices: { holds: holds.map(slice), reviewOnly: reviewOnly.map(slice) } },
]
const HELD = ['script: Latin', 'length: 1 to 20', 'length: 21 to 60', 'identity: none']

test.each([
  ['what lies in slices that hold', 'you dunderhead', {}, true],
  ['a script with too few labels', '바보 같은 소리', {}, false],
  ['no letters at all, of which there was no row', '!!! ???', {}, false],
  ['a length with too few labels', 'you dunderhead '.repeat(6), {}, false],
  ['a mention of identity with too few labels', 'dunderhead women', {}, false],
  ['a surface with too few labels', 'you dunderhead', { surface: 'direct.message' }, false],
  ['a world with too few labels', 'you dunderhead', { world: 'school' }, false],
  ['a surface that nobody knew', 'you dunderhead', { surface: 'guild.name' }, true],
])('%s', (_, text, place, may) => {
  const found = actsOn([
    entry(1, gates(HELD, ['script: Hangul', 'surface: direct.message', 'world: school', 'language: ko'])),
  ])
  expect(found!(text, { ...PLACE, ...place })).toBe(may)
})

test('a mention of identity is acted on where each kind of it held', () => {
  const found = actsOn([entry(1, gates([...HELD, 'identity: any', 'identity: gender']))])!
  expect(found('dunderhead women', PLACE)).toBe(true)
  expect(found('dunderhead muslim women', PLACE)).toBe(false)
})

test('the gates that the system ran last count, and nothing that a person wrote', () => {
  const old = entry(1, gates([...HELD, 'script: Hangul']))
  const own = entry(3, gates([...HELD, 'script: Hangul']), 'usr-a')
  expect(actsOn([old, entry(2, gates(HELD)), own])!('바보', PLACE)).toBe(false)
  expect(actsOn([old])!('바보', PLACE)).toBe(true)
  expect(actsOn([])).toBe(undefined)
  expect(actsOn([entry(1, [{ gate: 'slices' }])])).toBe(undefined)
})
