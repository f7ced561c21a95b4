import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { hashOf, hex } from '../src/signals/hash/banks/match-banks.fixture.ts'
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
    'banks/known.yaml': 'bank: known\nkind: hashes\npolicy: harassment.insult\n',
  })
  haechi = await startTestService({ dir })
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function bank(...argv: string[]) {
  return run(globalThis.fetch, argv)
}
function run(fetch: typeof globalThis.fetch, argv: string[]) {
  const settings = { url: haechi.url, key: ADMIN_KEY }
  return cli({ cwd: dir, settings, adapters: { fetch } }, 'bank', ...argv)
}
const file = (name: string, text: string) => writeFileSync(join(dir, name), text)
const lines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => `pdq ${hex(hashOf(from + at))}\n`).join('')

test('a file is imported, listed, exported, and imported again without a change', async () => {
  file('known.txt', `# ours\n${lines(0, 50)}raw_text some words\n`)
  const ran = await bank('import', 'known', 'known.txt')
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(ran.out).toContain(
    'known.txt (signals): 50 entries; 50 added, 0 changed, 0 withdrawn\n  1 left out: raw_text',
  )
  expect((await bank('list')).out).toMatch(/known +50 +0 +0 +0 +on +harassment.insult +pdq 50/)
  expect(await bank('export', 'known', '--out', 'out.txt')).toMatchObject({ code: 0 })
  expect(readFileSync(join(dir, 'out.txt'), 'utf8').split('\n').sort()).toEqual(
    lines(0, 50).split('\n').sort(),
  )
  const again = JSON.parse((await bank('import', 'known', 'out.txt', '--json')).out)
  expect(again.files).toMatchObject([{ entries: 50, added: 0, changed: 0, format: 'signals' }])
})

test('an import into a bank that no pack declares is taken, and told of', async () => {
  file('stray.txt', lines(400, 401))
  const ran = await bank('import', 'knwon', 'stray.txt')
  expect(ran.code).toBe(0)
  expect(ran.err).toBe(
    'The live pack has no bank of hashes "knwon": what is imported is kept, and matches nothing until banks/knwon.yaml declares it (kind: hashes); did you mean "known"?\n',
  )
})

test('a file whose form cannot be told says why', async () => {
  const files = {
    'empty.txt': ['', 'is empty'],
    'packed.txt': [gzipSync(lines(0, 1)), 'is packed; unpack it first'],
    'wide.txt': [Buffer.from(lines(0, 1), 'utf16le'), 'is not UTF-8; convert it'],
    'bare.txt': [lines(0, 1).replace('pdq ', ''), 'holds hashes without saying their kind'],
    'odd.txt': ['????', 'is of a form that cannot be told; pass --format'],
  } as const
  for (const [name, [bytes, why]] of Object.entries(files)) {
    writeFileSync(join(dir, name), bytes)
    const ran = await bank('import', 'known', name)
    expect(ran, name).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toContain(`${name} ${why}`)
  }
})

test('a mistake in a file is told by its line before anything is sent, and left out when told so', async () => {
  file('bad.txt', `${lines(60, 62)}pdq 12\n`)
  const refused = await bank('import', 'known', 'bad.txt')
  expect(refused).toMatchObject({ code: 2, out: '' })
  expect(refused.err).toContain('line 3: a pdq hash has 64 hexadecimal digits')
  expect(refused.err).toContain('Nothing was sent')
  expect((await bank('import', 'known', 'bad.txt', '--skip-bad')).out).toContain('2 entries; 2 added')
})

test('an export that breaks off is told, and leaves the file that was there', async () => {
  file('out-of.txt', lines(50_000, 50_100))
  await bank('import', 'known', 'out-of.txt')
  file('kept.txt', 'as it was')
  const breaking: typeof globalThis.fetch = async (input, init) => {
    const { body, ...rest } = await fetch(input, init)
    const reader = body!.getReader()
    let given = false
    const cut = new ReadableStream({
      async pull(controller) {
        if (given) controller.error(new TypeError('terminated'))
        else controller.enqueue((await reader.read()).value!.subarray(0, 500))
        given = true
      },
    })
    return new Response(cut, rest)
  }
  for (const out of [['--out', 'kept.txt'], []]) {
    const ran = await run(breaking, ['export', 'known', ...out])
    expect(ran.code).toBe(3)
    expect(ran.err).toContain('broke off; ask again')
  }
  expect(readFileSync(join(dir, 'kept.txt'), 'utf8')).toBe('as it was')
})

test.each([
  ['no file', ['import', 'known'], 'Name a bank of hashes'],
  ['a file that is not there', ['import', 'known', 'none.txt'], 'cannot be read'],
  ['a name that no bank can have', ['import', '../x', 'known.txt'], 'cannot be a bank'],
  ['CSV that does not say its kind', ['import', 'known', 'hashes.te'], 'pass --type'],
  ['a share that is none', ['share', 'known', '2'], 'is not a share'],
  ['a member that is none', ['confirm', 'known', 'x'], 'not the number'],
])('%s is told with the way out', async (_, argv, why) => {
  file('hashes.te', `${hex(hashOf(1))},1,mine,\n`)
  const ran = await bank(...argv)
  expect(ran.code).toBe(2)
  expect(ran.err).toContain(why)
})

test('an import that was cut off goes on where it was left', async () => {
  file('large.txt', lines(1000, 46_000))
  let asked = 0
  const cutOff: typeof globalThis.fetch = (input, init) => {
    if (String(input).endsWith('/rows') && ++asked >= 2) return Promise.reject(new TypeError('gone'))
    return fetch(input, init)
  }
  const cut = await run(cutOff, ['import', 'known', 'large.txt'])
  expect(cut.code).not.toBe(0)
  expect(cut.err).toContain('20000 of 45000 entries are there, and match')
  const rest = await bank('import', 'known', 'large.txt')
  expect(rest.err).toContain('20000 of 45000 entries are there; going on behind them')
  expect(rest.out).toContain('45000 entries; 45000 added')
})

test('members are added, judged and taken back; banks are turned off, shared and on', async () => {
  const added = await bank('add-hash', 'known', hex(hashOf(90_000)), '--source', 'a report')
  const [, member = ''] = /^known\/(\d+) is active\n$/.exec(added.out) ?? []
  const act = async (...argv: string[]) => (await bank(...argv)).out
  expect(await act('confirm', 'known', member)).toBe(`known/${member} is confirmed\n`)
  expect(await act('dispute', 'known', member, '--why', 'blank')).toBe(`known/${member} is disputed\n`)
  expect(await act('members', 'known', '--state', 'disputed')).toMatch(
    new RegExp(`${member} +pdq +disputed +0 +a report .* blank`),
  )
  expect(await act('members', 'known', member)).toContain('disputed')
  expect(await act('withdraw', 'known', member)).toBe(`known/${member} is withdrawn\n`)
  expect((await bank('release', 'known', member)).code).toBe(4)
  expect(await act('share', 'known', '10%')).toBe('known is on, for 10 % of files\n')
  expect(await act('disable', 'known')).toBe('known is off, for 10 % of files\n')
  expect(await act('share', 'known', 'pack')).toBe('known is on, for 100 % of files\n')
  expect(await bank('enable', 'elsewhere')).toMatchObject({
    code: 4,
    err: expect.stringContaining('no bank of hashes'),
  })
})
