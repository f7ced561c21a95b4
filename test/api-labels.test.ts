import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HaechiError } from '../src/client/client.ts'
import { Unavailable } from '../src/engine/ports.ts'
import {
  type Answer,
  startTestService,
  TEST_PACK,
  type TestService,
  writePack,
} from './api-service.fixture.ts'
import { databaseUrlOf, until } from './store-tools.fixture.ts'

const PACK = {
  ...TEST_PACK,
  'labels.yaml': `scammer: { on: account, description: Sold what is not there, connotation: negative, expires: 30d }
trusted: { on: account, description: Known to the team, connotation: positive, manual: true }
quiet: { on: room, description: A quiet room, manual: true }
rude: { on: account, description: Was rude, connotation: negative }
a.b-c_d: { description: Of any kind, manual: true }
`,
  'rules/labels.yaml': `- id: chat.rude
  policy: harassment.insult
  on: chat.message
  when: bad_words.count > 0 && !actor.labels.has('trusted')
  then: { label: { name: rude, for: 1h } }
- id: chat.scammer
  policy: harassment.insult
  on: chat.message
  when: actor.labels.has('scammer')
  then: { verdict: hold }
- id: chat.rude_again
  policy: harassment.insult
  on: chat.message
  when: "'rude' in actor.labels"
  then: { verdict: nudge }
- id: chat.sorry
  policy: harassment.insult
  on: chat.message
  when: text == 'sorry'
  then: { unlabel: { name: rude } }
- id: chat.caught
  policy: harassment.insult
  on: chat.message
  when: text == 'free coins'
  then: { label: [{ name: scammer }, { name: scammer, on: target }] }
`,
}

let dir: string
let haechi: TestService

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'haechi-labels-'))
  writePack(join(dir, 'pack'), PACK)
  haechi = await startTestService({ dir })
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

const say = async (actor: string, text = 'hello', on = haechi) =>
  (await on.client.screen({ type: 'chat.message', actor, data: { text } })).verdict
const post = (path: string, body: unknown, more = {}) => haechi.request('POST', path, body, more)
const problem = ({ status, json }: Answer) => [status, json.field, json.errors?.[0]?.wayOut]
/** Refused for this field, whatever the way out. */
const refusedFor = (field: string) => [400, field, expect.anything()]

test('a label set by hand is felt by the next event, told with who and why, and taken off again', async () => {
  const actor = 'account:u1'
  expect(await say(actor)).toBe('allow')
  const set = await haechi.client.labels.set({
    entity: actor,
    label: 'scammer',
    reason: 'Three reports',
    by: 'Kim',
  })
  expect(set).toMatchObject({ label: 'scammer', source: { kind: 'api', reason: 'Three reports' } })
  expect(Date.parse(set.until!) - Date.parse(set.at)).toBe(30 * 86_400_000)
  expect(await say(actor)).toBe('hold')
  const labels = await haechi.client.labels.find(actor)
  expect(labels).toEqual([
    {
      ...{
        label: 'scammer',
        connotation: 'negative',
        description: 'Sold what is not there',
        until: set.until,
      },
      sources: [{ at: set.at, until: set.until, source: set.source }],
    },
  ])
  expect(set.source).toMatchObject({
    by: expect.stringMatching(/^Kim, by HAECHI_ADMIN_KEY \(key [a-z0-9-]+\)$/),
  })
  expect(await haechi.client.labels.remove({ entity: actor, label: 'scammer', reason: 'An error' })).toBe(
    true,
  )
  expect(await say(actor)).toBe('allow')
  expect(await haechi.client.labels.remove({ entity: actor, label: 'scammer', reason: 'An error' })).toBe(
    false,
  )
  expect(await haechi.client.labels.find(actor)).toEqual([])
  const { changes } = await haechi.client.labels.history(actor)
  expect(changes.map(({ op, label, source }) => [op, label, source])).toMatchObject([
    ['unset', 'scammer', { kind: 'api', reason: 'An error' }],
    ['set', 'scammer', { kind: 'api', reason: 'Three reports' }],
  ])
})

test('rules set labels, ask for them and take them off, in the order in which events arrive', async () => {
  const actor = 'account:u2'
  expect(await say(actor)).toBe('allow')
  expect(await say(actor, 'you blockhead')).toBe('mask')
  expect(await say(actor)).toBe('nudge')
  const [rude] = await haechi.client.labels.find(actor)
  expect(rude).toMatchObject({ label: 'rude', sources: [{ source: { kind: 'rule', rule: 'chat.rude' } }] })
  expect(await say(actor, 'sorry')).toBe('nudge')
  expect(await say(actor)).toBe('allow')
  // Events sent together are judged one after another.
  const together = ['hello', 'you blockhead', 'hello', 'sorry', 'hello']
  const answers = []
  for await (const answer of haechi.client.screenBatch(
    together.map((text) => ({ type: 'chat.message', actor, data: { text } })),
  ))
    answers.push('verdict' in answer ? answer.verdict : answer.title)
  expect(answers).toEqual(['allow', 'mask', 'nudge', 'nudge', 'allow'])
})

test('a decision tells which labels were borne, and replays to the same', async () => {
  const actor = 'account:u3'
  await haechi.client.labels.set({ entity: actor, label: 'scammer', reason: 'seen', for: '2h' })
  const { decision } = await haechi.client.screen({ type: 'chat.message', actor, data: { text: 'hi' } })
  await haechi.client.labels.remove({ entity: actor, label: 'scammer', reason: 'no' })
  const stored = await haechi.client.decision(decision)
  expect(stored.decision.labels).toEqual([{ entity: actor, label: 'scammer' }])
  expect((await haechi.client.replay(decision)).differences).toEqual([])
  expect((await haechi.client.explanation(decision)).text).toContain('account:u3 bore the label scammer')
  expect((await haechi.client.explanation(decision, 'ko')).text).toContain('account:u3에는 라벨 scammer')
})

test('a rule and a person at once: each has a say, and the label is borne as long as one lasts', async () => {
  const actor = 'account:u4'
  await say(actor, 'free coins')
  await haechi.client.labels.set({ entity: actor, label: 'scammer', reason: 'me too', for: '1d' })
  const [label] = await haechi.client.labels.find(actor)
  expect(label!.sources.map(({ source }) => source.kind)).toEqual(['rule', 'api'])
  expect(label!.until).toBe(label!.sources[0]!.until)
  await haechi.client.labels.remove({ entity: actor, label: 'scammer', reason: 'neither' })
  expect(await say(actor)).toBe('allow')
})

test('what is asked is checked: label, kind of entity, ends', async () => {
  const set = (more: object) =>
    post('/v1/labels', { entity: 'account:u5', label: 'scammer', reason: 'x', ...more }).then(problem)
  expect(await set({ label: 'scamer' })).toEqual([400, 'label', 'did you mean "scammer"?'])
  expect(await set({ label: 'Scammer!' })).toEqual(refusedFor('label'))
  expect(await set({ label: 'quiet' })).toEqual([400, 'entity', 'name one of the kind room, as room:id'])
  expect(await set({ entity: 'u5' })).toEqual(refusedFor('entity'))
  expect(await set({ reason: ' ' })).toEqual(refusedFor('reason'))
  expect(await set({ reason: undefined })).toEqual(refusedFor('reason'))
  expect(await set({ for: '7 days' })).toEqual(refusedFor('for'))
  expect(await set({ for: '0s' })).toMatchObject([400, 'for', expect.stringContaining('a time to come')])
  expect(await set({ until: '2020-01-01T00:00:00Z' })).toMatchObject([
    ...[400, 'until', expect.stringContaining('remove the label')],
  ])
  expect(await set({ until: 'soon' })).toEqual(refusedFor('until'))
  expect(await set({ for: '9999999w' })).toMatchObject([400, 'for', expect.stringContaining('until: null')])
  expect(await set({ for: '1d', until: null })).toEqual(refusedFor('for'))
  expect(problem(await post('/v1/labels/find', { entity: `account:${'x'.repeat(257)}` }))).toEqual(
    refusedFor('entity'),
  )
  const huge = await post('/v1/labels/find', { entity: `account:${'x'.repeat(1_000_000)}` })
  expect(problem(huge)).toEqual(refusedFor('entity'))
  expect(huge.text.length).toBeLessThan(1000)
  const larger = await post('/v1/labels', {
    entity: `account:${'x'.repeat(2_000_000)}`,
    label: 'scammer',
    reason: 'x',
  })
  expect(larger.status).toBe(413)
  expect(problem(await post('/v1/labels/bearers', { label: 'nobody' }))).toEqual(refusedFor('label'))
  expect(
    problem(await post('/v1/labels/remove', { entity: 'account:u5', label: 'nobody', reason: 'x' })),
  ).toEqual(refusedFor('label'))
  expect(problem(await post('/v1/labels/history', { entity: 'account:u5', before: 'x' }))).toEqual(
    refusedFor('before'),
  )
  expect(await haechi.client.labels.history('account:u5')).toMatchObject({ changes: [], next: null })
})

test('the longest ids, odd names, and no end', async () => {
  for (const entity of [`account:${'가'.repeat(256)}`, 'room:🐉', 'x_1:a\\b"c%_']) {
    await haechi.client.labels.set({ entity, label: 'a.b-c_d', reason: '"왜"', until: null })
    expect(await haechi.client.labels.find(entity)).toMatchObject([{ label: 'a.b-c_d', until: null }])
  }
  const { bearers, next } = await haechi.client.labels.bearers('a.b-c_d', { limit: 2 })
  expect(bearers.map(({ entity }) => entity.slice(0, 8))).toEqual(['account:', 'room:🐉'.slice(0, 8)])
  const rest = await haechi.client.labels.bearers('a.b-c_d', { limit: 2, after: next! })
  expect(rest).toMatchObject({ bearers: [{ entity: 'x_1:a\\b"c%_', until: null }], next: null })
})

test('scopes: who may read may not set; a key that is bound to worlds has no say', async () => {
  const key = async (scopes: string[], worlds?: string[]) =>
    (await haechi.client.keys.create({ name: 'k', scopes: scopes as never, ...(worlds && { worlds }) }))
      .secret
  const [read, label, bound] = [
    await key(['read']),
    await key(['label']),
    await key(['read', 'label'], ['plaza']),
  ]
  const set = { entity: 'account:u6', label: 'trusted', reason: 'x' }
  const status = async (path: string, body: object, secret: string) =>
    (await post(path, body, { key: secret })).status
  expect(await status('/v1/labels', set, read)).toBe(403)
  expect(await status('/v1/labels', set, label)).toBe(201)
  expect(await status('/v1/labels/find', { entity: 'account:u6' }, label)).toBe(403)
  expect(await status('/v1/labels/find', { entity: 'account:u6' }, read)).toBe(200)
  for (const path of ['/v1/labels/find', '/v1/labels/history'])
    expect(await status(path, { entity: 'account:u6' }, bound)).toBe(403)
  expect(await status('/v1/labels', set, bound)).toBe(403)
  expect(await status('/v1/labels/bearers', { label: 'trusted' }, bound)).toBe(403)
})

test('another service on the same database feels a change within two seconds', async () => {
  const second = await startTestService({ dir, databaseUrl: databaseUrlOf(haechi.dataDir) })
  try {
    const actor = 'account:far'
    expect(await say(actor, 'hi', second)).toBe('allow')
    await haechi.client.labels.set({ entity: actor, label: 'scammer', reason: 'x' })
    await until(async () => (await say(actor, 'hi', second)) === 'hold')
    await second.client.labels.remove({ entity: actor, label: 'scammer', reason: 'x' })
    expect(await say(actor, 'hi', second)).toBe('allow')
    await until(async () => (await say(actor)) === 'allow')
    // Labels of rules go round as well.
    await say(actor, 'free coins')
    await until(async () => (await say(actor, 'hi', second)) === 'hold')
  } finally {
    await second.stop()
  }
})

test('after a restart everybody bears what they bore', async () => {
  const actor = 'account:u7'
  await say(actor, 'free coins')
  await haechi.client.labels.set({ entity: 'account:u8', label: 'scammer', reason: 'x', until: null })
  await say('account:u9', 'you blockhead')
  await say('account:u9', 'sorry')
  await haechi.stop()
  haechi = await startTestService({ dir })
  expect([await say(actor), await say('account:u8'), await say('account:u9')]).toEqual([
    'hold',
    'hold',
    'allow',
  ])
})

test('a label whose commit was not heard of arrives all the same', async () => {
  let deaf = false
  const second = await startTestService({
    dir,
    databaseUrl: databaseUrlOf(haechi.dataDir),
    wrapStore: (store) => ({
      ...store,
      decisions: {
        ...store.decisions,
        async append(entry) {
          const appended = await store.decisions.append(entry)
          if (deaf) throw new Unavailable('gone', 'The connection broke after the commit.')
          return appended
        },
      },
    }),
  })
  try {
    deaf = true
    const event = { type: 'chat.message', actor: 'account:deaf', data: { text: 'free coins' } }
    expect((await second.request('POST', '/v1/screen', event)).status).toBe(503)
    deaf = false
    await until(async () => (await say('account:deaf', 'hi', second)) === 'hold')
  } finally {
    await second.stop()
  }
})

test('neither log nor problems tell who was labelled, or why', async () => {
  const set = { entity: 'account:very-private', label: 'nothing', reason: 'a secret reason' }
  const refused = await haechi.client.labels.set(set).catch((fault: unknown) => fault)
  expect(refused).toBeInstanceOf(HaechiError)
  expect(String(refused)).not.toMatch(/private|secret/)
  await haechi.client.labels.set({ ...set, label: 'trusted' })
  expect(haechi.logged.join('\n')).not.toMatch(/account:|private|secret|Three reports/)
  expect(readFileSync(join(haechi.packDir, 'labels.yaml'), 'utf8')).toContain('trusted')
})
