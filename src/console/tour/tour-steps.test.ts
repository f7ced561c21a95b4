import { expect, test } from 'vitest'
import { ROLE_CAPABILITIES, type Role } from '../../access/capability.ts'
import { tourSteps } from './tour-steps.ts'

const of = (role: Role) => (capability: Parameters<Parameters<typeof tourSteps>[0]>[0]) =>
  ROLE_CAPABILITIES[role].includes(capability)

test('each is led through what they may do', () => {
  expect(tourSteps(of('admin'), false, 'home')).toEqual(['home', 'review', 'investigate', 'rules', 'end'])
  expect(tourSteps(of('reviewer'), false, 'home')).toEqual(['home', 'review', 'end'])
  expect(tourSteps(of('auditor'), false, 'home')).toEqual(['home', 'investigate', 'rules', 'end'])
})

test('an empty world is filled first, and the step stays while somebody stands on it', () => {
  expect(tourSteps(of('analyst'), true, 'home')).toContain('fill')
  expect(tourSteps(of('analyst'), false, 'fill')).toContain('fill')
  expect(tourSteps(of('analyst'), false, 'rules')).not.toContain('fill')
})
