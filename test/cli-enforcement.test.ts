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
    'enforcements.yaml':
      'restrict: { on: account, title: { en: Restricted }, description: May not use, params: { feature: { type: string, required: true, one_of: [voice, trade] } } }\n',
  })
  haechi = await startTestService({ dir })
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

function run(...argv: string[]): Promise<Ran> {
  const settings = { url: haechi.url, key: ADMIN_KEY }
  const adapters = { fetch: (...asked: Parameters<typeof fetch>) => fetch(...asked) }
  return cli({ cwd: dir, settings, adapters }, ...argv)
}

const APPLY = [
  'enforcement',
  'apply',
  'account:u1',
  'restrict',
  '--policy',
  'harassment.insult',
  '--reason',
  'seen it',
]

test('an enforcement is applied, shown, explained to the player, appealed and taken back at the terminal', async () => {
  const applied = await run(...APPLY, '--with', 'feature=voice', '--for', '2h')
  expect(applied).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^enf-\w+: restrict on account:u1, until 20/),
  })
  const id = applied.out.slice(0, applied.out.indexOf(':'))
  expect((await run('enforcement', 'list', 'account:u1')).out).toMatch(
    /restrict feature=voice +account:u1 +applied/,
  )
  expect((await run('enforcement', 'show', id)).out).toMatch(/usr-\w+: seen it +harassment\.insult@3/)

  const listed = await run('statement', 'list', 'account:u1', '--json')
  const { statements } = JSON.parse(listed.out)
  expect((await run('statement', 'show', statements[0].id)).out).toContain(
    'What was done: Restricted (voice).',
  )
  const wrong = await run('statement', 'show', statements[0].id, '--language', 'fr')
  expect(wrong.err).toContain('given in en')

  const filed = await run(
    'appeal',
    'file',
    statements[0].id,
    '--account',
    'account:u1',
    '--text',
    'It was not me',
  )
  expect(filed).toMatchObject({ code: 0, out: expect.stringMatching(/^app-\w+: received/) })
  const appeal = filed.out.slice(0, filed.out.indexOf(':'))
  expect((await run('appeal', 'show', appeal)).out).toMatch(new RegExp(`^${appeal}: open; about ${id}`))
  expect((await run('appeal', 'list', '--state', 'open')).out).toContain('account:u1')
  const again = await run('appeal', 'file', id, '--account', 'account:u1', '--text', 'It was not me')
  expect(again.err).toContain(appeal)

  const chain = await run('enforcement', 'chain', appeal)
  expect(chain.out).toMatch(new RegExp(`enforcement +${id} +restrict, applied`))
  expect(chain.out).toMatch(new RegExp(`appeal +${appeal} +open`))
  expect((await run('enforcement', 'list', '--enforcement', 'restrict')).out).toContain(id)
  expect((await run('enforcement', 'list', '--policy', 'harassment.nothing')).out).toBe('There is none.\n')
  const tried = await run('enforcement', 'reverse', id, '--reason', 'wrong one', '--dry-run')
  expect(tried.out).toContain('restrict on account:u1 would be reversed')
  const job = /job +(job-\w+)/.exec(chain.out)![1]!
  // Whoever did it does not judge the appeal.
  expect((await run('jobs', 'claim', job)).err).toContain('You have judged the matter before')
  const reversed = await run('enforcement', 'reverse', id, '--reason', 'wrong one')
  expect(reversed.out).toBe(`${id}: restrict on account:u1 is reversed.\n`)
  expect((await run('enforcement', 'list', 'account:u1')).out).toBe('account:u1 is under nothing.\n')
})

test('what enforcing would do is said, and not done', async () => {
  const tried = await run(
    ...['enforcement', 'apply', 'account:u9', 'restrict', '--policy', 'harassment.insult'],
    ...['--reason', 'seen it', '--with', 'feature=voice', '--dry-run'],
  )
  expect(tried.out).toContain('restrict on account:u9 would be applied for ever')
  expect(tried.out).toContain('What was done: Restricted (voice).')
  expect((await run('enforcement', 'list', 'account:u9', '--all')).out).toBe('account:u9 is under nothing.\n')
})

test('a parameter that is none is a mistake of usage, one that is not offered is refused', async () => {
  expect(await run(...APPLY, '--with', 'voice')).toMatchObject({
    code: 2,
    err: expect.stringContaining('feature=voice'),
  })
  expect((await run(...APPLY, '--with', 'feature=chat')).err).toContain('cannot be this value')
})

test('strikes and what a threshold would hit are shown', async () => {
  await haechi.client.screen({
    type: 'chat.message',
    world: 'plaza',
    actor: 'account:u7',
    data: { text: 'numbskull' },
  })
  for (let out = ''; !out.includes('come to 1 now'); ) ({ out } = await run('strikes', 'list', 'account:u7'))
  const { strikes } = JSON.parse((await run('strikes', 'list', 'account:u7', '--json')).out)
  expect((await run('enforcement', 'preview', '--at', '1', '2')).out).toMatch(/^1 +1$/m)
  const reversed = await run('strikes', 'reverse', strikes[0].id, '--reason', 'a joke')
  expect(reversed.out).toBe(`${strikes[0].id} on account:u7 counts no more.\n`)
  expect((await run('strikes', 'list', 'account:u7')).out).toContain('come to 0 now')
})
