import { expect, test } from 'vitest'
import { hashOf } from '../../signals/hash/banks/match-banks.fixture.ts'
import { createMemberIndex } from '../../signals/hash/banks/member-index.ts'
import { packMembers } from '../../signals/hash/banks/packed-members.ts'
import type { HashBankStore } from '../../signals/hash/banks/ports.ts'
import { catchUp } from './load-members.ts'

test('what had changed is taken up while an import goes on and on', async () => {
  const head = 5
  const changed: HashBankStore['changed'] = async ({ change }) => {
    const id = change + 1
    const members = packMembers([{ id, bank: 1, type: 'pdq', state: 'active', hash: hashOf(id) }])
    return { members, videos: [], to: { change: id, member: id } }
  }
  const videos: HashBankStore['videos'] = async () => []
  const index = createMemberIndex({ count: 0, bytes: new Uint8Array(0) })
  const to = await catchUp({ head: async () => head, changed, videos }, index, { change: 2, member: 2 })
  expect([3, 4, 5].map((id) => index.near(1, hashOf(id), 0, 1).length)).toEqual([1, 1, 1])
  expect(to!.change).toBe(head + 1)
  expect(
    await catchUp({ head: async () => 9, changed, videos }, index, { change: 2, member: 2 }, 3),
  ).toBeUndefined()
})
