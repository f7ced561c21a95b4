import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Chain } from '../src/api/contract/acts.ts'
import type { UserId } from '../src/core/ids.ts'
import { startTestService, type TestService, testFolder } from './api-service.fixture.ts'
import { insertJobs, jobDraft, newId } from './jobs.fixture.ts'
import { newPerson, type Somebody, tokenOf } from './people.fixture.ts'
import { connectionOf, until } from './store-tools.fixture.ts'

let service: TestService
const people = new Map<string, { who: Somebody; token: string }>()

beforeAll(async () => {
  const dir = testFolder()
  const pack = (file: string) => join(dir, 'pack', file)
  const policies = pack('policies/harassment.yaml')
  const korean = readFileSync(policies, 'utf8').replace(
    'title: { en: Insult }',
    'title: { en: Insult, ko: 모욕 }',
  )
  writeFileSync(policies, korean)
  writeFileSync(
    pack('enforcements.yaml'),
    `mute: { on: account, title: { en: Muted }, description: May not speak, for: 1h }
restrict: { on: account, title: { en: Restricted }, description: May not use voice }
`,
  )
  writeFileSync(
    pack('strikes.yaml'),
    'thresholds: [{ at: 2, within: 1d, enforcement: mute, for: 2h }]\nfold: 0s\n',
  )
  writeFileSync(pack('appeals.yaml'), 'window: 184d\nqueue: appeals\n')
  writeFileSync(
    pack('queues.yaml'),
    'default: { description: All, default: true }\nappeals: { description: Appeals }\nother: { description: Another }\n',
  )
  writeFileSync(pack('review.yaml'), 'undo: 1s\n')
  appendFileSync(
    pack('rules/chat.yaml'),
    `- id: chat.restrict
  policy: harassment.insult
  on: chat.message
  when: bad_words.count == 1
  then: { enforcement: { name: restrict } }
  mode: live
  owner: tests
  description: Whoever insults once may not use voice.
`,
  )
  service = await startTestService({ dir })
  const all = { skills: { clearance: 'S0' } }
  for (const [name, role] of [
    ['lead', 'admin'],
    ['ann', 'reviewer'],
    ['ben', 'reviewer'],
    ['analyst', 'analyst'],
  ] as const) {
    const who = await newPerson(service, role, all)
    people.set(name, { who, token: await tokenOf(service, who) })
  }
})

afterAll(() => service?.stop())

let players = 0
const player = () => `account:p${++players}`
const as = (name: string, method: string, path: string, body?: unknown) =>
  service.request(method, path, body, { key: people.get(name)!.token })
const mute = (target: string) => ({
  ...{ target, enforcement: 'mute', policy: 'harassment.insult', reason: 'shouts', for: '1h' },
})

async function insult(actor: string): Promise<string> {
  const { decision } = await service.client.screen({
    ...{ type: 'chat.message', world: 'plaza', actor, data: { text: 'what a blockhead' } },
  })
  await until(
    async () =>
      (await service.client.enforcements.find({ target: actor })).enforcements.length > 0 &&
      (await service.client.strikes.find({ account: actor })).strikes.some(
        (one) => one.decision === decision,
      ),
  )
  return decision
}

test('everything is listed without an account, newest first, narrowed and page by page', async () => {
  const targets = [player(), player(), player()]
  const made = []
  for (const target of targets) made.push(await service.client.enforcements.apply(mute(target)))
  await service.client.enforcements.reverse(made[1]!.id, { reason: 'wrong' })
  const ids = made.map(({ id }) => id)
  const { enforcements } = service.client
  const find = async (request: Parameters<typeof enforcements.find>[0]) =>
    (await enforcements.find(request)).enforcements.map(({ id }) => id).filter((id) => ids.includes(id))
  expect(await find({})).toEqual([ids[2], ids[0]])
  expect(await find({ all: true })).toEqual([ids[2], ids[1], ids[0]])
  expect(await find({ states: ['reversed'] })).toEqual([ids[1]])
  expect(await find({ enforcement: 'restrict' })).toEqual([])
  expect(await find({ cause: 'person', policy: 'harassment.insult' })).toEqual([ids[2], ids[0]])
  expect(await find({ cause: 'threshold' })).toEqual([])
  expect(await find({ policy: 'harassment.none' })).toEqual([])
  expect(await find({ world: 'plaza' })).toEqual([])
  expect(await find({ to: made[0]!.from })).toEqual([])
  expect(await find({ from: made[0]!.from })).toEqual([ids[2], ids[0]])
  const first = await enforcements.find({ limit: 1 })
  expect(first.enforcements.map(({ id }) => id)).toEqual([ids[2]])
  const next = await enforcements.find({ limit: 1, before: first.next! })
  expect(next.enforcements.map(({ id }) => id)).toEqual([ids[0]])
  const told = await service.client.statements.find({ kinds: ['correction'] })
  expect(told).toMatchObject({ account: null, statements: [{ kind: 'correction', account: targets[1] }] })
  const { inForce } = await enforcements.tally()
  expect(inForce.find(({ enforcement }) => enforcement === 'mute')!.count).toBeGreaterThanOrEqual(2)
  const kinds = await enforcements.kinds()
  expect(kinds).toMatchObject({
    allWorlds: true,
    enforcements: [{ name: 'mute' }, { name: 'restrict' }],
    policies: [{ id: 'harassment.insult', severity: 'S3' }],
  })
})

test('enforcing by hand is tried out in the player’s words, and nothing has come of it', async () => {
  const target = player()
  const preview = await service.client.enforcements.tryApply(mute(target))
  expect(preview).toMatchObject({
    enforcements: [
      { id: null, enforcement: 'mute', target, state: 'applied', causesAdded: 1, causesLeft: 1 },
    ],
    statements: [{ account: target, kind: 'enforcement' }],
    ...{ strikes: 0, labels: 0, endpoints: 0, messages: 0 },
  })
  expect(preview.statements[0]!.texts.en).toContain('Muted')
  expect((await service.client.enforcements.find({ target, all: true })).enforcements).toEqual([])
  expect((await service.client.statements.find({ account: target })).statements).toEqual([])
  const wrong = await service.request('POST', '/v1/enforcements/preview', {
    ...mute(target),
    policy: 'no.such',
  })
  expect([wrong.status, wrong.json.field]).toEqual([400, 'policy'])
  // What is done then is what was said.
  const done = await service.client.enforcements.apply(mute(target))
  const again = await service.client.enforcements.tryApply(mute(target))
  expect(again.enforcements).toMatchObject([{ id: done.id, causesAdded: 1, causesLeft: 2 }])
  const reversal = await service.client.enforcements.tryReverse(done.id)
  expect(reversal.enforcements).toMatchObject([
    { id: done.id, state: 'reversed', causesTaken: 1, causesLeft: 0 },
  ])
  expect(reversal.statements).toMatchObject([{ account: target, kind: 'correction' }])
  expect((await service.client.enforcements.get(done.id)).state).toBe('applied')
  await service.client.enforcements.reverse(done.id, { reason: 'wrong' })
  expect((await service.client.enforcements.tryReverse(done.id)).enforcements).toEqual([])
})

test('a strike’s reversal says which enforcement goes with it, and whom it would be told', async () => {
  const account = player()
  await insult(account)
  await insult(account)
  await until(async () =>
    (await service.client.enforcements.find({ target: account })).enforcements.some(
      ({ enforcement }) => enforcement === 'mute',
    ),
  )
  const { strikes } = await service.client.strikes.find({ account })
  const preview = await service.client.strikes.tryReverse(strikes[0]!.id)
  expect(preview).toMatchObject({
    strikes: 1,
    enforcements: [{ enforcement: 'mute', state: 'reversed', causesTaken: 1 }],
  })
  expect((await service.client.strikes.find({ account })).sum).toBe(2)
})

test('the chain of a matter is the same from each of its parts, and ends with the reversal on appeal', async () => {
  const account = player()
  const decision = await insult(account)
  const [restrict] = (await service.client.enforcements.find({ target: account })).enforcements
  const appeal = await service.client.appeals.file({ about: decision, account, text: 'It was a quote.' })
  const { enforcements, appeals } = service.client
  const preview = await appeals.tryOverturn(appeal.id)
  expect(preview).toMatchObject({
    strikes: 1,
    enforcements: [{ id: restrict!.id, state: 'reversed' }],
    statements: [{ account, kind: 'correction' }],
  })
  const open = await enforcements.chain(appeal.id)
  expect(open).toMatchObject({
    decisions: [{ id: decision, reasons: [{ policy: 'harassment.insult@3' }, {}] }],
    enforcements: [{ id: restrict!.id, state: 'applied' }],
    strikes: [{ decision, state: 'counts' }],
    appeals: [
      { id: appeal.id, text: 'It was a quote.', job: { queue: 'appeals', state: 'open', held: 'no' } },
    ],
    jobs: [{ kind: 'appeal', appeal: appeal.id, judgements: [] }],
    reversals: [],
  })
  const job = open.jobs[0]!.job
  const statement = open.statements.find(({ kind }) => kind === 'enforcement')!.id
  const ids = (one: Chain) => [...one.enforcements, ...one.strikes, ...one.statements].map(({ id }) => id)
  for (const id of [decision, restrict!.id, open.strikes[0]!.id, statement, job])
    expect([id, ids(await enforcements.chain(id))]).toEqual([id, ids(open)])
  expect((await service.request('GET', `/v1/chains/d-${'0'.repeat(32)}`)).status).toBe(404)

  // An analyst sees the matter, not what reviewers said; a reviewer has no business here.
  const seen = (await as('analyst', 'GET', `/v1/chains/${decision}`)).json as Chain
  expect(seen.appeals[0]!.job!.whyNot).toBe('no-right')
  expect((await as('ann', 'GET', `/v1/chains/${decision}`)).status).toBe(403)

  const view = (await as('lead', 'POST', `/v1/jobs/${job}/claim`)).json
  expect(view.background.appeal.text).toBe('It was a quote.')
  // Taken again by its holder, it comes in the language that is asked for.
  const { background } = (await as('lead', 'POST', `/v1/jobs/${job}/claim?language=ko`)).json
  expect([view, { background }].map(({ background: { why } }) => why[0].policyTitle)).toEqual([
    'Insult',
    '모욕',
  ])
  const { appeals: listed } = (await as('lead', 'POST', '/v1/appeals/find', { account })).json
  expect(listed[0].job).toMatchObject({ job, held: 'by-you', whyNot: null })
  const judged = { claim: view.claim, choice: 'fine', spentMs: 10 }
  expect((await as('lead', 'POST', `/v1/jobs/${job}/annotate`, judged)).status).toBe(200)
  await until(async () => (await appeals.get(appeal.id)).state === 'overturned')
  await until(async () => (await enforcements.get(restrict!.id)).state === 'reversed')
  const closed = await enforcements.chain(restrict!.id)
  expect(closed).toMatchObject({
    jobs: [{ state: 'done', outcome: 'fine', judgements: [{ choice: 'fine', marks: ['truth'] }] }],
    appeals: [{ state: 'overturned' }],
    strikes: [{ state: 'reversed' }],
    reversals: [{ decision, appeal: appeal.id }],
  })
  expect(closed.statements.at(-1)).toMatchObject({ kind: 'correction' })
})

async function filedBy(account: string): Promise<{ appeal: string; job: string }> {
  const made = await service.client.enforcements.apply(mute(account))
  const { id } = await service.client.appeals.file({ about: made.id, account, text: 'Not me.' })
  const { jobs } = await service.client.enforcements.chain(id)
  return { appeal: id, job: jobs[0]!.job }
}

test('an appeal is taken by name by one alone, and never by whoever did it', async () => {
  const account = player()
  const { json: done } = await as('analyst', 'POST', '/v1/enforcements', mute(account))
  const { id } = await service.client.appeals.file({ about: done.id, account, text: 'Not me.' })
  const { jobs } = await service.client.enforcements.chain(id)
  const job = jobs[0]!.job
  const first = await as('ann', 'POST', `/v1/jobs/${job}/claim`)
  expect([first.status, first.json.job, first.json.claim?.length]).toEqual([200, job, 32])
  // The same again holds on to the same claim.
  const again = await as('ann', 'POST', `/v1/jobs/${job}/claim`)
  expect([again.status, again.json.claim]).toEqual([200, first.json.claim])
  const second = await as('ben', 'POST', `/v1/jobs/${job}/claim`)
  expect([second.status, second.json.type]).toEqual([409, 'urn:haechi:problem:not-claimable'])
  expect(second.json.detail).toContain('Somebody else holds')
  expect((await as('ann', 'POST', `/v1/jobs/${job}/release`, { claim: first.json.claim })).status).toBe(200)

  const own = player()
  const byLead = await as('lead', 'POST', '/v1/enforcements', mute(own))
  const other = await service.client.appeals.file({ about: byLead.json.id, account: own, text: 'Not me.' })
  const mine = (await service.client.enforcements.chain(other.id)).jobs[0]!.job
  const refused = await as('lead', 'POST', `/v1/jobs/${mine}/claim`)
  expect([refused.status, refused.json.detail]).toEqual([
    409,
    'You have judged the matter before; it is for somebody else.',
  ])
  const { json: listed } = await as('lead', 'POST', '/v1/appeals/find', { account: own })
  expect(listed.appeals[0].job.whyNot).toBe('judged-before')
})

test('no other job is for choosing: not by a reviewer, and what is drawn or blind by nobody', async () => {
  const connection = connectionOf(service.dataDir)
  const plain = jobDraft({ item: 'event:1' as never })
  const audit = jobDraft({ item: 'event:2' as never, kind: 'audit', blind: true, probability: 0.1 })
  const blind = jobDraft({ item: 'event:3' as never, blind: true })
  const golden = jobDraft({ item: 'event:4' as never, kind: 'golden' })
  const closed = jobDraft({
    item: 'event:5' as never,
    excluded: [people.get('lead')!.who.id as UserId],
  })
  await insertJobs(connection, [plain, audit, blind, golden, closed])
  const claim = async (who: string, id: string) => {
    const { status, json } = await as(who, 'POST', `/v1/jobs/${id}/claim`)
    return [status, json.detail]
  }
  // To a reviewer, blind ones are not there at all, whatever they are.
  expect(await claim('ann', plain.id)).toEqual([
    409,
    'Jobs are given out and not chosen; appeals alone can be taken by name.',
  ])
  for (const { id } of [audit, blind, golden]) expect((await claim('ann', id))[0]).toBe(404)
  const drawn = 'What was drawn by chance, or is judged blind, is chosen by nobody.'
  for (const { id } of [audit, blind, golden]) expect(await claim('lead', id)).toEqual([409, drawn])
  expect((await claim('lead', closed.id))[0]).toBe(409)
  expect((await claim('lead', plain.id))[0]).toBe(200)
  // What was assigned is the person's own.
  const given = await as('lead', 'POST', `/v1/jobs/${blind.id}/assign`, { person: people.get('ben')!.who.id })
  expect(given.status).toBe(200)
  expect((await claim('ben', blind.id))[0]).toBe(200)
})

test('many jobs are changed in one go, as the preview says; those that do not fit are named with why', async () => {
  const connection = connectionOf(service.dataDir)
  const waiting = [1, 2, 3].map((n) => jobDraft({ item: `event:m${n}` as never }))
  const golden = jobDraft({ item: 'event:m4' as never, kind: 'golden' })
  await insertJobs(connection, [...waiting, golden])
  const ids = [...waiting, golden].map(({ id }) => id)
  const { jobs } = service.client
  const move = { kind: 'move', queue: 'other' } as const
  const said = await jobs.tryChange(ids, move)
  expect(said).toEqual({ changed: 3, held: 0, skipped: [{ job: golden.id, why: 'golden' }] })
  expect((await jobs.get(ids[0]!)).queue).toBe('default')
  expect(await jobs.change(ids, move)).toEqual(said)
  expect((await jobs.get(ids[0]!)).queue).toBe('other')

  const assignees = await jobs.assignees(ids[0]!)
  const ann = people.get('ann')!.who.id
  expect(assignees.map(({ id }) => id)).toContain(ann)
  expect(assignees.map(({ id }) => id)).not.toContain(people.get('analyst')!.who.id)
  expect(await jobs.change([ids[0]!], { kind: 'assign', person: ann })).toMatchObject({ changed: 1 })
  const analyst = people.get('analyst')!.who.id
  expect(await jobs.change([ids[1]!], { kind: 'assign', person: analyst })).toMatchObject({
    ...{ changed: 0, skipped: [{ why: 'person-may-not' }] },
  })
  expect(await jobs.tryChange(ids.slice(0, 3), { kind: 'withdraw' })).toMatchObject({ changed: 3, held: 1 })
  await jobs.change(ids.slice(0, 3), { kind: 'withdraw' })
  expect(await jobs.tryChange([ids[2]!], { kind: 'raise' })).toEqual({
    ...{ changed: 0, held: 0, skipped: [{ job: ids[2], why: 'withdrawn' }] },
  })
  const unknown = await service.request('POST', '/v1/jobs/change', {
    ...{ jobs: [newId('job')], change: { kind: 'withdraw' } },
  })
  expect(unknown.status).toBe(404)
  const nowhere = await service.request('POST', '/v1/jobs/change', {
    ...{ jobs: [ids[0]], change: { kind: 'move', queue: 'nowhere' } },
  })
  expect([nowhere.status, nowhere.json.field]).toEqual([400, 'queue'])
})

test('appeals are listed by state, and counted', async () => {
  const { appeal } = await filedBy(player())
  const { appeals } = await service.client.appeals.find({ state: 'open', limit: 1 })
  expect(appeals).toMatchObject([{ id: appeal, state: 'open', job: { whyNot: 'judged-before' } }])
  const tally = await service.client.enforcements.tally()
  expect(tally.appeals.open).toBeGreaterThan(0)
  expect(tally.appeals.overturned).toBe(1)
})
