import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli, newFolder, type Ran } from '../src/cli/capture.fixture.ts'
import { smallPack } from '../src/cli/small-pack.fixture.ts'
import { freePort } from './haechi-process.fixture.ts'

// The commands against the program itself, started as a user starts it.

const haechi = fileURLToPath(new URL('../bin/haechi.mjs', import.meta.url))
const KEY = 'a key that only this test knows'

let cwd: string
let dataDir: string
let url: string
let service: ChildProcess

beforeAll(async () => {
  cwd = await smallPack()
  dataDir = await newFolder()
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const env = { ...process.env, HAECHI_ADMIN_KEY: KEY, DATABASE_URL: '', HAECHI_DATABASE_URL: '' }
  const argv = [
    haechi,
    'start',
    '--port',
    String(port),
    '--data-dir',
    join(dataDir, 'data'),
    '--pack',
    'pack',
  ]
  service = spawn(process.execPath, argv, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] })
  await untilReady(service)
})

afterAll(async () => {
  if (service.exitCode === null) {
    service.kill('SIGTERM')
    await once(service, 'exit')
  }
  await rm(dataDir, { recursive: true, force: true })
})

async function untilReady({ stdout }: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of stdout!) {
    said += String(chunk)
    if (said.includes(url)) return void stdout!.resume()
  }
  throw new Error(`the service has ended instead of starting: ${said}`)
}

function run(...argv: string[]): Promise<Ran> {
  const settings = { url, key: KEY }
  return cli({ cwd, settings, adapters: { fetch: (input, init) => fetch(input, init) } }, ...argv)
}

async function judged(text: string): Promise<{ decision: string; verdict: string }> {
  const { out } = await run('screen', text, '--json')
  return JSON.parse(out) as { decision: string; verdict: string }
}

test('a text is judged by the service, and its decision can be explained and replayed', async () => {
  const { decision, verdict } = await judged('grumble')
  expect(verdict).toBe('hold')
  const explained = await run('explain', decision)
  expect(explained.code).toBe(0)
  expect(explained.out).toContain('chat.rude')
  expect(explained.out).toContain('text.contains("grumble")')
  expect((await run('explain', decision, '--language', 'ko')).out).toMatch(/[가-힣]/)
  expect(await run('replay', decision)).toMatchObject({ code: 0, out: expect.stringContaining('The same.') })
})

test('an id that the service does not know is refused', async () => {
  expect((await run('explain', `d-${'0'.repeat(32)}`)).code).toBe(4)
  expect((await run('explain', 'not-an-id')).code).toBe(4)
})

test('a key is created, used, listed and revoked', async () => {
  const created = await run('keys', 'create', 'reader', '--scope', 'read', '--json')
  const { id, secret } = JSON.parse(created.out) as { id: string; secret: string }
  const { decision } = await judged('good day')
  expect((await run('explain', decision, '--key', secret)).code).toBe(0)
  expect(await run('screen', 'hi', '--key', secret)).toMatchObject({ code: 4, out: '' })
  expect((await run('keys', 'list')).out).toMatch(new RegExp(`^${id} +reader +read `, 'm'))
  expect((await run('keys', 'revoke', id)).code).toBe(0)
  expect((await run('explain', decision, '--key', secret)).code).toBe(4)
})

test('a file sent twice is judged once', async () => {
  await writeFile(join(cwd, 'lines.txt'), 'good\ngrumble\n')
  const send = async (...more: string[]) => {
    const ran = await run('screen', '--file', 'lines.txt', '--json', ...more)
    const lines = ran.out.trimEnd().split('\n')
    return lines.map((line) => (JSON.parse(line) as { decision: string }).decision)
  }
  const first = await send()
  expect(await send()).toEqual(first)
  const anew = await send('--run', 'again')
  expect(anew).toHaveLength(2)
  expect(anew.some((decision) => first.includes(decision))).toBe(false)
})

test('the doctor finds the service ready and the key valid', async () => {
  const { findings } = JSON.parse((await run('doctor', '--json')).out) as {
    findings: { name: string; state: string }[]
  }
  const of = (name: string) => findings.find((finding) => finding.name === name)?.state
  expect([of('service'), of('key')]).toEqual(['ok', 'ok'])
  const wrong = JSON.parse((await run('doctor', '--json', '--key', 'wrong')).out) as { findings: unknown[] }
  expect(wrong.findings).toContainEqual(expect.objectContaining({ name: 'key', state: 'fail' }))
})

test('Ctrl-C on a real terminal command leaves whole lines, and the rerun completes them', async () => {
  const count = 20_000
  await writeFile(join(cwd, 'many.txt'), Array.from({ length: count }, (_, i) => `good ${i}\n`).join(''))
  const argv = [haechi, 'screen', '--file', 'many.txt', '--out', 'many.ndjson', '--url', url, '--key', KEY]
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr!.on('data', (chunk) => {
    said += String(chunk)
  })
  const out = join(cwd, 'many.ndjson')
  while ((await readFile(out, 'utf8').catch(() => '')) === '' && child.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 20))
  child.kill('SIGINT')
  // Its last words may come after its end.
  const [code] = (await once(child, 'close')) as [number]
  expect(code).toBe(130)
  expect(said).toContain('run the same command again')
  const part = await readFile(out, 'utf8')
  expect(part.endsWith('\n')).toBe(true)
  expect(part.split('\n').length).toBeLessThan(count)
  expect((await run('screen', '--file', 'many.txt', '--out', 'many.ndjson')).code).toBe(0)
  const whole = await readFile(out, 'utf8')
  expect(whole.startsWith(part)).toBe(true)
  const lines = whole
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { line: number }).line)
  expect(lines).toEqual(Array.from({ length: count }, (_, i) => i + 1))
})

test('a start on a port or a data directory that is in use is refused in a sentence', async () => {
  const start = (...argv: string[]) => {
    const child = spawn(process.execPath, [haechi, 'start', ...argv], {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr!.on('data', (chunk) => {
      said += String(chunk)
    })
    return once(child, 'close').then(([code]) => ({ code: code as number, said }))
  }
  const taken = await start('--port', '0', '--data-dir', join(dataDir, 'data'), '--pack', 'pack')
  expect(taken).toMatchObject({ code: 5, said: expect.stringContaining(String(service.pid)) })
  expect(taken.said).not.toContain('    at ')
})
