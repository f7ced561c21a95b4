import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import type pg from 'pg'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { addEndpoint, queue } from '../test/delivery-tools.fixture.ts'
import { databaseUrlOf } from '../test/store-tools.fixture.ts'
import type { Bench, Emit } from './emit.ts'
import { mulberry32 } from './random.ts'

const base = { bench: 'webhooks', peer: null }
const PIECE = 500

export const bench: Bench = {
  name: 'webhooks',
  summary: 'webhooks to a receiver that is down half of the time, both sides killed; and to one that is well',
  async run(emit, { quick }) {
    const awake = setInterval(() => undefined, 1000)
    const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
    const store = await openStore({ dataDir: folder }, { log: () => undefined })
    try {
      await bundle()
      await killed(emit, store, folder, quick ? 500 : 5000)
      await healthy(emit, store, folder, quick ? 5000 : 30_000)
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
      rmSync(BUNDLES, { recursive: true, force: true })
      clearInterval(awake)
    }
  },
}

/** Every message is written down by a receiver that is away half of the time; senders are killed too. */
async function killed(emit: Emit, store: Store, folder: string, count: number): Promise<void> {
  const port = await freePort()
  const path = join(folder, 'received-killed')
  const { id, secret } = await endpoint(store, port)
  const url = databaseUrlOf(folder)
  const chance = mulberry32(7)
  let over = false
  let [receiverKills, senderKills, downMs, upMs] = [0, 0, 0, 0]
  const started = performance.now()

  /** As long away, its start included, as it is there: about half a second each. */
  async function killReceivers(): Promise<void> {
    for (let [last, downSince] = [500, 0]; ; ) {
      const receiver = await child('webhook-receiver', [String(port), path, secret])
      const upSince = performance.now()
      if (downSince > 0) {
        last = upSince - downSince
        downMs += last
      }
      await pause(last * (0.7 + 0.6 * chance()))
      await kill(receiver)
      downSince = performance.now()
      upMs += downSince - upSince
      if (over) return
      receiverKills++
      await pause(200 + 300 * chance())
    }
  }

  async function killSenders(): Promise<void> {
    while (!over) {
      const sender = await child('webhook-sender', [url])
      for (let left = 2500 + 2000 * chance(); left > 0 && !over; left -= 100) await pause(100)
      await kill(sender)
      if (!over) senderKills++
    }
  }

  const killing = [killReceivers(), killSenders()]
  await fill(store, folder, count, 400, 20)
  await untilDelivered(store, id)
  over = true
  await Promise.all(killing)
  const seconds = (performance.now() - started) / 1000

  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  const seen = new Set<string>()
  const last = new Map<string, number>()
  let [unverified, disordered, twice] = [0, 0, 0]
  for (const line of lines) {
    // A line may have been cut by a kill: then it was not answered for, and comes again.
    const parsed = parse(line)
    if (parsed === undefined) continue
    const [message, target, n] = parsed
    if (n < 0) unverified++
    else if (seen.has(message)) twice++
    else {
      seen.add(message)
      if (n < (last.get(target) ?? -1)) disordered++
      last.set(target, n)
    }
  }
  const none = (figure: string, value: number) =>
    emit({ ...base, figure, value, unit: `of ${count}`, reach: 0, holds: value === 0 })
  none('lost', count - seen.size)
  none('out of order within their target', disordered)
  none('not verified by standardwebhooks', unverified)
  const info = { ...base, reach: null, holds: null }
  emit({ ...info, figure: 'delivered more than once', value: twice, unit: `of ${count}` })
  emit({ ...info, figure: 'receiver killed (-9)', value: receiverKills, unit: 'times' })
  emit({ ...info, figure: 'receiver down', value: (downMs / (downMs + upMs)) * 100, unit: '% of the time' })
  emit({ ...info, figure: 'sender killed (-9)', value: senderKills, unit: 'times' })
  emit({ ...info, figure: 'all delivered after', value: seconds, unit: 's' })
  await store.delivery.endpoints.remove(id, Date.now())
}

/** Queued first, then sent by one process to one receiver in another. */
async function healthy(emit: Emit, store: Store, folder: string, count: number): Promise<void> {
  const port = await freePort()
  const path = join(folder, 'received-healthy')
  const { id, secret } = await endpoint(store, port)
  const receiver = await child('webhook-receiver', [String(port), path, secret])
  const queueing = performance.now()
  await fill(store, folder, count, count / 5, 0)
  const queued = (performance.now() - queueing) / 1000
  const sender = await child('webhook-sender', [databaseUrlOf(folder), '20000'])
  const started = performance.now()
  await untilDelivered(store, id)
  const seconds = (performance.now() - started) / 1000
  let said = ''
  sender.stdout!.on('data', (part) => {
    said += part
  })
  sender.kill('SIGTERM')
  await once(sender, 'exit')
  await kill(receiver)
  const got = readFileSync(path, 'utf8').split('\n').filter(Boolean).length
  if (got !== count) throw new Error(`${got} of ${count} arrived`)
  const { cpuMs } = JSON.parse(said) as { cpuMs: number }
  const rate = count / seconds
  emit({ ...base, figure: 'queued', value: count / queued, unit: 'messages/s', reach: null, holds: null })
  emit({
    ...base,
    figure: 'delivered to one receiver',
    value: rate,
    unit: 'messages/s',
    reach: 1000,
    holds: rate > 1000,
  })
  emit({
    ...base,
    figure: 'a message: the sender',
    value: (cpuMs * 1000) / count,
    unit: 'µs CPU',
    reach: null,
    holds: null,
  })
}

async function endpoint(store: Store, port: number) {
  const receiver = { url: `http://127.0.0.1:${port}/`, secret: '' }
  const id = await addEndpoint(store.delivery, receiver)
  return { id, secret: receiver.secret }
}

async function fill(
  store: Store,
  folder: string,
  count: number,
  targets: number,
  pauseMs: number,
): Promise<void> {
  const connection = { connectionString: databaseUrlOf(folder) } satisfies pg.ClientConfig
  for (let first = 0; first < count; first += PIECE) {
    const size = Math.min(PIECE, count - first)
    await queue(
      connection,
      Array.from({ length: size }, (_, i) => `account:${(first + i) % targets}`),
      first,
    )
    if (!store.health().ok) throw new Error('the store is not well')
    await pause(pauseMs)
  }
}

async function untilDelivered(store: Store, id: Awaited<ReturnType<typeof addEndpoint>>): Promise<void> {
  for (;;) {
    const standing = (await store.delivery.endpoints.get(id))!
    if (standing.dead > 0) throw new Error(`${standing.dead} are dead`)
    if (standing.waiting === 0) return
    await pause(50)
  }
}

/** Bundled once, in the repository, where its packages are found: whoever is killed cleans nothing up. */
const BUNDLES = join(process.cwd(), '.cache', `webhooks-${process.pid}`)

async function bundle(): Promise<void> {
  await build({
    ...{
      entryPoints: ['bench/webhook-sender.ts', 'bench/webhook-receiver.ts'],
      outdir: BUNDLES,
      bundle: true,
    },
    ...{ format: 'esm', platform: 'node', target: 'node20', packages: 'external', logLevel: 'error' },
    outExtension: { '.js': '.mjs' },
  })
}

async function child(script: string, args: string[]): Promise<ChildProcess> {
  const started = spawn(process.execPath, [join(BUNDLES, `${script}.mjs`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await Promise.race([once(started.stdout!, 'data'), once(started, 'exit')])
  return started
}

async function kill(one: ChildProcess): Promise<void> {
  if (one.exitCode !== null || one.signalCode !== null) return
  one.kill('SIGKILL')
  await once(one, 'exit')
}

function parse(line: string): [string, string, number] | undefined {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
