import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EntityRef } from '../src/core/entity.ts'
import { type DecisionId, decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import { FLOOD_GUARD } from '../src/signals/hash/banks/flood.ts'
import { hashOf, hex } from '../src/signals/hash/banks/match-banks.fixture.ts'
import type { BankImportId, MemberRecord, MemberUnderId } from '../src/signals/hash/banks/ports.ts'
import { writeVideoHash } from '../src/signals/hash/banks/videos/read-video-hash.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { BY_HAND, connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
const DAY_MS = 86_400_000
const ids = decisionIds()
const guard = { ...FLOOD_GUARD, jobs: () => ({ queue: 'default', policy: '' }) }

beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder, retentionEveryMs: BY_HAND }, { log: () => undefined })
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
    [{ sha256, decision, sender: undefined, atMs, banks: [bank!.number], matches, repeated: false }],
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
      entity: 'account:held' as EntityRef,
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

test('members come under their ids page by page, those of other beginnings apart', async () => {
  const entry = (id: string | undefined, ...seeds: number[]) => ({
    ...{ id, state: 'active' as const, tags: [], atMs: undefined },
    hashes: seeds.map((seed) => ({ type: 'pdq' as const, value: hex(hashOf(seed)) })),
  })
  const entries = [
    ...[
      entry('ncmec:2/image/b', 10, 11),
      entry('te:5', 12),
      entry('ncmec:1/image/ä', 13),
      entry(undefined, 14),
    ],
    ...[entry('ncmec:1/image/a', 11, 15), entry('ncmed', 16), entry('ncme', 17)],
  ]
  const { id } = await store.hashBanks.beginImport(
    { id: `bki-${'3'.repeat(32)}`, bank: 'fed', name: 'a', total: entries.length, by: 'tests' },
    1,
  )
  await store.hashBanks.addEntries(id, 0, entries, guard.jobs(), 1)
  for (const limit of [1, 2, 5, 100]) {
    const found: MemberUnderId[] = []
    for (let page: MemberUnderId[]; ; found.push(...page)) {
      page = await store.hashBanks.exportedByIds('fed', 'ncmec:', found.at(-1), limit)
      if (page.length === 0) break
    }
    const seeds = new Map([10, 11, 13, 15].map((seed) => [hex(hashOf(seed)), seed]))
    expect(found.map(({ id, value }) => `${id} ${seeds.get(value)}`).sort()).toEqual([
      ...['ncmec:1/image/a 11', 'ncmec:1/image/a 15', 'ncmec:1/image/ä 13'],
      ...['ncmec:2/image/b 10', 'ncmec:2/image/b 11'],
    ])
    expect(found.map(({ id }) => id)).toEqual(found.map(({ id }) => id).sort())
  }
  expect(await store.hashBanks.exportedByIds('none', 'ncmec:', undefined, 5)).toEqual([])
})

test('pages of long videos are short, and none is left out', async () => {
  const video = (number: number) => {
    const frames = Array.from({ length: 40_000 }, (_, at) => ({
      ...{ hash: (number * 100_000 + at).toString(16).padStart(64, '5'), quality: 100, time: String(at) },
    }))
    return { type: 'vpdq', value: writeVideoHash(frames) } as const
  }
  const ids: number[] = []
  for (const number of [1, 2, 3, 4, 5]) {
    const added = await store.hashBanks.add('long', video(number), 'tests', 'by hand', 1)
    ids.push(added.member)
  }
  const pages: number[][] = []
  for (let after = 0; ; after = pages.at(-1)!.at(-1)!) {
    const page = await store.hashBanks.exported('long', after, 5000)
    if (page.length === 0) break
    pages.push(page.map(({ member }) => member))
  }
  expect(pages.flat()).toEqual(ids)
  expect(pages.map((page) => page.length)).toEqual([3, 2])

  const packed = await store.hashBanks.packed(ids[0]! - 1, 100)
  expect(packed).toMatchObject({ members: { count: 0 }, videos: ids, to: undefined })
  expect(await store.hashBanks.packed(ids[0]! - 1, 2)).toMatchObject({ videos: ids.slice(0, 2), to: ids[1] })
  const jobs = { queue: 'default', policy: '' }
  const act = { bank: 'long', act: 'withdraw', sealed: false, by: 'tests', why: undefined, jobs } as const
  await store.hashBanks.act({ ...act, member: ids[1]! }, 2)
  const videos = await store.hashBanks.videos([ids[0]!, ids[1]!, 999_999])
  expect(videos).toEqual([
    { id: ids[0], bank: expect.any(Number), state: 'active', value: video(1).value },
    { id: ids[1], bank: videos[0]!.bank, state: 'withdrawn', value: undefined },
  ])
  expect(await store.hashBanks.packed(0, 1000)).toMatchObject({ videos: [ids[0], ...ids.slice(2)] })
})
