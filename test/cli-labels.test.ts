import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, type Ran } from '../src/cli/capture.fixture.ts'
import {
  ADMIN_KEY,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'

const dir = testFolder()
let haechi: TestService

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'labels.yaml':
      'scammer: { on: account, description: Sold what is not there, connotation: negative, manual: true }\n',
  })
  haechi = await startTestService({ dir })
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function labels(...argv: string[]): Promise<Ran> {
  const settings = { url: haechi.url, key: ADMIN_KEY }
  return cli(
    { cwd: dir, settings, adapters: { fetch: (input, init) => fetch(input, init) } },
    'labels',
    ...argv,
  )
}

test('a label is set, listed, told and taken off', async () => {
  const set = await labels(
    'set',
    'account:u1',
    'scammer',
    '--for',
    '7d',
    '--reason',
    'Three reports',
    '--by',
    'Kim',
  )
  expect(set).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^account:u1 bears scammer now, until 20/),
  })
  const listed = await labels('list', 'account:u1')
  expect(listed.out).toMatch(/^scammer +negative +20\S+ +20\S+ +Kim, by HAECHI_ADMIN_KEY .* +Three reports$/m)
  expect((await labels('bearers', 'scammer')).out).toMatch(/^account:u1 +20\S+ +20\S+$/m)
  const removed = await labels('remove', 'account:u1', 'scammer', '--reason', 'The appeal was right')
  expect(removed).toMatchObject({ code: 0, out: 'Took scammer off account:u1.\n' })
  const again = await labels('remove', 'account:u1', 'scammer', '--reason', 'x', '--json')
  expect(JSON.parse(again.out)).toEqual({ entity: 'account:u1', label: 'scammer', removed: false })
  expect((await labels('list', 'account:u1')).out).toBe('account:u1 bears no label.\n')
  const told = (await labels('history', 'account:u1')).out
  expect(told).toMatch(/ taken off +scammer .* The appeal was right\n.* set +scammer .* Three reports\n$/)
  const { changes } = JSON.parse((await labels('history', 'account:u1', '--json')).out)
  expect(changes.map((one: { op: string; source: { kind: string } }) => [one.op, one.source.kind])).toEqual([
    ['unset', 'cli'],
    ['set', 'cli'],
  ])
})

test('more than a page is listed, and no more than asked for', async () => {
  const entities = Array.from({ length: 1005 }, (_, i) => `account:m${String(i).padStart(4, '0')}`)
  for (let at = 0; at < entities.length; at += 100)
    await Promise.all(
      entities
        .slice(at, at + 100)
        .map((entity) => haechi.client.labels.set({ entity, label: 'scammer', reason: 'x', until: null })),
    )
  const { bearers } = JSON.parse((await labels('bearers', 'scammer', '--limit', '2000', '--json')).out)
  expect(bearers.map(({ entity }: { entity: string }) => entity)).toEqual(entities)
  const few = JSON.parse((await labels('bearers', 'scammer', '--limit', '3', '--json')).out)
  expect(few.bearers).toHaveLength(3)
  expect((await labels('bearers', 'scammer', '--limit', '1')).out).toMatch(/ for ever$/m)
})

test('what cannot be is refused in a sentence', async () => {
  const refused = [
    [['set', 'account:u1', 'scamer', '--reason', 'x'], 4, 'did you mean "scammer"?'],
    [
      ['set', 'account:u1', 'scammer', '--reason', 'x', '--until', '2020-01-01T00:00:00Z'],
      4,
      'lies in the past',
    ],
    [['set', 'room:r1', 'scammer', '--reason', 'x'], 4, 'account:id'],
    [['set', 'account:u1', 'scammer'], 2, '--reason'],
    [['set', 'account:u1', 'scammer', '--reason', 'x', '--for', '1d', '--forever'], 2, 'one of --for'],
    [['bearers', 'nobody'], 4, 'scammer'],
    [['history', 'account:u1', '--limit', '0'], 2, 'whole number'],
  ] as const
  for (const [argv, code, said] of refused) {
    const ran = await labels(...argv)
    expect([argv, ran.code, ran.out]).toEqual([argv, code, ''])
    expect(ran.err).toContain(said)
  }
})
