import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KeptHashBanks } from '../src/api/banks/kept-hash-banks.ts'
import type { BankRow } from '../src/api/contract/banks.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { DecisionId } from '../src/core/id.ts'
import type { UserId } from '../src/core/ids.ts'
import { createBankHolder } from '../src/signals/hash/banks/bank-holder.ts'
import { facts, hashOf, hex, turned } from '../src/signals/hash/banks/match-banks.fixture.ts'
import { builtIndexWorker } from '../src/signals/hash/index-threads.fixture.ts'
import type { BankMatch } from '../src/signals/media/media-host.ts'
import {
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { newPerson } from './people.fixture.ts'
import { connectionOf, databaseUrlOf, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
const snapshots = join(dir, 'snapshots')
let haechi: TestService
let other: TestService
const here = createBankHolder()
const there = createBankHolder()
const ASKED = { distance: 31, quality: 50 }

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'policies/grave.yaml': TEST_PACK['policies/harassment.yaml']!.replace(
      'harassment.insult',
      'danger.child',
    ).replace('S3', 'S0'),
    'banks/known.yaml': 'bank: known\nkind: hashes\npolicy: harassment.insult\n',
    'banks/good.yaml': 'bank: good\nkind: hashes\nnegative: true\n',
    'banks/grave.yaml': 'bank: grave\nkind: hashes\npolicy: danger.child\n',
  })
  haechi = await startTestService({ dir, hashBanks: { holder: here, dir: snapshots } })
  other = await startTestService({
    ...{ dir, databaseUrl: databaseUrlOf(haechi.dataDir) },
    hashBanks: { holder: there },
  })
})
afterAll(async () => {
  await other?.stop()
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const get = async (path: string) => (await haechi.request('GET', path)).json
async function post(path: string, body: object = {}, key?: string) {
  const answer = await haechi.request('POST', path, body, key === undefined ? {} : { key })
  return { status: answer.status, ...answer.json }
}
const matching = (hash: Uint8Array, bank = 'known', held = here) => held.match(facts([hash]), [bank], ASKED)
const row = (seed: number, more: Partial<BankRow> = {}): BankRow => ({
  hashes: [{ type: 'pdq', hash: hex(hashOf(seed)) }],
  ...more,
})
const add = async (bank: string, seed: number): Promise<number> =>
  (await post(`/v1/banks/${bank}/members`, { type: 'pdq', hash: hex(hashOf(seed)) })).member
const stateOf = async (bank: string, member: number) =>
  (await get(`/v1/banks/${bank}/members/${member}`)).state

let files = 0
async function imported(bank: string, rows: readonly (BankRow | string)[]) {
  const begun = await post(`/v1/banks/${bank}/imports`, {
    ...{ name: 'feed.txt', sha256: (++files).toString(16).padStart(64, '0'), entries: rows.length },
  })
  return post(`/v1/banks/${bank}/imports/${begun.id}/rows`, { from: 0, rows })
}

async function decide(actor = 'account:u1'): Promise<DecisionId> {
  const event = { type: 'chat.message', world: 'plaza', actor, data: { text: 'hello' } }
  return (await haechi.client.screen(event)).decision
}

/** Notes a match as whoever judges files does. */
function noted(
  held: KeptHashBanks,
  sha: number,
  matches: readonly BankMatch[],
  decision: DecisionId | undefined,
  actor = 'account:u1',
) {
  const banks = matches.map(({ bank }) => bank)
  const media = `sha256:${sha.toString(16).padStart(64, '0')}` as const
  held.note({ media, decision, sender: actor as EntityRef, banks, matches })
}

const jobsOf = (rule: string) =>
  sql<{ decision: string }>(
    connectionOf(haechi.dataDir),
    `select replace(m.decision::text, '-', '') as decision from haechi.job_members m
     where m.rule = $1`,
    [rule],
  )

describe('an import', () => {
  test('is taken up piece by piece, gone on with where it was left, and matches when it is answered', async () => {
    const rows = Array.from({ length: 30 }, (_, at) => row(at))
    const file = { name: 'known.txt', sha256: 'a'.repeat(64), entries: 30 }
    const { id } = await post('/v1/banks/known/imports', file)
    const path = `/v1/banks/known/imports/${id}/rows`
    expect((await post(path, { from: 0, rows: rows.slice(0, 10) })).received).toBe(10)
    // A gap is not taken; what is there is passed over.
    expect((await post(path, { from: 15, rows: rows.slice(15) })).received).toBe(10)
    expect(await post('/v1/banks/known/imports', file)).toMatchObject({ id, received: 10, added: 10 })
    expect(await post(path, { from: 5, rows: rows.slice(5) })).toMatchObject({ received: 30, added: 30 })
    expect(matching(turned(hashOf(29), 31))).toHaveLength(1)
    expect(await get('/v1/banks/known')).toMatchObject({ members: 30, declared: true, types: { pdq: 30 } })
    // The same file again changes nothing.
    expect(await post('/v1/banks/known/imports', file)).toMatchObject({ id, received: 0 })
    expect(await post(path, { from: 0, rows })).toMatchObject({ added: 0, changed: 0, withdrawn: 0 })
  })

  test('what one process takes up matches in the other', async () => {
    await imported('known', [row(100)])
    await until(async () => matching(hashOf(100), 'known', there).length === 1)
  })

  test('a feed withdraws by hash and by id, a hash that another id stands behind stays', async () => {
    await imported('known', [
      row(200),
      row(201, { id: 'ncmec:1/image/a' }),
      row(202, { id: 'ncmec:1/image/b' }),
      row(201, { id: 'ncmec:2/image/c' }),
    ])
    const done = await imported('known', [
      row(200, { state: 'withdrawn' }),
      { id: 'ncmec:1/image/a', hashes: [], state: 'withdrawn' },
      row(203, { id: 'ncmec:1/image/b' }),
    ])
    expect(done).toMatchObject({ added: 1, withdrawn: 2 })
    expect([200, 201, 202, 203].map((seed) => matching(hashOf(seed)).length)).toEqual([0, 1, 0, 1])
    // What the feed names again comes back.
    await imported('known', [row(200)])
    expect(matching(hashOf(200))).toHaveLength(1)
  })

  test('plain hashes are lines, beside entries that say more; of each the last that is said holds', async () => {
    const line = (seed: number) => `pdq ${hex(hashOf(seed))}`
    const md5 = 'a7'.repeat(16)
    const done = await imported('known', [
      ...[line(250), row(251, { tags: ['class:A1'] }), line(252), `md5 ${md5}`, line(250)],
      ...[row(252, { state: 'withdrawn' }), 'pdna QUJD... of another'],
    ])
    expect(done).toMatchObject({ received: 7, added: 4, changed: 0, withdrawn: 0 })
    expect([250, 251, 252].map((seed) => matching(hashOf(seed)).length)).toEqual([1, 1, 0])
    const { text } = await haechi.request('GET', '/v1/banks/known/export?format=signals')
    expect(text).toContain(`md5 ${md5}\n`)
    expect(text).toContain('pdna QUJD... of another\n')
    // A line says nothing of labels, and leaves them.
    expect(await imported('known', [line(251), line(250)])).toMatchObject({ added: 0, changed: 0 })
  })

  test.each([
    ['pdq zz', '64 hexadecimal digits'],
    ['pdq', 'this kind of hash is not known'],
    [`raw_text ${'x'.repeat(64)}`, 'bank of terms'],
  ])('a line that is none is refused with its place', async (line, why) => {
    expect(await imported('known', [row(301), line])).toMatchObject({
      ...{ status: 400, field: 'rows.1', detail: expect.stringContaining(why) },
    })
    expect(matching(hashOf(301))).toEqual([])
  })

  test('what is no hash is refused with its place, and nothing of the piece is taken', async () => {
    const bad = await imported('known', [row(300), { hashes: [{ type: 'pdq', hash: 'zz' }] }])
    expect(bad).toMatchObject({ status: 400, field: 'rows.1.hashes' })
    expect(matching(hashOf(300))).toEqual([])
  })
})

describe('what is set', () => {
  test('a bank that is turned off matches nothing, in every process, until it is on again', async () => {
    await add('known', 400)
    expect(await post('/v1/banks/known/settings', { enabled: false })).toMatchObject({
      ...{ enabled: false, set: { enabled: false, share: null } },
    })
    expect(matching(hashOf(400))).toEqual([])
    await until(async () => matching(hashOf(400), 'known', there).length === 0)
    await post('/v1/banks/known/settings', { enabled: null, share: 0 })
    expect(matching(hashOf(400))).toEqual([])
    await post('/v1/banks/known/settings', { share: null })
    expect(matching(hashOf(400))).toHaveLength(1)
  })

  test('what is in a negative bank matches nothing', async () => {
    await add('known', 410)
    expect(matching(hashOf(410))).toHaveLength(1)
    await add('good', 410)
    expect(matching(hashOf(410))).toEqual([])
  })

  test('a bank that the pack does not declare is kept, and matches nothing', async () => {
    await add('elsewhere', 420)
    expect(matching(hashOf(420), 'elsewhere')).toEqual([])
    expect(
      (await get('/v1/banks')).banks.map(({ name, declared }: { name: string; declared: boolean }) => [
        name,
        declared,
      ]),
    ).toEqual([
      ['elsewhere', false],
      ['good', true],
      ['grave', true],
      ['known', true],
    ])
  })
})

describe('people', () => {
  test('a disputed member matches nothing, whatever a feed says, and a confirmed one does again', async () => {
    const member = await add('known', 500)
    const act = (what: string) => post(`/v1/banks/known/members/${member}/${what}`, { why: 'seen' })
    expect(await act('dispute')).toMatchObject({ state: 'disputed', why: 'seen', status: 200 })
    expect(matching(hashOf(500))).toEqual([])
    await imported('known', [row(500)])
    expect(await stateOf('known', member)).toBe('disputed')
    expect(await act('dispute')).toMatchObject({ status: 409, type: 'urn:haechi:problem:not-in-that-state' })
    expect(await act('confirm')).toMatchObject({ state: 'confirmed' })
    expect(matching(hashOf(500))).toHaveLength(1)
    expect(await act('release')).toMatchObject({ status: 409 })
  })

  test('a member of a sealed bank is disputed by two who are cleared for it, and is doubted in between', async () => {
    const member = await add('grave', 510)
    const path = `/v1/banks/grave/members/${member}/dispute`
    const keyOf = async (clearance: string) => {
      const { id } = await newPerson(haechi, 'adjudicator', { skills: { clearance } })
      return (await haechi.client.keys.create({ name: 'x', scopes: ['person'], user: id as UserId })).secret
    }
    const [first, second, uncleared] = [await keyOf('S0'), await keyOf('S0'), await keyOf('S1')]
    expect(await post(path, {}, uncleared)).toMatchObject({ status: 404 })
    expect(await post(path, {}, first)).toMatchObject({ state: 'questioned' })
    expect(matching(hashOf(510), 'grave')).toMatchObject([{ member, doubted: true }])
    expect(await post(path, {}, first)).toMatchObject({
      status: 409,
      type: 'urn:haechi:problem:another-person',
    })
    expect(await post(`/v1/banks/grave/members/${member}/withdraw`, {}, first)).toMatchObject({ status: 403 })
    expect(await post(path, {}, second)).toMatchObject({ state: 'disputed' })
    expect(matching(hashOf(510), 'grave')).toEqual([])
  })

  test('a withdrawal un-matches: decisions that stood on the member alone are looked at again', async () => {
    const [alone, beside] = [await add('known', 520), await add('known', 521)]
    const match = (member: number): BankMatch => ({ bank: 'known', member, distance: 0, picture: 'picture' })
    const [one, both] = [await decide(), await decide()]
    const kept = keptOf()
    noted(kept, 1, [match(alone)], one)
    noted(kept, 2, [match(alone), match(beside)], both)
    const listed = (await get(`/v1/banks/known/members/${alone}/matches`)).matches
    // Both are of one sender, who was counted once.
    type Listed = { decision: string; alone: boolean; counted: boolean }
    expect(listed.map(({ decision, alone, counted }: Listed) => [decision, alone, counted]).sort()).toEqual(
      [
        [one, true, true],
        [both, false, false],
      ].sort(),
    )
    expect(await post(`/v1/banks/known/members/${alone}/withdraw`)).toMatchObject({
      state: 'withdrawn',
      jobs: 1,
    })
    await until(async () => (await jobsOf('bank.known.withdrawn')).length === 1)
    expect((await jobsOf('bank.known.withdrawn'))[0]!.decision).toBe(one.slice(2))
    // With the second one, the other decision stands on nothing either; a feed's word is enough.
    await imported('known', [row(521, { state: 'withdrawn' })])
    await until(async () => (await jobsOf('bank.known.withdrawn')).length === 2)
  })

  test('a member that matches what many people send goes into quarantine with a job, and people let it out for good', async () => {
    const member = await add('known', 530)
    const grave = await add('grave', 530)
    const flood = async (from: number, senders: number) => {
      for (let at = from; at < from + 40; at++) {
        const actor = `account:u${at % senders}`
        const matches = [
          { bank: 'known', member, distance: 3, picture: 'picture' },
          { bank: 'grave', member: grave, distance: 3, picture: 'picture' },
        ]
        noted(keptOf(), at, matches, await decide(actor), actor)
      }
      await keptOf().flush()
    }
    // Nobody has sent a file long ago here, so it takes more than a handful.
    await flood(500, 5)
    expect(await stateOf('known', member)).toBe('active')
    expect(matching(hashOf(530))).toHaveLength(1)
    await flood(1000, 40)
    expect(await stateOf('known', member)).toBe('quarantined')
    expect(matching(hashOf(530))).toEqual([])
    // Of a sealed bank it goes on to match, and says that it is in doubt.
    expect(matching(hashOf(530), 'grave')).toMatchObject([{ member: grave, doubted: true }])
    await until(async () => (await jobsOf('bank.known.flood')).length === 1)
    expect(haechi.logged.join()).toContain('far too much')
    expect(await post(`/v1/banks/known/members/${member}/release`)).toMatchObject({
      state: 'confirmed',
      matches: 80,
    })
    await flood(2000, 40)
    expect(await stateOf('known', member)).toBe('confirmed')
    expect(matching(hashOf(530))).toHaveLength(1)
  })

  test('what is noted while others are being written is written when a flush is over', async () => {
    const member = await add('known', 535)
    const decision = await decide()
    const match: BankMatch = { bank: 'known', member, distance: 3, picture: 'picture' }
    noted(keptOf(), 4000, [match], decision)
    const first = keptOf().flush()
    noted(keptOf(), 4001, [match], decision)
    await keptOf().flush()
    const rows = await sql(
      connectionOf(haechi.dataDir),
      'select from haechi.hash_matches where member = $1',
      [member],
    )
    expect(rows).toHaveLength(2)
    await first
  })

  test('the same file again and again is no flood', async () => {
    const member = await add('known', 540)
    const decision = await decide()
    for (let at = 0; at < 60; at++)
      noted(keptOf(), 5000, [{ bank: 'known', member, distance: 3, picture: 'picture' }], decision)
    await keptOf().flush()
    expect(await get(`/v1/banks/known/members/${member}`)).toMatchObject({ state: 'active', matches: 1 })
  })
})

test.each([
  ['signals', (text: string) => text.includes(`pdq ${hex(hashOf(600))}\n`)],
  ['threatexchange', (text: string) => text.startsWith(`${hex(hashOf(600))},`)],
  ['ncmec', (text: string) => text.includes(`<pdq>${hex(hashOf(600))}</pdq>`)],
  ['stopncii', (text: string) => JSON.parse(text).hashRecords[0].hashValue === hex(hashOf(600))],
] as const)('a bank is exported as %s', async (format, holds) => {
  await add('out', 600)
  const answer = await haechi.request('GET', `/v1/banks/out/export?format=${format}`)
  expect(answer.status).toBe(200)
  expect(holds(answer.text)).toBe(true)
})

test('no other route gives a hash', async () => {
  const member = await add('out', 610)
  for (const path of [
    '',
    '/out',
    '/out/members',
    `/out/members/${member}`,
    `/out/members/${member}/matches`,
  ]) {
    const answer = await haechi.request('GET', `/v1/banks${path}`)
    expect(answer.status).toBe(200)
    expect(answer.text).not.toContain(hex(hashOf(610)).slice(0, 16))
  }
})

test('a service that starts again serves from its snapshot, with what changed since; a damaged one is passed over', async () => {
  await haechi.service.stop()
  await other.service.stop()
  const start = async (held = createBankHolder()) => {
    haechi = await startTestService({ dir, hashBanks: { holder: held, dir: snapshots } })
    return held
  }
  const path = join(snapshots, 'hash-banks.bin')
  const first = await start()
  expect(keptIn(first).loaded.from).toBe('snapshot')
  expect(matching(hashOf(29), 'known', first)).toHaveLength(1)
  const old = readFileSync(path)
  await add('known', 700)
  await haechi.service.stop()
  writeFileSync(path, old)
  const second = await start()
  expect(keptIn(second).loaded.from).toBe('snapshot')
  expect(matching(hashOf(700), 'known', second)).toHaveLength(1)
  await haechi.service.stop()
  const damaged = readFileSync(path)
  damaged[damaged.length - 20]! ^= 1
  writeFileSync(path, damaged)
  const third = await start()
  expect(keptIn(third).loaded.from).toBe('database')
  expect(matching(hashOf(700), 'known', third)).toHaveLength(1)
})

test('the tables of a large bank are saved by the start that builds them, and used by the next', async () => {
  const indexWorker = await builtIndexWorker()
  const restart = async () => {
    await haechi.service.stop()
    const held = createBankHolder()
    haechi = await startTestService({ dir, hashBanks: { holder: held, dir: snapshots, indexWorker } })
    return held
  }
  const first = await restart()
  const seeds = Array.from({ length: 17_000 }, (_, at) => 10_000 + at)
  const lines = seeds.map((seed) => `pdq ${hex(hashOf(seed))}`)
  const { id } = await post('/v1/banks/known/imports', {
    ...{ name: 'large.txt', sha256: 'f'.repeat(64), entries: lines.length },
  })
  for (let from = 0; from < lines.length; from += 1000)
    await post(`/v1/banks/known/imports/${id}/rows`, { from, rows: lines.slice(from, from + 1000) })
  expect(matching(hashOf(26_999), 'known', first)).toHaveLength(1)

  const tables = () => readdirSync(snapshots).filter((name) => name.startsWith('hash-tables-'))
  expect(tables()).toEqual([])
  await restart()
  await until(async () => tables().some((name) => name.endsWith('.bin')))
  const [name] = tables()
  const { ino } = statSync(join(snapshots, name!))

  const third = await restart()
  expect(keptIn(third).loaded.from).toBe('snapshot')
  for (const seed of [10_000, 15_000, 26_999])
    expect(matching(turned(hashOf(seed), 31), 'known', third)).toHaveLength(1)
  expect(matching(hashOf(5), 'good', third)).toEqual([])
  await haechi.service.stop()
  // They were taken up as they were: others would have been written.
  expect(tables()).toEqual([name])
  expect(statSync(join(snapshots, name!)).ino).toBe(ino)
})

function keptIn(held: ReturnType<typeof createBankHolder>): KeptHashBanks {
  return held.held as KeptHashBanks
}

function keptOf(): KeptHashBanks {
  return keptIn(here)
}
