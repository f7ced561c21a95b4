import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cli } from '../src/cli/capture.fixture.ts'
import { readAllowList } from '../src/enforcement/delivery/allow-list.ts'
import { ADMIN_KEY, startTestService, type TestService } from './api-service.fixture.ts'
import { FAST, queue, type Receiver, startReceiver } from './delivery-tools.fixture.ts'
import { freePort } from './haechi-process.fixture.ts'
import { connectionOf, until } from './store-tools.fixture.ts'

let haechi: TestService
let receiver: Receiver
let cwd: string

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), 'haechi-webhooks-'))
  receiver = await startReceiver()
  haechi = await startTestService({
    webhooks: {
      allow: readAllowList('127.0.0.1'),
      resolve: async (hostname) => {
        if (hostname === 'nowhere.example') throw new Error('ENOTFOUND')
        return [{ address: hostname === 'inside.example' ? '127.0.0.2' : '93.184.215.14', family: 4 }]
      },
      dispatch: FAST,
    },
  })
})

afterAll(async () => {
  await haechi?.stop()
  await receiver?.close()
  rmSync(cwd, { recursive: true, force: true })
})

const put = (...args: Parameters<typeof queue> extends [unknown, ...infer R] ? R : never) =>
  queue(connectionOf(haechi.dataDir), ...args)
const haechiCli = (...args: string[]) =>
  cli({ cwd, settings: { url: haechi.url, key: ADMIN_KEY }, adapters: { fetch } }, ...args)

test('an endpoint is added, shows its secret once, is tested, gets messages, and goes', async () => {
  const { endpoints, deliveries } = haechi.client
  const added = await endpoints.add({ url: receiver.url, description: 'A game server' })
  receiver.secret = added.secret
  expect(added).toMatchObject({
    state: 'on',
    types: null,
    breaker: { state: 'closed' },
    waiting: 0,
    deliveredAt: null,
  })
  expect(JSON.stringify(await endpoints.list())).not.toContain('whsec_')
  expect(await endpoints.test(added.id)).toMatchObject({ delivered: true, status: 204 })
  expect(receiver.got.at(-1)).toMatchObject({ type: 'ping', data: { endpoint: added.id } })
  await put(['account:u1', 'account:u1'])
  await until(() => receiver.got.length === 3)
  await until(async () => (await endpoints.get(added.id)).waiting === 0)
  const { deliveries: found } = await deliveries.find({ target: 'account:u1' })
  expect(found.map(({ state, tries, overtaken }) => ({ state, tries, overtaken }))).toEqual([
    { state: 'delivered', tries: 1, overtaken: false },
    { state: 'delivered', tries: 1, overtaken: true },
  ])
  expect(found[0]!.message).toBe(receiver.got.at(-1)!.id)
  const page = await deliveries.find({ endpoint: added.id, limit: 1 })
  expect(
    (await deliveries.find({ endpoint: added.id, before: page.next!, limit: 1 })).deliveries[0]!.id,
  ).toBe(found[1]!.id)
  expect((await deliveries.get(found[0]!.id)).attempts).toMatchObject([{ status: 204, result: 'delivered' }])
  const rotated = await endpoints.rotate(added.id, '1h')
  expect(rotated.secret).not.toBe(added.secret)
  expect(rotated.oldSecretUntil).not.toBeNull()
  receiver.secret = rotated.secret
  expect(await endpoints.test(added.id)).toMatchObject({ delivered: true })
  expect(await endpoints.pause(added.id, 'a move')).toMatchObject({
    state: 'paused',
    why: expect.stringContaining('a move'),
  })
  expect(await endpoints.resume(added.id)).toMatchObject({ state: 'on', why: '' })
  await endpoints.remove(added.id)
  await expect(endpoints.get(added.id)).rejects.toMatchObject({ problem: { status: 404 } })
})

test('addresses that are not on the open internet are refused with the way out', async () => {
  const add = (url: string) => haechi.request('POST', '/v1/endpoints', { url })
  for (const url of [
    'http://169.254.169.254/',
    'http://[::1]/',
    'ftp://x.example/',
    'http://inside.example/',
    'http://nowhere.example/',
  ])
    expect((await add(url)).json).toMatchObject({ status: 400, field: 'url', wayOut: expect.any(String) })
  const outside = await add('http://outside.example/hook')
  expect(outside.status).toBe(201)
  expect(outside.headers.get('cache-control')).toBe('no-store')
  await haechi.client.endpoints.remove(outside.json.id)
})

test('nobody without the capability, and nobody bound to a world, sets up where messages go', async () => {
  const { client, request } = haechi
  const reviewer = (await client.keys.create({ name: 'r', scopes: ['review'] })).secret
  const bound = (await client.keys.create({ name: 'b', scopes: ['review'], worlds: ['plaza'] })).secret
  const status = async (method: string, path: string, key: string, body?: unknown) =>
    (await request(method, path, body, { key })).status
  expect(await status('GET', '/v1/endpoints', reviewer)).toBe(200)
  expect(await status('POST', '/v1/endpoints', reviewer, { url: receiver.url })).toBe(403)
  expect(await status('GET', '/v1/endpoints', bound)).toBe(403)
  expect(await status('POST', '/v1/deliveries/find', bound, {})).toBe(403)
})

test('dead letters are seen and sent again from the command line; metrics and log name no address and no target', async () => {
  const ran = await haechiCli('endpoint', 'add', receiver.url, '--json')
  expect(ran).toMatchObject({ code: 0 })
  const added = JSON.parse(ran.out)
  receiver.secret = added.secret
  receiver.answer = () => 400
  await put(['account:secret-name', 'account:secret-name'])
  await until(async () => (await haechi.client.endpoints.get(added.id)).dead === 2)
  expect((await haechiCli('endpoint', 'test', added.id)).code).toBe(1)
  expect((await haechiCli('endpoint', 'list')).out).toContain(added.id)
  const dead = await haechiCli('delivery', 'dead')
  expect(dead.out).toContain('account:secret-name')
  const { deliveries } = JSON.parse((await haechiCli('delivery', 'dead', '--json')).out)
  expect((await haechiCli('delivery', 'show', deliveries[0].id)).out).toContain('refused')
  receiver.answer = () => 204
  const before = receiver.got.length
  expect((await haechiCli('delivery', 'resend', added.id)).out).toBe('2 are sent again.\n')
  await until(() => receiver.got.length === before + 2)
  await until(async () => (await haechi.client.endpoints.get(added.id)).waiting === 0)
  expect((await haechiCli('delivery', 'resend', deliveries[1].id)).out).toContain(
    'have been delivered meanwhile',
  )
  const { text } = await haechi.request('GET', '/metrics')
  expect(text).toMatch(/haechi_webhook_tries_total\{outcome="refused"\} \d+/)
  expect(text).toContain('haechi_webhooks_waiting')
  for (const where of [text, haechi.logged.join('\n')]) {
    expect(where).not.toContain('secret-name')
    expect(where).not.toContain(receiver.url)
  }
  const file = join(cwd, 'list.ndjson')
  writeFileSync(file, 'no json')
  expect(await haechiCli('delivery', 'reconcile', file)).toMatchObject({
    code: 2,
    err: expect.stringContaining('NDJSON'),
  })
  expect((await haechiCli('endpoint', 'pause', added.id)).out).toContain('is paused')
  expect((await haechiCli('endpoint', 'resume', added.id)).out).toContain('is on')
  expect((await haechiCli('endpoint', 'rotate', added.id)).out).toMatch(/^whsec_/)
  expect((await haechiCli('endpoint', 'remove', added.id)).out).toContain('is removed')
})

test('the receiver of the docs takes each message once, through kills and restarts', async () => {
  const port = await freePort()
  const added = await haechi.client.endpoints.add({ url: `http://127.0.0.1:${port}/` })
  const path = join(cwd, 'received.ndjson')
  const start = async () => {
    const child = spawn(process.execPath, ['examples/receiver.mjs', String(port), path], {
      env: { ...process.env, HAECHI_WEBHOOK_SECRET: added.secret },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
    return child
  }
  const kill = async (child: Awaited<ReturnType<typeof start>>) => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  const lines = () =>
    existsSync(path)
      ? readFileSync(path, 'utf8')
          .split('\n')
          // What is behind the last end of a line is still being written.
          .slice(0, -1)
          .map((line) => JSON.parse(line))
      : []
  let child = await start()
  await put(Array.from({ length: 40 }, (_, i) => `account:w${i % 4}`))
  await until(() => lines().length > 5)
  await kill(child)
  await put(
    Array.from({ length: 40 }, (_, i) => `account:w${i % 4}`),
    40,
  )
  child = await start()
  await until(() => lines().length === 80)
  await until(async () => (await haechi.client.endpoints.get(added.id)).waiting === 0)
  expect(new Set(lines().map(({ id }) => id)).size).toBe(80)
  for (let i = 0; i < 4; i++) {
    const numbers = lines()
      .filter(({ data }) => data.target === `account:w${i}`)
      .map(({ data }) => data.n)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  }
  const forged = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: {
      'webhook-id': 'msg-x',
      'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
      'webhook-signature': 'v1,AAAA',
    },
    body: '{}',
  })
  expect(forged.status).toBe(401)
  await kill(child)
  await haechi.client.endpoints.remove(added.id)
})
