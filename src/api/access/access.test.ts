import { expect, test } from 'vitest'
import type { Role } from '../../access/capability.ts'
import { heldAnswer } from '../../core/held-answer.fixture.ts'
import { createAccess } from './access.ts'

test('who must have a second factor is read again after it was changed, whatever was on its way', async () => {
  let requireTotp: Role[] = []
  const reads = heldAnswer(() => ({ requireTotp: [...requireTotp] }))
  const stores = { access: { settings: reads.ask } } as unknown as Parameters<typeof createAccess>[0]
  const access = createAccess(stores, { random: () => {}, ids: String, options: {} })
  const letGo = reads.holdNext()
  const older = access.requireTotp(0)
  requireTotp = ['admin']
  access.forgetSettings()
  expect(await access.requireTotp(1)).toEqual(new Set(['admin']))
  await letGo()
  await older
  expect(await access.requireTotp(2)).toEqual(new Set(['admin']))
})

test('what could not be read is asked for again', async () => {
  let isAway = true
  const settings = async () => {
    if (isAway) throw new Error('away')
    return { requireTotp: ['admin'] }
  }
  const stores = { access: { settings } } as unknown as Parameters<typeof createAccess>[0]
  const access = createAccess(stores, { random: () => {}, ids: String, options: {} })
  await expect(access.requireTotp(0)).rejects.toThrow('away')
  isAway = false
  expect(await access.requireTotp(1)).toEqual(new Set(['admin']))
})
