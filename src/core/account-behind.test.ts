import { expect, test } from 'vitest'
import { accountBehind, answersFor } from './account-behind.ts'
import type { EntityRef } from './entity.ts'

const actor = 'account:u1' as EntityRef
const target = 'account:u2' as EntityRef
const room = 'room:r1' as EntityRef

test('who acted answers for an item or a room, and an account for itself', () => {
  expect(accountBehind(target, { type: 'direct.message', actor })).toBe(target)
  expect(accountBehind(room, { type: 'world.listing', actor })).toBe(actor)
  expect(accountBehind(room, { type: 'world.listing', actor: undefined })).toBeUndefined()
  expect(accountBehind(room, { type: 'world.listing', actor: room })).toBeUndefined()
})

test('who reports something never answers for it', () => {
  const report = { type: 'user.report', actor }
  expect(accountBehind(room, report)).toBeUndefined()
  expect(answersFor({ ...report, item: target, target })).toBe(target)
  expect(answersFor({ ...report, item: 'event:1', target })).toBe(target)
  expect(answersFor({ ...report, item: room, target: room })).toBeUndefined()
  expect(answersFor({ ...report, item: 'event:1', target: undefined })).toBeUndefined()
})

test('for what happened its actor answers, not whom it met', () => {
  expect(answersFor({ type: 'direct.message', actor, item: 'event:1', target })).toBe(actor)
  expect(answersFor({ type: 'item.listing', actor, item: 'item:i1', target })).toBe(actor)
})
