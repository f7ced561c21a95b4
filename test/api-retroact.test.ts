import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Retroact } from '../src/api/contract/retroacts.ts'
import type { RetroactMatch } from '../src/api/retroact/plan-effects.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { DecisionId } from '../src/core/id.ts'
import {
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
  await haechi.client.retroacts.apply(id, 20)
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
