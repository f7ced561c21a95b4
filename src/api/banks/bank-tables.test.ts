import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemberIndex } from '../../signals/hash/banks/member-index.ts'
import { type PackedMember, packMembers } from '../../signals/hash/banks/packed-members.ts'
import { clusters, hashAt } from '../../signals/hash/hash-clusters.fixture.ts'
import { builtIndexWorker } from '../../signals/hash/index-threads.fixture.ts'
import { type IndexThreads, indexThreads } from '../../signals/hash/index-threads.ts'
import { readBankTables, writeBankTables } from './bank-tables.ts'

const COUNT = 20_000
const POOL = clusters(COUNT, 5)
const dir = mkdtempSync(join(tmpdir(), 'haechi-bank-tables-'))
let threads: IndexThreads

beforeAll(async () => {
  threads = indexThreads({ worker: await builtIndexWorker(), threads: 1 })
})
afterAll(async () => {
  await threads.release()
  rmSync(dir, { recursive: true, force: true })
})

const failed = (fault: unknown): void => {
  throw fault
}

/** Bank 1 is large enough for tables, bank 2 is not. */
const members = Array.from(
  POOL.ids,
  (id, at): PackedMember => ({
    id,
    bank: at % 100 === 0 ? 2 : 1,
    type: 'pdq',
    state: 'active',
    hash: hashAt(POOL, at),
  }),
)

test('the tables of banks are written once, read at the next start, and taken away with their bank', async () => {
  const index = createMemberIndex(packMembers(members), { threads, failed })
  writeFileSync(join(dir, 'hash-tables-9.bin'), 'of a bank that is gone')
  await writeBankTables(dir, index)
  expect(readdirSync(dir)).toEqual(['hash-tables-1.bin'])
  const path = join(dir, 'hash-tables-1.bin')
  const { ino } = statSync(path)
  await writeBankTables(dir, index)
  expect(statSync(path).ino).toBe(ino)

  const saved = await readBankTables(dir, threads)
  expect([...saved.keys()]).toEqual([1])
  // One is withdrawn since, and one new.
  const now = [...members.filter((_, at) => at !== 7), { ...members[7]!, id: 70_001 }]
  const after = createMemberIndex(packMembers(now), { threads, failed, saved })
  expect(after.size()).toBe(COUNT)
  const near = after.near(1, hashAt(POOL, 7), 0, 10).map(({ member }) => member)
  expect(near).toEqual([70_001])
  for (let at = 1; at < COUNT; at += 1999) {
    if (at % 100 === 0) continue
    expect(after.near(1, hashAt(POOL, at), 0, 10).map(({ member }) => member)).toContain(POOL.ids[at])
  }
  // It is what was saved: nothing new is written.
  await writeBankTables(dir, after)
  expect(statSync(path).ino).toBe(ino)

  await writeBankTables(dir, createMemberIndex(packMembers([]), { threads, failed }))
  expect(readdirSync(dir)).toEqual([])
  expect(await readBankTables(join(dir, 'none'), threads)).toEqual(new Map())
})
