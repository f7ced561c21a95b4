import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from '../src/client/client.ts'
import { type UserId, uuidOf } from '../src/core/ids.ts'
import type { ModelId } from '../src/lab/train/candidate.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { PATIENT_MS, TEST_PACK, writePack } from './api-service.fixture.ts'
import { ADMIN_KEY, freePort, type HaechiProcess, startHaechi } from './haechi-process.fixture.ts'
import { newId } from './jobs.fixture.ts'
import { intoLive, intoShadow, isRude, madeModel, quickTask, RUDE, saying } from './lab-model.fixture.ts'
import { connectionOf, databaseUrlOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

// kill -9 of the service while a model is promoted and while one is rolled back: in the midst of the transaction, which
// is held up for that, and at random moments.

const PACK = {
  ...TEST_PACK,
  'models.yaml': 'abuse: { kind: lab, task: chat_abuse, deadline: 10s }\n',
  'queues.yaml': 'default: { description: All, default: true }\n',
  'review.yaml': 'undo: 0s\n',
  'rules/chat.yaml':
    '- { id: lab.act, policy: harassment.insult, on: chat.message, when: model.abuse.act, then: { verdict: hold } }\n',
}
const SLOW_MS = 900_000
const MISSED = RUDE[0]!
const incumbent = madeModel('chat_abuse', { blindTo: MISSED })
const better = madeModel('chat_abuse', { seed: 2 })

let dir: string
let port: number
let haechi: HaechiProcess
let client: Client
let reviewer: Client
let kills = 0
const start = () => startHaechi(port, join(dir, 'data'), join(dir, 'pack'), { HAECHI_HISTORY: 'off' })
const connection = () => connectionOf(join(dir, 'data'))
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

beforeAll(async () => {
  dir = freshFolder('haechi-lab-move-')
  writePack(join(dir, 'pack'), PACK)
  port = await freePort()
  haechi = await start()
  client = createClient({ url: haechi.url, key: ADMIN_KEY, timeoutMs: PATIENT_MS })
  const id = newId<UserId>('usr')
  await sql(
    connection(),
    `insert into haechi.users (id, name, role, clearance, created_ms) values ($1, 'Mina', 'reviewer', 0, 0)`,
    [uuidOf(id)],
  )
  let secret: string | undefined
  await until(async () => {
    const asked = { name: 'mina', scopes: ['person' as const], user: id }
    secret = (await client.keys.create(asked).catch(() => undefined))?.secret
    return secret !== undefined
  })
  reviewer = createClient({ url: haechi.url, key: secret!, timeoutMs: PATIENT_MS })
  await withStore(async (store) => {
    // The labels of a day are made to last it: with few to wait for, it hardly matters how much of the day (UTC) is left.
    const quick = { patienceMs: 20_000, canaryLabels: 3, alphaPass: 0.2, margin: 0.5 }
    await store.labData.saveTask(quickTask('chat_abuse', quick), 'tests', Date.now())
    await intoShadow(store.models, incumbent)
    await intoLive(store.models, incumbent)
  })
  await until(async () => (await servedNow()) === incumbent.id)
}, SLOW_MS)

afterAll(async () => {
  load.on = false
  await load.over
  haechi?.child.kill('SIGKILL')
  await haechi?.ended
  const server = await startEmbedded(join(dir, 'data'), () => {})
  await server.stop()
  removeFolder(dir)
})

/** The store beside the service, as another process has it. */
async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ databaseUrl: databaseUrlOf(join(dir, 'data')) }, { log: () => {} })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Players who write and a reviewer who judges, whatever becomes of the service; what is wrong in answers is noted. */
const load = {
  on: true,
  answered: 0,
  wrong: [] as string[],
  over: Promise.resolve() as Promise<unknown>,
  start() {
    load.on = true
    let sent = 0
    const player = async (say: (i: number) => string, pauseMs: number) => {
      while (load.on) {
        const text = say(sent++)
        const event = { type: 'chat.message', actor: `account:${kills}-${sent}`, data: { text } } as const
        const said = await client.screen(event).catch(() => undefined)
        if (said === undefined) await sleep(50)
        else load.answered++
        // Either model finds every word but one; that one is found by whoever knows it.
        if (said !== undefined && !text.includes(MISSED) && (said.verdict === 'hold') !== isRude(text))
          load.wrong.push(`${said.verdict}: ${text}`)
        await sleep(pauseMs)
      }
    }
    const judge = async () => {
      while (load.on) await review().catch(() => sleep(50))
    }
    // No more than the reviewer keeps up with; what the two models differ in oftener than by chance.
    load.over = Promise.all([
      player(saying, 200),
      player((i) => `hey ${MISSED} over there ${i}`, 1000),
      judge(),
    ])
  },
}

async function review(): Promise<void> {
  // What an answer that was lost had given is held: what waits holds up those behind it.
  const held = await reviewer.jobs.held()
  const jobs = held.length > 0 ? held : await reviewer.jobs.take({ count: 10 })
  if (jobs.length === 0) await sleep(100)
  for (const job of jobs) {
    const rude = isRude(JSON.stringify(job))
    await reviewer.jobs.annotate(job.job, {
      ...{ claim: job.claim!, choice: rude ? 'violates' : 'fine', spentMs: 1 },
      ...(rude ? { policies: ['harassment.insult'], strike: false } : {}),
    })
  }
}

/** The model that a decision of now names. */
async function servedNow(): Promise<string | undefined> {
  const said = await client.screen({ type: 'chat.message', data: { text: saying(2) } })
  return (await client.decision(said.decision)).decision.models?.abuse?.version
}

interface Row {
  readonly id: ModelId
  readonly state: string
  readonly share: number
}
const models = () =>
  sql<Row & { last_good: boolean }>(connection(), 'select * from haechi.models order by serial')
const whereIs = async (id: ModelId) => {
  const { state, share } = (await models()).find((one) => one.id === id)!
  return `${state} ${share}`
}

/** Holds up whatever moves a model, when its entries are written already and no model is moved yet. */
async function holdUp() {
  const holder = new pg.Client(connection())
  holder.on('error', () => undefined)
  await holder.connect()
  await holder.query('begin')
  // A lock of the table alone: one of a row would make it a transaction that the follower waits for.
  await holder.query('lock table haechi.models in share mode')
  return {
    reached: () =>
      until(
        async () =>
          (
            await sql(
              connection(),
              `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'update haechi.models%'`,
            )
          ).length > 0,
      ),
    letGo: () => holder.end(),
  }
}

async function killAndStart(between: () => Promise<void> = async () => {}): Promise<void> {
  // Once it is waited until the lease of who was killed is over; the next one would wait no differently.
  const isFirst = kills++ === 0
  haechi.child.kill('SIGKILL')
  await haechi.ended
  await between()
  if (!isFirst) await sql(connection(), 'update haechi.lab_cursor set until_ms = 0')
  haechi = await start()
}

/** What must hold after every restart: the chain, that each model is where its last move says, and that one serves. */
async function inspect(): Promise<void> {
  expect(await client.models.verify()).toMatchObject({ ok: true })
  // By one statement: the service goes on moving models.
  const all = await sql<Row & { last: string }>(
    connection(),
    `select m.*, (select body from haechi.model_log l where l.model = m.id and l.kind = 'move'
      order by number desc limit 1) as last from haechi.models m order by serial`,
  )
  for (const { id, state, share, last } of all) {
    const { to, share: part } = JSON.parse(last) as { to: string; share?: number }
    expect([id, state]).toEqual([id, to])
    if (part !== undefined) expect([id, share]).toEqual([id, part])
  }
  expect(all.filter(({ state }) => state === 'live')).toHaveLength(1)
  expect(all.filter(({ state }) => state === 'canary').length).toBeLessThan(2)
  const mayServe = all.filter(({ state }) => state === 'live' || state === 'canary').map(({ id }) => id)
  expect(mayServe).toContain(await servedNow())
  expect(load.wrong).toEqual([])
}

test(
  'kill -9 in the midst of each promotion, and at random moments: never half promoted, and one always serves',
  async () => {
    await withStore(({ models }) => intoShadow(models, better))
    load.start()
    const way: string[] = []
    for (let step = 0; (await whereIs(better.id)) !== 'live 1'; step++) {
      const held = step % 2 === 0 ? await holdUp() : undefined
      // Nothing moves from here on where it is held up.
      const before = await whereIs(better.id)
      if (before === 'live 1') {
        await held?.letGo()
        break
      }
      way.push(before)
      if (held !== undefined) {
        await held.reached()
        await killAndStart(async () => {
          await held.letGo()
          // Nothing of it was committed. Asked before the start: what is known is enough to promote it then, at once.
          expect(await whereIs(better.id)).toBe(before)
        })
        await inspect()
      } else {
        await sleep(Math.random() * 3500)
        await killAndStart()
        await inspect()
      }
      await until(async () => (await whereIs(better.id)) !== before)
    }
    expect(way.length).toBeGreaterThan(3)
    expect(await whereIs(incumbent.id)).toBe('retired 0')
    await inspect()
    load.on = false
    await load.over
    expect(load.answered).toBeGreaterThan(100)
  },
  SLOW_MS,
)

test(
  'kill -9 in the midst of each rollback, and at random moments: the one or the other serves, never none',
  async () => {
    const [live] = (await models()).filter(({ state }) => state === 'live')
    let last = live!.id
    const outcomes = new Set<string>()
    load.start()
    for (let round = 0; round < 6; round++) {
      const next = madeModel('chat_abuse', { seed: 100 + round })
      await withStore(async ({ models }) => {
        await intoShadow(models, next)
        await intoLive(models, next)
      })
      await until(async () => (await servedNow()) === next.id)
      const rolled = () =>
        client.models.rollback(next.id, 'tests').then(
          () => 'told',
          () => 'not told',
        )
      let told: Promise<string>
      if (round % 2 === 0) {
        const held = await holdUp()
        told = rolled()
        await held.reached()
        await killAndStart(async () => {
          await held.letGo()
          // Nothing of it was committed.
          expect(await whereIs(next.id)).toBe('live 1')
        })
      } else {
        told = rolled()
        await sleep(Math.random() * 25)
        await killAndStart()
      }
      await inspect()
      const answer = await told
      const here = await whereIs(next.id)
      outcomes.add(`${round % 2 === 0 ? 'held' : 'random'}: ${here}, ${answer}`)
      if (here === 'live 1') {
        // Asked again it is done, and the last known good is live.
        expect(await rolled()).toBe('told')
        await inspect()
      }
      expect([await whereIs(next.id), await whereIs(last)]).toEqual(['rolled-back 0', 'live 1'])
      expect(await servedNow()).toBe(last)
      last = (await models()).find(({ state }) => state === 'live')!.id
    }
    // Whoever was told that it is rolled back was told the truth.
    expect([...outcomes].filter((one) => one.endsWith('live 1, told'))).toEqual([])
    load.on = false
    await load.over
    expect(load.wrong).toEqual([])
  },
  SLOW_MS,
)
