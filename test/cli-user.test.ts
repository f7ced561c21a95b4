import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CliSettings } from '../src/cli/adapters.ts'
import { cli, type Ran } from '../src/cli/capture.fixture.ts'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'
import { PASSWORD } from './people.fixture.ts'

const configDir = mkdtempSync(join(tmpdir(), 'haechi-config-'))
let haechi: TestService
beforeAll(async () => {
  haechi = await startTestService()
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(configDir, { recursive: true, force: true })
})

interface Given {
  /** Undefined: whoever has logged in. */
  readonly key?: string
  readonly stdin?: string
}

function run({ key, stdin }: Given, ...argv: string[]): Promise<Ran> {
  const settings: Partial<CliSettings> = { url: haechi.url, configDir, ...(key === undefined ? {} : { key }) }
  const adapters = { fetch: (input: string | URL | Request, init?: RequestInit) => fetch(input, init) }
  return cli({ cwd: configDir, settings, adapters, ...(stdin === undefined ? {} : { stdin }) }, ...argv)
}

const admin = { key: ADMIN_KEY }

test('the first admin accepts the link of the banner on a terminal', async () => {
  const accepted = await run({ stdin: `${PASSWORD}\n` }, 'user', 'accept', haechi.service.welcome!)
  expect(accepted).toMatchObject({
    code: 0,
    out: 'The password is set. Sign in by: haechi login admin\n',
  })
  const again = await run({ stdin: `${PASSWORD}\n` }, 'user', 'accept', haechi.service.welcome!)
  expect(again).toMatchObject({ code: 4, err: expect.stringContaining('does not work any more') })
})

test('login keeps a session that only its owner can read, the commands speak for them, logout ends it', async () => {
  const wrong = await run({ stdin: 'not this at all\n' }, 'login', 'admin')
  expect(wrong).toMatchObject({ code: 4, out: '' })
  const login = await run({ stdin: `${PASSWORD}\r\n` }, 'login', 'admin')
  expect(login).toMatchObject({ code: 0, out: expect.stringMatching(/^admin: admin, by password, until 20/) })
  const file = join(configDir, 'haechi', 'sessions.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const token = JSON.parse(readFileSync(file, 'utf8'))[haechi.url]
  expect(token).toMatch(/^hs_/)
  expect(login.out + login.err).not.toContain(token)
  expect((await run({}, 'whoami')).out).toContain('admin: admin, by password')
  expect((await run(admin, 'whoami', '--json')).out).toContain('"via":"key"')
  expect((await run({}, 'user', 'list')).out).toMatch(/usr-[0-9a-f]{32} +admin +admin +all +S0 +active +no/)
  expect(await run({}, 'logout')).toMatchObject({ code: 0, out: 'Signed out (1 session ended).\n' })
  expect(readFileSync(file, 'utf8')).not.toContain(token)
  expect((await run({}, 'whoami')).code).toBe(2)
  expect((await run({ key: token }, 'whoami')).code).toBe(4)
})

test('somebody is invited, changed, shown, locked out and let in again', async () => {
  const added = await run(
    ...([admin, 'user', 'add', 'mina@example.com', '--name', 'Mina', '--role', 'reviewer'] as const),
    ...['--language', 'ko', 'en', '--clearance', 'S1', '--world', 'plaza'],
  )
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/^http\S+\/welcome#hl_[\w-]{43}\n$/) })
  const accepted = await run({ stdin: PASSWORD }, 'user', 'accept', added.out.trim())
  expect(accepted.out).toContain('haechi login mina@example.com')
  const changed = await run(admin, 'user', 'set', 'mina@example.com', '--world', 'all', '--clearance', 'S0')
  expect(changed.out).toMatch(/worlds +all\n +languages +ko, en\n +families +all\n +clearance +S0/)
  expect((await run(admin, 'user', 'disable', 'MINA@example.com')).out).toBe('Mina: disabled now.\n')
  expect((await run({ stdin: PASSWORD }, 'login', 'mina@example.com')).code).toBe(4)
  expect((await run(admin, 'user', 'enable', 'mina@example.com')).out).toBe('Mina: active now.\n')
  const shown = JSON.parse((await run(admin, 'user', 'show', 'mina@example.com', '--json')).out)
  expect(shown).toMatchObject({ name: 'Mina', role: 'reviewer', state: 'active' })
  expect(await run(admin, 'user', 'show', 'nobody@example.com')).toMatchObject({ code: 4 })
  const reset = await run(admin, 'user', 'reset', 'mina@example.com')
  expect(reset.out).toMatch(/\/welcome#hl_/)
})

test('one sets up a second factor, is asked for it, and makes a key of one’s own', async () => {
  expect((await run({ stdin: PASSWORD }, 'login', 'mina@example.com')).code).toBe(0)
  // The secret is shown only after the password was given, so that the code is typed while the command waits.
  let secret = ''
  async function* typing() {
    yield new TextEncoder().encode(`${PASSWORD}\n`)
    while (secret === '') await new Promise((resolve) => setTimeout(resolve, 5))
    yield new TextEncoder().encode(`${new TOTP({ secret }).generate()}\n`)
  }
  const stderr = {
    isTTY: false,
    columns: 100,
    async write(text: string) {
      secret = text.match(/secret ([A-Z2-7]{32})/)?.[1] ?? secret
    },
  }
  const totp = await cli(
    {
      cwd: configDir,
      settings: { url: haechi.url, configDir },
      adapters: { fetch: (input, init) => fetch(input, init), stdin: typing(), stderr },
    },
    'user',
    'totp',
  )
  expect(totp.out.match(/^ {2}\w{4}-\w{4}-\w{4}$/gm)).toHaveLength(10)
  expect((await run({}, 'whoami')).out, 'the session goes on under its new token').toContain('Mina')
  const key = await run({}, 'user', 'key', 'my terminal')
  expect(key.code, key.err).toBe(0)
  expect((await run({ key: key.out.trim() }, 'whoami')).out).toContain(
    'Mina <mina@example.com>: reviewer, by key',
  )
  const recovery = totp.out.match(/\w{4}-\w{4}-\w{4}/)![0]
  expect((await run({ stdin: `${PASSWORD}\n${recovery}\n` }, 'login', 'mina@example.com')).code).toBe(0)
  expect((await run(admin, 'user', 'require-totp', 'admin')).out).toBe('Needed by: admin.\n')
  expect((await run(admin, 'user', 'require-totp', 'none')).out).toBe('No role needs a second factor.\n')
})

test('a key is made for somebody by whoever manages keys', async () => {
  const made = await run(admin, 'keys', 'create', 'k', '--scope', 'person', '--user', 'mina@example.com')
  expect(made.code, made.err).toBe(0)
  expect((await run({ key: made.out.trim() }, 'whoami')).out).toContain('reviewer, by key')
})
