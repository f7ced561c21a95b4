import { expect, test } from 'vitest'
import type { Person } from '../access/person.ts'
import type { UserId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import { maySee } from './may-see.ts'

function cleared(clearance: Severity, worlds: ReadonlySet<string> | null = null) {
  const skills = { languages: null, families: null, clearance }
  const person: Person = {
    id: `usr-${'0'.repeat(32)}` as UserId,
    name: 'Mina',
    role: 'reviewer',
    worlds,
    skills,
  }
  return { worlds, person }
}

test('an S0 job is seen by those cleared for S0 alone, whichever queue it lies in', () => {
  const job = { world: 'plaza', severity: 'S0', clearance: undefined } as const
  expect(maySee(cleared('S0'), job)).toBe(true)
  expect(maySee(cleared('S1'), job)).toBe(false)
})

test('a queue may ask for more than the job does, and never for less', () => {
  const job = { world: 'plaza', severity: 'S3' } as const
  expect(maySee(cleared('S2'), { ...job, clearance: 'S1' })).toBe(false)
  expect(maySee(cleared('S1'), { ...job, clearance: 'S1' })).toBe(true)
  expect(maySee(cleared('S2'), { world: 'plaza', severity: 'S1', clearance: 'S4' })).toBe(false)
})

test('worlds hold for people and for keys', () => {
  const job = { world: 'plaza', severity: 'S4', clearance: undefined } as const
  expect(maySee(cleared('S0', new Set(['school'])), job)).toBe(false)
  expect(maySee({ worlds: new Set(['school']), person: undefined }, job)).toBe(false)
  expect(maySee({ worlds: null, person: undefined }, job)).toBe(true)
})
