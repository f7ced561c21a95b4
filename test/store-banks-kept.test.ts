import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntityRef } from '../src/core/entity.ts'
import { type DecisionId, decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import { floodAfterMatch, floodBounds } from '../src/signals/hash/banks/flood.ts'
import { hashOf, hex } from '../src/signals/hash/banks/match-banks.fixture.ts'
import type { BankImportId, MemberRecord } from '../src/signals/hash/banks/ports.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
const DAY_MS = 86_400_000
const ids = decisionIds()
const guard = {
  ...{ bounds: floodBounds, after: floodAfterMatch },
  jobs: () => ({ queue: 'default', policy: '' }),
}

beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

let files = 0
async function matched(member: MemberRecord, atMs: number): Promise<DecisionId> {
  const [bank] = await store.hashBanks.banks()
  const decision = ids(atMs)
  const sha256 = (++files).toString(16).padStart(64, '0')
  const matches = [{ bank: bank!.number, member: member.member }]
  await store.hashBanks.note(
    [{ sha256, decision, atMs, banks: [bank!.number], matches, repeated: false }],
    guard,
  )
  return decision
}

test('matches go after three years, but not those of held decisions; members, counts and late imports stay', async () => {
  const nowMs = Date.now()
  const hash = { type: 'pdq', value: hex(hashOf(1)) } as const
  const member = await store.hashBanks.add('known', hash, 'tests', 'by hand', nowMs - 1200 * DAY_MS)
  await matched(member, nowMs - 1100 * DAY_MS)
  const held = await matched(member, nowMs - 1099 * DAY_MS)
  const late = await matched(member, nowMs - 1000 * DAY_MS)
  await sql(
    connectionOf(folder),
    `insert into haechi.held_decisions
       (time_ms, received_ms, latency_ms, id, keep, content_keep, type, world, ruleset, verdict, actor)
     values (0, 0, 0, $1, 1, 1, 1, 1, 1, 0, 'account:held')`,
    [held.slice(2)],
  )
  await store.holds.set({
    ...{
      id: idFrom('hld', uuidOf(ids(nowMs))),
      entity: 'account:held',
      reason: 'A case',
      untilMs: undefined,
    },
    ...{ setMs: nowMs, setBy: 'tests', liftedMs: undefined, liftedBy: undefined },
  })
  const begun = (id: string, atMs: number) =>
    store.hashBanks.beginImport(
      { id: `bki-${id.repeat(32)}` as BankImportId, bank: 'known', name: 'a', total: 3, by: 'tests' },
      atMs,
    )
  const [old, young] = [await begun('1', nowMs - 366 * DAY_MS), await begun('2', nowMs - 364 * DAY_MS)]

  const { kept } = await store.retain(nowMs)
  expect(kept).toMatchObject({ hash_matches: 1, hash_imports: 1 })
  const left = await store.hashBanks.matches(member.member, 10)
  expect(left.map(({ decision }) => decision)).toEqual([late, held])
  expect(await store.hashBanks.import(old.id)).toBeUndefined()
  expect(await store.hashBanks.import(young.id)).toBeDefined()
  expect(await store.hashBanks.member('known', member.member)).toMatchObject({ matches: 3, state: 'active' })
})
