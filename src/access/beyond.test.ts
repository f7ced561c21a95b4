import { expect, test } from 'vitest'
import type { UserId } from '../core/ids.ts'
import { beyond, type Gift } from './beyond.ts'

const gift: Gift = { capabilities: ['read'], worlds: ['plaza'], clearance: 'S2' }
const person = {
  id: `usr-${'1'.repeat(32)}` as UserId,
  name: 'Mina',
  role: 'admin' as const,
  worlds: new Set(['plaza']),
  skills: { languages: null, families: null, clearance: 'S2' as const },
}
const mina = { worlds: person.worlds, person, may: (what: string) => what === 'read' }

test('what is within is given', () => {
  expect(beyond(mina, gift)).toBeUndefined()
})

test.each([
  ['capability', { ...gift, capabilities: ['read', 'erase'] as const }],
  ['worlds', { ...gift, worlds: ['plaza', 'isle'] }],
  ['worlds', { ...gift, worlds: null }],
  ['clearance', { ...gift, clearance: 'S1' as const }],
  ['clearance', { ...gift, clearance: undefined }],
])('%s beyond the giver is not', (what, more) => {
  expect(beyond(mina, more)).toBe(what)
})

test('a machine of all worlds is held to its capabilities alone', () => {
  const machine = { worlds: null, person: undefined, may: mina.may }
  expect(beyond(machine, { ...gift, worlds: null, clearance: undefined })).toBeUndefined()
  expect(beyond(machine, { ...gift, capabilities: ['erase'] })).toBe('capability')
})
