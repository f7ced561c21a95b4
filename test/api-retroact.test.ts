import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Retroact } from '../src/api/contract/retroacts.ts'
import type { RetroactMatch } from '../src/api/retroact/plan-effects.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { DecisionId } from '../src/core/id.ts'
import {
  ADMIN_KEY,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { databaseUrlOf, until } from './store-tools.fixture.ts'

const PACK = {
  ...TEST_PACK,
  'labels.yaml': 'rude: { on: account, description: Was rude, connotation: negative, expires: 7d }\n',
  'queues.yaml': 'default: { description: All }\n',
  'rules/retro.yaml': `- id: retro.rude
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0
  then: { verdict: hold, label: { name: rude, on: actor }, strike: true, job: default }
  mode: shadow
- id: retro.verdict
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0
  then: { verdict: hold }
  mode: shadow
`,
}

let haechi: TestService
/** What a look through the history finds: filled by the tests with real decisions. */
const matches: RetroactMatch[] = []
beforeAll(async () => {
  const dir = testFolder()
  writePack(`${dir}/pack`, PACK)
  haechi = await startTestService({
    dir,
    matches: async function* () {
      for (let at = 0; at < matches.length; at += 7)
        yield { matches: matches.slice(at, at + 7), events: at + 7 }
    },
  })
  for (let i = 0; i < 30; i++) {
    const actor = `account:u${i % 10}` as EntityRef
    const { decision } = await haechi.client.screen({
      type: 'chat.message',
      actor,
      data: { text: 'blockhead' },
    })
    matches.push({ decision: decision as DecisionId, actor, target: undefined, session: undefined })
  }
})
afterAll(() => haechi?.stop())

async function reached(id: string, states: Retroact['state'][]): Promise<Retroact> {
  let run!: Retroact
  await until(async () => {
    run = await haechi.client.retroacts.get(id)
    return states.includes(run.state)
  })
  return run
}

async function plan(): Promise<Retroact> {
  const { id } = await haechi.client.retroacts.plan({
    rule: 'retro.rude',
    from: '2026-01-01T00:00:00Z',
    why: 'a test',
  })
  return reached(id, ['planned', 'failed'])
}

const bears = async (account: string) =>
  (await haechi.client.labels.find(`account:${account}`)).map(({ label }) => label)

/** What stands in the outbox of a run. */
async function outbox(id: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: await databaseUrlOf(haechi.dataDir) })
  await client.connect()
  try {
    const { rows } = await client.query<{ body: string }>('select body from haechi.effects')
    return rows.map(({ body }) => JSON.parse(body)).filter((effect) => effect.retroactive === id)
  } finally {
    await client.end()
  }
}

test('a plan says what would be done and does nothing', async () => {
  const run = await plan()
  expect(run).toMatchObject({
    ...{ rule: 'retro.rude', state: 'planned', events: 30, targets: 10, why: 'a test' },
    // A label and a strike for each of ten accounts, a job for each of thirty events.
    effects: { planned: 50, applied: 0, reversed: 0, gone: 0 },
  })
  expect(await bears('u1')).toEqual([])
  expect(await outbox(run.id)).toEqual([])
})

test('applied, every effect is marked and felt; taken back, none is left', async () => {
  const { id } = await plan()
  await haechi.client.retroacts.apply(id, 10_000)
  expect(await reached(id, ['done'])).toMatchObject({ effects: { planned: 0, applied: 50 } })
  expect(await bears('u1')).toEqual(['rude'])
  const done = await outbox(id)
  expect(done.length).toBe(50)
  expect(done.filter(({ kind }) => kind === 'label').every(({ until: end }) => typeof end === 'string')).toBe(
    true,
  )

  await haechi.client.retroacts.revert(id, 10_000)
  expect(await reached(id, ['reverted'])).toMatchObject({ effects: { applied: 0, reversed: 50 } })
  expect(await bears('u1')).toEqual([])
  expect((await outbox(id)).filter(({ reverses }) => reverses === true).length).toBe(50)
})

test('a label that a live rule or a person set stays when a run is taken back', async () => {
  const { id } = await plan()
  await haechi.client.retroacts.apply(id, 10_000)
  await reached(id, ['done'])
  await haechi.client.labels.set({ entity: 'account:u3', label: 'rude', reason: 'seen myself' })
  await haechi.client.retroacts.revert(id, 10_000)
  await reached(id, ['reverted'])
  expect([await bears('u3'), await bears('u4')]).toEqual([['rude'], []])
})

test('a run stops between two pieces, does nothing more, and goes on from there', async () => {
  const { id } = await plan()
  // So slowly that it is far from its end whenever it is stopped.
  await haechi.client.retroacts.apply(id, 4)
  await until(async () => (await haechi.client.retroacts.get(id)).effects.applied >= 5)
  const stopped = await haechi.client.retroacts.stop(id)
  expect(stopped.state).toBe('stopped')
  expect(stopped.effects.applied + stopped.effects.planned).toBe(50)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect((await haechi.client.retroacts.get(id)).effects).toEqual(stopped.effects)
  await haechi.client.retroacts.apply(id, 10_000)
  await reached(id, ['done'])
  // None twice.
  const keys = (await outbox(id)).map((effect) => JSON.stringify({ ...effect, until: undefined }))
  expect(keys.length).toBe(50)
})

test('what cannot be done is refused in words', async () => {
  const refused = (promise: Promise<unknown>) => promise.then(String, (fault: Error) => fault.message)
  const asked = { from: '2026-01-01T00:00:00Z', why: 'a test' }
  const { retroacts } = haechi.client
  expect(await refused(retroacts.plan({ ...asked, rule: 'retro.rued' }))).toMatch(/no rule of the live pack/)
  expect(await refused(retroacts.plan({ ...asked, rule: 'retro.verdict' }))).toMatch(/verdict only/)
  expect(await refused(retroacts.plan({ ...asked, rule: 'retro.rude', to: '2025-01-01T00:00:00Z' }))).toMatch(
    /from is not before to/,
  )
  expect(await refused(retroacts.get(`t-${'0'.repeat(32)}`))).toMatch(/no such run/)
  const { id } = await plan()
  expect(await refused(retroacts.revert(id))).toMatch(/is planned, and would have to be done or stopped/)
  expect(await refused(retroacts.stop(id))).toMatch(/would have to be running here/)
})

/** `haechi retroact …` against the service; `interrupt` gets what Ctrl-C would do. */
function retroact(
  argv: readonly string[],
  given: { stdin?: string; interrupt?: (stop: () => void) => void } = {},
) {
  return cli(
    {
      cwd: haechi.dataDir,
      settings: { url: haechi.url, key: ADMIN_KEY },
      isTTY: given.stdin !== undefined,
      ...(given.stdin === undefined ? {} : { stdin: given.stdin }),
      adapters: {
        clock: { now: () => Date.now() },
        fetch: (input, init) => fetch(input, init),
        onInterrupt: (stop) => {
          given.interrupt?.(stop)
          return () => {}
        },
      },
    },
    'retroact',
    ...argv,
  )
}

test('on the command line nothing is done before a yes, and everything can be asked for again', async () => {
  const shown = await retroact(['retro.rude', '--since', '1d'], { stdin: 'n\n' })
  expect(shown).toMatchObject({
    code: 0,
    out: expect.stringMatching(/fires on 30 events; effects on 10 targets/),
  })
  const id = /t-[0-9a-f]{32}/.exec(shown.out)![0]
  expect(shown.err).toContain(`haechi retroact resume ${id}`)
  expect((await haechi.client.retroacts.get(id)).effects.applied).toBe(0)
  const unasked = await retroact(['retro.rude', '--since', '1d'])
  expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('--yes') })
  const resumed = await retroact(['resume', id, '--yes', '--rate', '10000', '--json'])
  expect(JSON.parse(resumed.out)).toMatchObject({ id, state: 'done', effects: { applied: 50 } })
  expect((await retroact(['list'])).out).toContain(id)
  expect((await retroact(['revert', id, '--yes', '--rate', '10000'])).out).toContain('50 taken back')
})

/** Whether some run is carried out just now, and has done something. */
async function isUnderWay(): Promise<boolean> {
  const runs = await haechi.client.retroacts.list()
  return runs.some(({ state, effects }) => state === 'running' && effects.applied > 0)
}

test('Ctrl-C in the middle stops the run between two pieces, and says how to go on', async () => {
  let first = true
  const stopped = await retroact(['retro.rude', '--since', '1d', '--yes', '--rate', '4'], {
    interrupt(stop) {
      // The first is for the planning, which is not interrupted here.
      if (!first) void until(isUnderWay).then(stop)
      first = false
    },
  })
  expect(stopped.code).toBe(130)
  const id = /haechi retroact resume (t-[0-9a-f]{32})/.exec(stopped.err)![1]!
  const run = await haechi.client.retroacts.get(id)
  expect(run.state).toBe('stopped')
  expect(run.effects.applied).toBeGreaterThan(0)
  expect(run.effects.planned).toBeGreaterThan(0)
  expect((await retroact(['resume', id, '--yes', '--rate', '10000'])).code).toBe(0)
  expect((await haechi.client.retroacts.get(id)).effects).toMatchObject({ planned: 0, applied: 50 })
})

test('times that are none are refused before anything is asked', async () => {
  for (const [argv, says] of [
    [['--from', 'yesterday'], '--from yesterday is no time'],
    [['--since', '3 weeks'], 'no length of time'],
    [['--from', '2026-01-02', '--to', '2026-01-01'], '--from is not before --to'],
    [['--from', '2026-01-02', '--since', '1d'], 'not both'],
  ] as const) {
    const refused = await retroact(['retro.rude', ...argv])
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining(says)])
  }
})
