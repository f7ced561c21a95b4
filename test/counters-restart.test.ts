import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { writePack } from './api-service.fixture.ts'
import { COUNTED_PACK } from './counted-pack.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'

let dir: string
let port: number
let haechi: HaechiProcess
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-counters-'))
  writePack(join(dir, 'pack'), COUNTED_PACK)
  port = await freePort()
  haechi = await start()
})
afterAll(async () => {
  haechi?.child.kill('SIGKILL')
  await haechi?.ended
  const server = await startEmbedded(join(dir, 'data'), () => {})
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const start = () => startHaechi(port, join(dir, 'data'), join(dir, 'pack'))
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const ACTORS = ['a', 'b', 'c']

interface Reply {
  readonly reasons: readonly { readonly rule: string; readonly saw: Record<string, number> }[]
}

/** Sends an event until it is answered, whatever becomes of the service: it is stored once, by its id. */
async function send(id: string, actor: string, target: string): Promise<Reply> {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/v1/screen`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ id, type: 'direct.message', actor: `account:${actor}`, target: `account:${target}` },
          data: { text: `message ${id}` },
        }),
        signal: AbortSignal.timeout(10_000),
      })
      if (response.status === 200) return (await response.json()) as Reply
    } catch {}
    await sleep(20)
  }
}

/** What was sent: how many by each, and to whom. */
const sent = new Map(ACTORS.map((actor) => [actor, { count: 0, people: new Set<string>() }]))
let number = 0

async function traffic(events: number, killAfter?: number): Promise<void> {
  let left = events
  let answered = 0
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      while (left-- > 0) {
        const id = `e-${number++}`
        const actor = ACTORS[number % 3]!
        const target = `t${number % 17}`
        const one = sent.get(actor)!
        one.count++
        one.people.add(target)
        await send(id, actor, target)
        if (++answered === killAfter) await restart()
      }
    }),
  )
}

async function restart(): Promise<void> {
  haechi.child.kill('SIGKILL')
  await haechi.ended
  haechi = await start()
}

/** The counters say what was sent, the event that asks included. */
async function expectTruth(): Promise<void> {
  for (const actor of ACTORS) {
    const one = sent.get(actor)!
    one.count++
    one.people.add('asker')
    const { reasons } = await send(`ask-${number++}`, actor, 'asker')
    expect(reasons.find(({ rule }) => rule === 'told')?.saw).toEqual({
      sent_1h: one.count,
      people_1h: one.people.size,
    })
  }
}

test('after kill -9 under load, several times, the counters are what the stored decisions say', async () => {
  await traffic(150)
  await expectTruth()
  for (let round = 0; round < 3; round++) {
    await traffic(120, 60)
    await expectTruth()
    await restart()
    await expectTruth()
  }
}, 600_000)

/** What it says of its counters, which may come through the pipe a moment after it answers. */
async function loadedLine(): Promise<string> {
  const found = () =>
    haechi
      .output()
      .split('\n')
      .find((line) => line.includes('"loaded":'))
  while (found() === undefined) await sleep(10)
  return found()!
}

test('after a stop, the counters come from the snapshot and are the same', async () => {
  haechi.child.kill('SIGTERM')
  await haechi.ended
  haechi = await start()
  expect(await loadedLine()).toMatch(/"loaded":2,"recounted":0,"events":0/)
  await expectTruth()
  // The snapshot is older than these.
  await traffic(60)
  await restart()
  expect(await loadedLine()).toMatch(/"loaded":2,"recounted":0,"events":6\d/)
  await expectTruth()
}, 600_000)
