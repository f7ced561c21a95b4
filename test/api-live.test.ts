import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LiveNow } from '../src/api/contract/live.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { type Client, createClient } from '../src/client/client.ts'
import type { EntityRef } from '../src/core/entity.ts'
import {
  ADMIN_KEY,
  PATIENT_MS,
  startTestService,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { insertJobs, jobDraft } from './jobs.fixture.ts'
import { newPerson, tokenOf } from './people.fixture.ts'
import { connectionOf, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService
let aheadMs = 0

beforeAll(async () => {
  writePack(`${dir}/pack`, {
    'queues.yaml': `default: { description: All, default: true }
grave: { description: For few, clearance: S0 }
`,
    'rules/watching.yaml': `- id: chat.watched
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0
  then: { verdict: block }
  mode: shadow
  owner: tests
  description: Watches.
`,
  })
  haechi = await startTestService({ dir, ahead: () => aheadMs })
  const say = (text: string, world: string) =>
    haechi.client.screen({ type: 'chat.message', world, data: { text } })
  for (let i = 0; i < 3; i++) await say('you blockhead', 'plaza')
  await say('numbskull', 'school')
  for (let i = 0; i < 5; i++) await say('hello', 'plaza')
})
afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** The first message that fits. */
async function first(
  client: Client,
  fits: (now: LiveNow) => boolean = () => true,
  options = {},
): Promise<LiveNow> {
  for await (const now of client.live(options)) if (fits(now)) return now
  throw new Error('the stream ended')
}

const clientOf = (key: string, retries = 0) =>
  createClient({ url: haechi.url, key, retries, timeoutMs: PATIENT_MS })

async function keyFor(
  worlds: string[] | undefined,
  scopes: ('read' | 'review')[] = ['read'],
): Promise<string> {
  const request = { name: 'watcher', scopes, ...(worlds === undefined ? {} : { worlds }) }
  return (await haechi.client.keys.create(request)).secret
}

describe('the overview', () => {
  test('counts events, verdicts and firings of the last hour at once', async () => {
    const told = await haechi.client.overview()
    expect(told).toMatchObject({
      everySeconds: 60,
      totals: { events: 9, verdicts: { allow: 5, nudge: 0, mask: 4, hold: 0, block: 0 } },
      policies: [{ policy: 'harassment.insult', fired: 4, shadow: 4 }],
      rules: [
        { rule: 'chat.insult', policy: 'harassment.insult', fired: 4, shadow: 0 },
        { rule: 'chat.watched', policy: 'harassment.insult', fired: 0, shadow: 4 },
      ],
      worlds: [
        { world: 'plaza', events: 8 },
        { world: 'school', events: 1 },
      ],
      types: [{ type: 'chat.message', events: 9, verdicts: { mask: 4 } }],
    })
    const steps = (Date.parse(told.to) - Date.parse(told.from)) / 60_000
    expect(steps).toBeGreaterThanOrEqual(60)
    for (const series of Object.values(told.series)) expect(series).toHaveLength(steps)
    expect(told.series.events.reduce((all, one) => all + one, 0)).toBe(9)
    expect(told.series.mask.reduce((all, one) => all + one, 0)).toBe(4)
    expect(Date.parse(told.since!)).toBeLessThanOrEqual(Date.now())
  })

  test('a week is read by the hour, and tells the same', async () => {
    const { totals, everySeconds, rules } = await haechi.client.overview({ last: '7d', top: 1 })
    expect({ everySeconds, events: totals.events }).toEqual({ everySeconds: 3600, events: 9 })
    expect(rules.map(({ rule }) => rule)).toEqual(['chat.insult'])
  })

  test('a span before anything happened is empty', async () => {
    const { totals, series, policies } = await haechi.client.overview({
      from: new Date(Date.now() - 3 * 86_400_000).toISOString(),
      to: new Date(Date.now() - 2 * 86_400_000).toISOString(),
    })
    expect({ events: totals.events, policies }).toEqual({ events: 0, policies: [] })
    expect(series.events.every((count) => count === 0)).toBe(true)
  })

  test('whoever is bound to a world is told of that one', async () => {
    const school = clientOf(await keyFor(['school']))
    const { totals, worlds } = await school.overview()
    expect({ events: totals.events, worlds: worlds.map(({ world }) => world) }).toEqual({
      events: 1,
      worlds: ['school'],
    })
    await expect(school.overview({ worlds: ['plaza'] })).rejects.toMatchObject({ problem: { status: 403 } })
    expect((await haechi.client.overview({ worlds: ['school'] })).totals.events).toBe(1)
  })

  test('spans that make no sense are refused, with the field', async () => {
    const at = (ms: number) => new Date(Date.now() + ms).toISOString()
    for (const body of [
      { from: at(0), to: at(-60_000) },
      { from: at(60_000) },
      { last: '1h', from: at(-60_000) },
      { last: '2h' },
    ]) {
      const { status, json } = await haechi.request('POST', '/v1/overview', body)
      expect([status, json.type]).toEqual([400, 'urn:haechi:problem:invalid-request'])
    }
  })

  test('is kept over a restart, and forgotten when it is old', async () => {
    await haechi.stop()
    haechi = await startTestService({ dir, ahead: () => aheadMs })
    expect((await haechi.client.overview()).totals.events).toBe(9)
    const rows = () =>
      sql<{ step: number; n: number }>(
        connectionOf(haechi.dataDir),
        'select step, count(*)::int as n from haechi.event_counts group by 1 order by 1',
      )
    expect(await rows()).toEqual([
      { step: 1, n: expect.any(Number) },
      { step: 60, n: expect.any(Number) },
    ])
    aheadMs = 9 * 86_400_000
    await haechi.client.overview()
    expect((await rows()).map(({ step }) => step)).toEqual([60])
    // Still told, by the hour.
    expect((await haechi.client.overview({ last: '35d' })).totals.events).toBe(9)
    aheadMs = 36 * 86_400_000
    await haechi.client.overview()
    expect(await rows()).toEqual([])
    aheadMs = 0
  })
})

describe('the live stream', () => {
  test('tells of what is screened while somebody looks', async () => {
    const seen = first(haechi.client, (now) => (now.traffic?.verdicts.mask ?? 0) > 0)
    await haechi.client.screen({ type: 'chat.message', world: 'plaza', data: { text: 'blockhead' } })
    const { traffic, queues, watching } = await seen
    expect(traffic!.perSecond).toBeGreaterThan(0)
    expect(queues!.map(({ queue }) => queue).sort()).toEqual(['default', 'grave'])
    expect(watching).toBe(1)
  })

  test('each is told what concerns them: worlds, queues by clearance, no traffic without the right to read', async () => {
    const school = await first(clientOf(await keyFor(['school'])))
    expect(school).toMatchObject({ traffic: { verdicts: { mask: 0 } }, queues: null })
    const reviewer = clientOf(await tokenOf(haechi, await newPerson(haechi, 'reviewer')))
    const told = await first(reviewer, undefined, { queuesOnly: true })
    expect(told).toMatchObject({ traffic: null, queues: [{ queue: 'default' }] })
    await expect(first(reviewer)).rejects.toMatchObject({ problem: { status: 403 } })
  })

  test('holds neither content nor entities, and late jobs are an alarm', async () => {
    const late = jobDraft({
      queue: 'default',
      dueMs: Date.now() - 1000,
      actor: 'account:somebody' as EntityRef,
    })
    await insertJobs(connectionOf(haechi.dataDir), [late])
    await sql(connectionOf(haechi.dataDir), 'update haechi.jobs set breached_ms = 1')
    const now = await first(haechi.client, ({ alarms }) => alarms.some(({ kind }) => kind === 'queue'))
    expect(now.alarms).toContainEqual({ kind: 'queue', queue: 'default', breached: 1 })
    expect(JSON.stringify(now)).not.toMatch(/account:|blockhead|job-/)
  })

  test('ends when the session does, and whoever asks again is told why', async () => {
    const token = await tokenOf(haechi, await newPerson(haechi, 'analyst'))
    const client = clientOf(token)
    const messages = client.live()
    expect((await messages.next()).done).toBe(false)
    await client.signOut()
    aheadMs = 31_000
    const rest = async () => {
      for await (const _ of messages);
    }
    await expect(rest()).rejects.toMatchObject({ problem: { status: 401 } })
    aheadMs = 0
  })

  test('four streams each, no more; one that is closed makes room', async () => {
    const key = await keyFor(undefined)
    const streams = Array.from({ length: 4 }, () => clientOf(key).live())
    for (const stream of streams) await stream.next()
    await expect(first(clientOf(key))).rejects.toMatchObject({ problem: { status: 429 } })
    await streams[0]!.return()
    await until(async () => {
      const { status, headers } = await peek(key)
      return status === 200 && headers.get('content-type') === 'text/event-stream; charset=utf-8'
    })
    for (const stream of streams) await stream.return()
  })

  test('ends with the service', async () => {
    const messages = clientOf(await keyFor(undefined)).live()
    await messages.next()
    const ended = (async () => {
      for await (const _ of messages);
    })()
    ended.catch(() => {})
    const stopped = haechi.stop().then(() => 'stopped')
    await expect(ended).rejects.toMatchObject({ name: 'HaechiError' })
    expect(await stopped).toBe('stopped')
    haechi = await startTestService({ dir, ahead: () => aheadMs })
  })
})

async function peek(key: string): Promise<Response> {
  const leave = new AbortController()
  const response = await fetch(`${haechi.url}/v1/live`, {
    headers: { authorization: `Bearer ${key}` },
    signal: leave.signal,
  })
  leave.abort()
  return response
}

describe('haechi top', () => {
  const top = (...argv: string[]) =>
    cli(
      {
        cwd: dir,
        settings: { url: haechi.url, key: ADMIN_KEY },
        adapters: { fetch: (input, init) => fetch(input, init) },
      },
      'top',
      '--once',
      ...argv,
    )

  test('shows events, queues and alarms', async () => {
    const { code, out } = await top()
    expect(code).toBe(0)
    expect(out).toMatch(/^EVENTS\/S +ALLOW +NUDGE +MASK +HOLD +BLOCK$/m)
    expect(out).toMatch(/^QUEUE +WAITING +HELD +BREACHED +OLDEST +NEXT DUE$/m)
    expect(out).toMatch(/^! Queue default: 1 jobs have waited longer/m)
  })

  test('prints an object a line for machines, and the queues alone for those who see no more', async () => {
    // Whoever has just left is counted until the service has noticed.
    let out = ''
    await until(async () => {
      ;({ out } = await top('--json', '--world', 'school'))
      return JSON.parse(out).watching === 1
    })
    expect(JSON.parse(out)).toMatchObject({ traffic: { verdicts: { block: 0 } }, watching: 1 })
    const reviewer = await tokenOf(haechi, await newPerson(haechi, 'reviewer'))
    expect((await top('--queues', '--key', reviewer)).out).not.toContain('EVENTS/S')
    expect((await top('--key', reviewer)).code).not.toBe(0)
  })
})

describe("a reviewer's own work", () => {
  test('is what they judged', async () => {
    const reviewer = clientOf(await tokenOf(haechi, await newPerson(haechi, 'reviewer')))
    expect((await reviewer.ownWork()).lastDay).toEqual({
      ...{ judged: 0, violates: 0, fine: 0, unsure: 0, medianMs: null },
    })
    await insertJobs(connectionOf(haechi.dataDir), [jobDraft({}), jobDraft({})])
    for (const choice of ['fine', 'unsure'] as const) {
      const [job] = await reviewer.jobs.take()
      await reviewer.jobs.annotate(job!.job, { claim: job!.claim!, choice, policies: [], spentMs: 4000 })
    }
    expect(await reviewer.ownWork()).toMatchObject({
      lastHour: { judged: 2, violates: 0, fine: 1, unsure: 1, medianMs: 4000 },
      lastWeek: { judged: 2 },
    })
    const [first] = (await reviewer.jobs.search({ states: ['settling'] })).jobs
    await reviewer.jobs.undo(first!.job)
    expect((await reviewer.ownWork()).lastHour.judged).toBe(1)
  })

  test('needs a person', async () => {
    await expect(clientOf(await keyFor(undefined, ['review'])).ownWork()).rejects.toMatchObject({
      problem: { status: 403 },
    })
    await expect(haechi.client.ownWork()).resolves.toMatchObject({ lastDay: { judged: 0 } })
  })
})
