import { expect, test } from 'vitest'
import { keyCapabilities, personCapabilities } from './key-capabilities.ts'

const analyst = (clearance: 'S0' | 'S1') => ({
  role: 'analyst' as const,
  skills: { languages: null, families: null, clearance },
})

test('the content of many events is for those who are cleared for all of it', () => {
  expect(personCapabilities(analyst('S0')).has('content.bulk')).toBe(true)
  expect(personCapabilities(analyst('S1')).has('content.bulk')).toBe(false)
  expect(keyCapabilities(['admin'], analyst('S1')).has('content.bulk')).toBe(false)
  expect(keyCapabilities(['admin'], undefined).has('content.bulk')).toBe(true)
})
