import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { KeptHashBanks } from '../src/api/banks/kept-hash-banks.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { createBankHolder } from '../src/signals/hash/banks/bank-holder.ts'
import { hashOf, turned } from '../src/signals/hash/banks/match-banks.fixture.ts'
import { writeVideoHash } from '../src/signals/hash/banks/videos/read-video-hash.ts'
import { known, seen } from '../src/signals/hash/banks/videos/videos.fixture.ts'
import {
  ADMIN_KEY,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { databaseUrlOf, until } from './store-tools.fixture.ts'

const dir = testFolder()
const snapshots = join(dir, 'snapshots')
const ASKED = { distance: 31, quality: 50 }
let held = createBankHolder()
let haechi: TestService

async function start(): Promise<void> {
  held = createBankHolder()
  haechi = await startTestService({ dir, hashBanks: { holder: held, dir: snapshots } })
}

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'banks/known.yaml':
      'bank: known\nkind: hashes\npolicy: harassment.insult\nvideo: { file: 60, known: 40 }\n',
  })
  await start()
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** Ten frames of a film by its number. */
const film = (number: number) => Array.from({ length: 10 }, (_, at) => hashOf(number * 100 + at))
const value = (number: number) => writeVideoHash(film(number).map((hash, at) => known(hash, at)))
const lines = (number: number) =>
  film(number).map((hash, at) => `${at},100,${Buffer.from(hash).toString('hex')},${at}.000\n`)

/** Members that a copy of some of its frames matches. */
const matching = (number: number, frames = 10, banks = held) =>
  banks.match(
    seen(
      film(number)
        .slice(0, frames)
        .map((hash) => turned(hash, 10)),
    ),
    ['known'],
    ASKED,
  )
const is = (number: number) => matching(number).map(({ member }) => member)

const post = async (path: string, body: object = {}) => {
  const { status, json } = await haechi.request('POST', path, body)
  return { status, ...json }
}
const bank = (...argv: string[]) =>
  cli({ cwd: dir, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }, 'bank', ...argv)

test('a video is added and matches at once, by the shares of its bank; what is no list of frames is refused', async () => {
  const { member, status, type } = await post('/v1/banks/known/members', { type: 'vpdq', hash: value(1) })
  expect([status, type]).toEqual([200, 'vpdq'])
  expect(matching(1)).toMatchObject([{ member, distance: 10, video: { file: 1, known: 1 } }])
  const { json: told } = await haechi.request('GET', '/v1/banks/known')
  expect(told).toMatchObject({ video: { file: 60, known: 40 }, types: { vpdq: 1 } })
  expect([matching(1, 3).length, matching(1, 2)]).toEqual([1, []])
  const refused = await post('/v1/banks/known/members', { type: 'vpdq', hash: '["secret,100,0"]' })
  expect(refused).toMatchObject({ status: 400, detail: expect.stringContaining('frame 1 of 1') })
  expect(JSON.stringify(refused)).not.toContain('secret')
})

test('videos come by the command line as `haechi hash` prints them, and go the same way', async () => {
  writeFileSync(join(dir, 'two.txt'), [...lines(2), ...lines(3)].join(''))
  const ran = await bank('import', 'known', 'two.txt')
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(ran.out).toContain('two.txt (vpdq): 2 entries; 2 added')
  expect([is(2).length, is(3).length]).toEqual([1, 1])
  expect((await bank('list')).out).toMatch(/vpdq 3/)
  expect((await bank('export', 'known', '--format', 'vpdq', '--out', 'out.txt')).code).toBe(0)
  const out = readFileSync(join(dir, 'out.txt'), 'utf8')
  const videos = out.split(/^(?=0,)/m)
  expect(videos.toSorted()).toEqual([1, 2, 3].map((number) => lines(number).join('')).toSorted())
  // In whatever form it comes, it is the same member.
  writeFileSync(join(dir, 'same.txt'), [1, 2, 3].map((one) => `vpdq ${value(one)}\n`).join(''))
  expect((await bank('import', 'known', 'same.txt')).out).toContain('3 entries; 0 added, 0 changed')
  writeFileSync(join(dir, 'bad.txt'), `${lines(4).join('')}3,100,1,1\n`)
  const bad = await bank('import', 'known', 'bad.txt')
  expect(bad).toMatchObject({ code: 2, out: '' })
  expect(bad.err).toContain('line 1: line 11: frame 3 stands behind frame 9')
  const added = await bank('add-hash', 'known', value(5), '--type', 'vpdq')
  expect(added).toMatchObject({ code: 0, out: expect.stringContaining('is active') })
  expect(is(5)).toHaveLength(1)
})

test('disputes, withdrawals and what comes back hold in every process', async () => {
  const there = createBankHolder()
  const other = await startTestService({
    ...{ dir, databaseUrl: databaseUrlOf(haechi.dataDir), hashBanks: { holder: there } },
  })
  try {
    const members = async (number: number) => matching(number, 10, there).map(({ member }) => member)
    const { member } = await post('/v1/banks/known/members', { type: 'vpdq', hash: value(6) })
    await until(async () => (await members(6)).includes(member))
    for (const [act, matches] of [
      ['dispute', []],
      ['confirm', [member]],
      ['withdraw', []],
    ] as const) {
      expect((await post(`/v1/banks/known/members/${member}/${act}`, { why: 'tests' })).status).toBe(200)
      expect(is(6), act).toEqual(matches)
      await until(async () => (await members(6)).length === matches.length)
    }
    await post('/v1/banks/known/members', { type: 'vpdq', hash: value(6) })
    expect(is(6)).toEqual([member])
  } finally {
    await other.stop()
  }
})

test('a service that starts again has its videos from the snapshot, and what changed since', async () => {
  await haechi.service.stop()
  await start()
  const keptIn = () => held.held as KeptHashBanks
  expect([1, 2, 3, 5, 6].map((number) => is(number).length)).toEqual([1, 1, 1, 1, 1])
  const size = keptIn().size
  const [gone] = is(2)
  await haechi.service.stop()
  expect(statSync(join(snapshots, 'hash-banks.bin')).size).toBeGreaterThan(size * 10 * 36)
  await start()
  expect(keptIn().loaded.from).toBe('snapshot')
  expect([1, 2, 3, 5, 6].map((number) => is(number).length)).toEqual([1, 1, 1, 1, 1])
  await post(`/v1/banks/known/members/${gone}/withdraw`, { why: 'tests' })
  await haechi.service.stop()
  const path = join(snapshots, 'hash-banks.bin')
  const bytes = readFileSync(path)
  bytes[bytes.length - 1]! ^= 1
  writeFileSync(path, bytes)
  await start()
  expect(keptIn().loaded.from).toBe('database')
  expect([1, 2, 3, 5, 6].map((number) => is(number).length)).toEqual([1, 0, 1, 1, 1])
})
