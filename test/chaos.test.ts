import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { serverPid } from '../src/store/embedded/stop-orphan.ts'
import { TEST_PACK, writePack } from './api-service.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'

let dir: string
let port: number
let haechi: HaechiProcess
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-chaos-'))
  writePack(join(dir, 'pack'), TEST_PACK)
  port = await freePort()
  haechi = await start()
})
afterEach(() => load.stop())
afterAll(async () => {
  haechi?.child.kill('SIGKILL')
  await haechi?.ended
  const server = await startEmbedded(join(dir, 'data'), () => {})
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const start = () => startHaechi(port, join(dir, 'data'), join(dir, 'pack'))
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Starting ten times takes a while where others use the machine too. */
const SLOW_MS = 600_000

/** Everything that was acknowledged: the decision by event id. */
const acknowledged = new Map<string, string>()
const refusals = new Map<number, number>()
const retryAfters = new Set<string | null>()
let sent = 0

function send(id: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/v1/screen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id, type: 'chat.message', data: { text: `message ${id} blockhead` } }),
    signal: AbortSignal.timeout(10_000),
  })
}

/** Clients that send one event after the other, whatever becomes of the service, until they are stopped. */
const load = {
  running: false,
  clients: [] as Promise<void>[],
  start(clients = 12) {
    load.running = true
    load.clients = Array.from({ length: clients }, async () => {
      while (load.running) {
        const id = `chaos-${sent++}`
        try {
          const response = await send(id)
          const body = (await response.json()) as { decision: string }
          if (response.status === 200) acknowledged.set(id, body.decision)
          else {
            refusals.set(response.status, (refusals.get(response.status) ?? 0) + 1)
            retryAfters.add(response.headers.get('retry-after'))
            await sleep(20)
          }
        } catch {
          await sleep(20)
        }
      }
    })
  },
  async stop() {
    load.running = false
    await Promise.all(load.clients)
  },
}

async function untilAcknowledged(more: number): Promise<void> {
  const goal = acknowledged.size + more
  while (acknowledged.size < goal) await sleep(10)
}

/** The postmaster under the service. */
function databasePid(): number {
  // Where the cluster lies: in the data directory, or where the file pg-location says.
  const pointer = join(dir, 'data', 'pg-location')
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dir, 'data')
  const pid = serverPid(join(home, 'pg'))
  if (pid === undefined) throw new Error('the database does not run')
  return pid
}

/** Asks the database itself, after the service has stopped: every acknowledged decision once, and no event twice. */
async function inspect(): Promise<void> {
  const server = await startEmbedded(join(dir, 'data'), () => {})
  const client = new pg.Client(server.connection)
  await client.connect()
  try {
    const { rows } = await client.query<{ event_id: string; ids: string[] }>(
      `select event_id, array_agg('d-' || replace(id::text, '-', '')) as ids from haechi.decisions group by event_id`,
    )
    const stored = new Map(rows.map(({ event_id, ids }) => [event_id, ids]))
    const twice = rows.filter(({ ids }) => ids.length > 1)
    const missing = [...acknowledged].filter(([id, decision]) => stored.get(id)?.[0] !== decision)
    expect({ twice, missing }).toEqual({ twice: [], missing: [] })
    expect(stored.size).toBeGreaterThanOrEqual(acknowledged.size)
  } finally {
    await client.end()
    await server.stop()
  }
}

test(
  'kill -9 of Haechi, ten times under load',
  async () => {
    load.start()
    for (let round = 0; round < 10; round++) {
      await untilAcknowledged(60)
      haechi.child.kill('SIGKILL')
      await haechi.ended
      haechi = await start()
    }
    await untilAcknowledged(60)
    await load.stop()
  },
  SLOW_MS,
)

test(
  'kill -9 of Postgres, ten times under load: callers are told to come back, and service resumes by itself',
  async () => {
    load.start()
    for (let round = 0; round < 10; round++) {
      await untilAcknowledged(60)
      process.kill(databasePid(), 'SIGKILL')
    }
    await untilAcknowledged(60)
    await load.stop()
    expect([...refusals.keys()]).toEqual([503])
    expect(retryAfters.has(null)).toBe(false)
    expect((await fetch(`${haechi.url}/readyz`)).status).toBe(200)
  },
  SLOW_MS,
)

test('while Postgres is gone /readyz says so', async () => {
  let killed = databasePid()
  process.kill(killed, 'SIGKILL')
  let seen: { status: number; why: string[] } | undefined
  while (seen?.status !== 503) {
    const response = await fetch(`${haechi.url}/readyz`)
    seen = { status: response.status, why: ((await response.json()) as { why: string[] }).why }
    if (seen.status === 503) expect(response.headers.get('retry-after')).not.toBeNull()
    // Where it came back before anybody asked, it is killed once more.
    else if (isBack()) {
      killed = databasePid()
      process.kill(killed, 'SIGKILL')
    }
    await sleep(2)
  }
  function isBack(): boolean {
    try {
      return databasePid() !== killed
    } catch {
      return false
    }
  }
  expect(seen).toMatchObject({ status: 503, why: [expect.stringMatching(/\w+ /)] })
  while ((await fetch(`${haechi.url}/readyz`)).status !== 200) await sleep(20)
})

test(
  'SIGTERM under load answers what was taken, loses nothing, and ends with 0',
  async () => {
    load.start(24)
    await untilAcknowledged(200)
    haechi.child.kill('SIGTERM')
    expect(await haechi.ended).toBe(0)
    await load.stop()
  },
  SLOW_MS,
)

test('after all of it: no acknowledged decision is missing, none is stored twice', async () => {
  expect(acknowledged.size).toBeGreaterThan(1000)
  await inspect()
})
