import { expect, test } from 'vitest'
import { EntityRef } from '../../core/entity.ts'
import { isEntityRef } from './is-entity-ref.ts'

test.each([
  'account:u1',
  'item:a b',
  'u1',
  'ACCOUNT:u1',
  'account:',
  'room:방1',
  `account:${'x'.repeat(300)}`,
  'a:\u0000',
])('the form and the service agree whether %j names an entity', (text) => {
  expect(isEntityRef(text)).toBe(EntityRef.safeParse(text).success)
})
