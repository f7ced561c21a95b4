import { expect, test } from 'vitest'
import type { UserId } from '../core/ids.ts'
import { beyond, type Giver } from './beyond.ts'
import { ROLE_CAPABILITIES, type Role } from './capability.ts'
import { isLastAdmin } from './is-last-admin.ts'
import type { Person, Skills } from './person.ts'
import { reachOf } from './reach-of.ts'

const SKILLS: Skills = { languages: null, families: null, clearance: 'S0' }
const giver = (role: Role, worlds: readonly string[] | null, skills: Skills): Giver => {
  const bound = worlds && new Set(worlds)
  const person = { id: 'usr-1' as UserId, name: 'x', role, worlds: bound, skills } satisfies Person
  return { worlds: bound, person, may: (capability) => ROLE_CAPABILITIES[role].includes(capability) }
}

test('nobody makes anybody more than they are, by role, worlds or clearance', () => {
  const admin = giver('admin', ['plaza'], { ...SKILLS, clearance: 'S2' })
  const reach = (role: Role, worlds: readonly string[] | null, clearance: Skills['clearance']) =>
    beyond(admin, reachOf({ role, worlds, skills: { ...SKILLS, clearance } }))
  expect(reach('reviewer', ['plaza'], 'S2')).toBeUndefined()
  expect(reach('reviewer', null, 'S2')).toBe('worlds')
  expect(reach('reviewer', ['plaza', 'school'], 'S2')).toBe('worlds')
  expect(reach('reviewer', ['plaza'], 'S1')).toBe('clearance')
  const manager = giver('policy_manager', null, SKILLS)
  expect(beyond(manager, reachOf({ role: 'reviewer', worlds: null, skills: SKILLS }))).toBe('capability')
})

test('the last admin is the one of all worlds who is not disabled when no other is', () => {
  const one = { id: 'usr-1' as UserId, role: 'admin', worlds: null, disabledMs: null } as const
  const other = { ...one, id: 'usr-2' as UserId }
  expect(isLastAdmin([one], one.id)).toBe(true)
  expect(isLastAdmin([one, other], one.id)).toBe(false)
  expect(isLastAdmin([one, { ...other, disabledMs: 1 }], one.id)).toBe(true)
  expect(isLastAdmin([one, { ...other, worlds: ['plaza'] }], one.id)).toBe(true)
  expect(isLastAdmin([one, { ...other, role: 'auditor' }], other.id)).toBe(false)
})
