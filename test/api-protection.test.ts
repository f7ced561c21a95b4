import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Role } from '../src/access/capability.ts'
import type { JobView } from '../src/api/contract/jobs.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { type Client, createClient } from '../src/client/client.ts'
import type { DecisionId } from '../src/core/id.ts'
import type { UserId } from '../src/core/ids.ts'
import type { JobDraft } from '../src/review/ports.ts'
import {
  ADMIN_KEY,
  PATIENT_MS,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { insertJobs, jobDraft } from './jobs.fixture.ts'
import { newPerson } from './people.fixture.ts'
import { connectionOf, emptied, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService
let aheadMs = 0
const connection = () => connectionOf(join(dir, 'data'))

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'haechi.yaml': TEST_PACK['haechi.yaml']!.replace('languages: [en]', 'languages: [en, ko]'),
    'policies/harassment.yaml': TEST_PACK['policies/harassment.yaml']!.replace(
      'title: { en: Insult }\n  guideline: { en: Words that demean a person. }\n  notice: { en: Your message was an insult. }',
      'title: { en: Insult, ko: 모욕 }\n  guideline: { en: Words that demean a person., ko: 사람을 깎아내리는 말 }\n  notice: { en: Your message was an insult., ko: 모욕입니다. }',
    ),
    'queues.yaml': `default: { description: All, default: true }
mixed: { description: Some are golden, golden: 1 }
`,
    'enforcements.yaml':
      'mute: { on: account, title: { en: Muted, ko: 채팅 금지 }, description: Cannot speak, for: 1h }\n',
    'labels.yaml': 'scammer: { on: account, description: For tests, connotation: negative, manual: true }\n',
  })
  haechi = await startTestService({ dir, ahead: () => aheadMs })
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

beforeEach(async () => {
  await emptied(connection(), 'haechi.jobs, haechi.golden, haechi.golden_served, haechi.protection')
})

async function person(role: Role, more: { worlds?: string[]; skills?: object } = {}) {
  const { id } = await newPerson(haechi, role, { skills: { clearance: 'S0' }, ...more })
  const { secret } = await haechi.client.keys.create({ name: role, scopes: ['person'], user: id as UserId })
  const client: Client = createClient({ url: haechi.url, key: secret, timeoutMs: PATIENT_MS })
  return { id, key: secret, client }
}

async function addJobs(...drafts: Partial<JobDraft>[]): Promise<JobDraft[]> {
  const all = drafts.map((one) => jobDraft(one))
  await insertJobs(connection(), all)
  return all
}

const judge = (client: Client, job: JobView) =>
  client.jobs.annotate(job.job, { claim: job.claim!, choice: 'fine', spentMs: 1 })

const ONE_AN_HOUR = { severities: { S1: { perHour: 1 } } }

test('whoever has seen enough of a severity is given others, and a rest when nothing else waits', async () => {
  const { client } = await person('reviewer')
  await haechi.client.protection.set(ONE_AN_HOUR)
  await addJobs({ severity: 'S1', reach: 9 }, { severity: 'S1' }, { severity: 'S1' }, { severity: 'S3' })
  const first = await client.jobs.takeOrRest({ count: 10 })
  // No more at once than the tightest limit leaves.
  expect(first.jobs.map(({ severity }) => severity)).toEqual(['S1'])
  expect(first.rest).toBeNull()
  // It counts as seen while it is held, and when it was judged.
  const second = await client.jobs.takeOrRest({ count: 10 })
  expect(second.jobs.map(({ severity }) => severity)).toEqual(['S3'])
  await judge(client, first.jobs[0]!)
  const none = await client.jobs.takeOrRest({ count: 10 })
  expect(none).toMatchObject({ jobs: [], rest: { why: 'hour', severity: 'S1' } })
  expect(await client.exposure.mine()).toMatchObject({
    severities: { S1: { hour: { judged: 1, passed: 0 }, perHour: 1, left: 0, rest: { why: 'hour' } } },
  })
  // Somebody else is not held to it, and neither is this person when the time has come.
  const other = await person('reviewer')
  expect((await other.client.jobs.takeOrRest()).jobs).toHaveLength(1)
  aheadMs = Date.parse(none.rest!.until) - Date.now() + 1
  try {
    expect((await client.jobs.takeOrRest()).jobs.map(({ severity }) => severity)).toEqual(['S1'])
  } finally {
    aheadMs = 0
  }
})

test('when nothing waits there is no talk of a rest', async () => {
  const { client } = await person('reviewer')
  await haechi.client.protection.set({ severities: { S1: { perHour: 0 } } })
  await addJobs({ severity: 'S3' })
  expect((await client.jobs.takeOrRest()).jobs).toHaveLength(1)
  expect(await client.jobs.takeOrRest()).toEqual({ jobs: [], rest: null })
})

test('a golden job keeps to the limits too', async () => {
  const { client, id } = await person('reviewer')
  const { decision } = await haechi.client.screen({ type: 'chat.message', data: { text: 'blockhead' } })
  await haechi.client.golden.add({
    ...{ decision, truth: 'violates', policy: 'harassment.insult', queue: 'mixed' },
  })
  await sql(connection(), 'update haechi.golden set severity = 1')
  await haechi.client.protection.set({ severities: { S1: { perHour: 0 } } })
  await addJobs({ queue: 'mixed', severity: 'S3' }, { queue: 'mixed', severity: 'S3' })
  const [job] = await client.jobs.take()
  expect(job).toMatchObject({ severity: 'S3', blind: false })
  await client.jobs.release(job!.job, job!.claim!)
  await haechi.client.protection.set({})
  expect(await client.jobs.take()).toMatchObject([{ severity: 'S1', blind: true }])
  expect(await sql(connection(), 'select 1 from haechi.golden_served')).toHaveLength(1)
  expect(id).toBeTruthy()
})

test('after so many jobs a break is called for, and work goes on after it', async () => {
  const { client } = await person('reviewer')
  await haechi.client.protection.set({ breaks: { afterJobs: 2, forMinutes: 5 } })
  await addJobs({}, {}, {})
  const jobs = await client.jobs.take({ count: 2 })
  for (const job of jobs) await judge(client, job)
  const { rest, jobs: none } = await client.jobs.takeOrRest()
  expect([none.length, rest?.why, rest?.severity]).toEqual([0, 'break', null])
  expect(await client.exposure.mine()).toMatchObject({ worked: { jobs: 2 }, rest: { why: 'break' } })
  aheadMs = Date.parse(rest!.until) - Date.now() + 1
  try {
    expect(await client.jobs.take()).toHaveLength(1)
  } finally {
    aheadMs = 0
  }
})

test('looks are counted by severity, of jobs that the person may see, and never which', async () => {
  const { client, id } = await person('reviewer', { skills: { clearance: 'S2' } })
  const [mild, grave] = await addJobs({ severity: 'S3' }, { severity: 'S1' })
  const looks = [
    { job: mild!.id, revealedMs: 1500, judged: false },
    { job: mild!.id, revealedMs: 500, judged: true },
    { job: grave!.id, revealedMs: 900, judged: false },
  ]
  const after = await client.exposure.note(looks)
  expect(after.severities.S3.day).toEqual({ judged: 0, passed: 1, revealedMs: 2000 })
  expect(after.severities.S1.day).toEqual({ judged: 0, passed: 0, revealedMs: 0 })
  const rows = await sql<Record<string, unknown>>(connection(), 'select * from haechi.exposure')
  expect(Object.keys(rows[0]!).sort()).toEqual([
    ...['first_ms', 'judged', 'last_ms', 'passed', 'person', 'revealed_ms', 'severity', 'slot'],
  ])
  // Those who manage jobs see sums by person; those who only read quality, none.
  const lead = await person('policy_manager')
  const mine = (await lead.client.exposure.team()).find((one) => one.person === id)
  expect(mine?.severities.S3.week).toEqual({ judged: 0, passed: 1, revealedMs: 2000 })
  const analyst = await person('analyst')
  await expect(analyst.client.exposure.team()).rejects.toMatchObject({
    problem: { status: 403 },
  })
  // What people look at is no deed to be kept for years.
  const log = await haechi.client.audit.find({ what: 'noteExposure' })
  expect(log.entries).toEqual([])
  await sql(connection(), 'delete from haechi.api_keys where user_id = $1', [id.slice(4)])
  await sql(connection(), 'delete from haechi.user_links where user_id = $1', [id.slice(4)])
  await sql(connection(), 'delete from haechi.users where id = $1', [id.slice(4)])
  const left = await sql(connection(), 'select 1 from haechi.exposure where person = $1', [id.slice(4)])
  expect(left).toEqual([])
})

test('somebody may be stricter for themselves, never laxer, also when the organisation changes its mind', async () => {
  const { client } = await person('reviewer')
  await haechi.client.protection.set({ severities: { S2: { blur: 'light', perDay: 50 } } })
  await expect(
    client.protection.setMine({ severities: { S2: { blur: 'none', perDay: null } } }),
  ).rejects.toMatchObject({
    problem: { status: 400, errors: [{ field: 'severities.S2.blur' }, { field: 'severities.S2.perDay' }] },
  })
  const mine = await client.protection.setMine({
    ...{ reveal: 'toggle', severities: { S2: { blur: 'strong', perDay: 20 } } },
  })
  expect(mine.protection).toMatchObject({
    reveal: 'toggle',
    severities: { S2: { blur: 'strong', perDay: 20 } },
  })
  await haechi.client.protection.set({ severities: { S2: { perDay: 10 } } })
  expect((await client.protection.mine()).protection.severities.S2).toMatchObject({
    ...{ blur: 'strong', perDay: 10 },
  })
  await expect(client.protection.set({})).rejects.toMatchObject({
    problem: { status: 403 },
  })
})

test('a job is taken with what is known around it, in one request', async () => {
  const { client } = await person('reviewer')
  const say = async (text: string, actor: string) =>
    (
      await haechi.client.screen({
        ...{ type: 'chat.message', world: 'plaza', session: 'room:r9', actor },
        data: { text, account_created: new Date(Date.now() - 7_200_000).toISOString() },
      })
    ).decision as DecisionId
  const before = await say('hello', 'account:a2')
  const decision = await say('you blockhead', 'account:a1')
  const after = await say('no, you', 'account:a2')
  await haechi.client.labels.set({ entity: 'account:a1', label: 'scammer', reason: 'for tests' })
  await haechi.client.enforcements.apply({
    ...{ target: 'account:a1', enforcement: 'mute', policy: 'harassment.insult', reason: 'for tests' },
    world: 'plaza',
  })
  await until(async () => (await haechi.client.strikes.find({ account: 'account:a1' })).strikes.length === 1)
  const [draft] = await addJobs({
    ...{ decision, session: 'room:r9' as never, actor: 'account:a1' as never, language: 'en' },
  })
  const [job] = await client.jobs.take({ context: 'ko' })
  expect(job!.background).toMatchObject({
    history: {
      strikes: {
        sum: 1,
        standing: 1,
        list: [{ policy: 'harassment.insult@3', decision, state: 'standing' }],
      },
      enforcements: [{ enforcement: 'mute', target: 'account:a1' }],
      labels: [{ label: 'scammer' }],
    },
    account: { actorMinor: null },
    why: [
      {
        rule: 'chat.insult',
        description: 'Insults are masked.',
        policyTitle: '모욕',
        steps: [{ source: 'bad_words.count > 0', value: 'true' }, { value: '1' }],
        finds: [{ span: [4, 13], bank: 'bad' }],
      },
    ],
    thread: [
      { decision: before, of: 'text', event: { actor: 'account:a2', data: { text: 'hello' } } },
      { decision: after, of: 'text' },
    ],
  })
  expect(job!.background!.account!.ageMs).toBeGreaterThan(7_000_000)
  expect(job!.summary.ko[0]).toBe('확인할 정책: 모욕, 심각도 S3(보통).')
  expect(job!.summary.en.join(' ')).not.toContain('blockhead')
  // The same where it is asked for by its name, and for what is held.
  expect((await client.jobs.held({ context: 'ko' }))[0]!.background).toEqual({
    ...job!.background,
    priority: expect.anything(),
  })
  expect((await client.jobs.get(draft!.id, { language: 'ko' })).background!.why).toEqual(job!.background!.why)
  // Without being asked for, none of it is read.
  const [plain] = await client.jobs.held()
  expect(plain!.background).toMatchObject({ history: null, why: null, thread: null })
  expect((await client.jobs.policies()).policies).toMatchObject([
    { id: 'harassment.insult@3', guideline: { ko: '사람을 깎아내리는 말' } },
  ])
})

test('history is of the worlds and of the gravity that the person may see', async () => {
  const bound = await person('reviewer', { worlds: ['school'] })
  const { decision } = await haechi.client.screen({
    ...{ type: 'chat.message', world: 'school', actor: 'account:b1', data: { text: 'hi' } },
  })
  await haechi.client.screen({
    ...{ type: 'chat.message', world: 'plaza', actor: 'account:b1', data: { text: 'you numbskull' } },
  })
  await haechi.client.labels.set({ entity: 'account:b1', label: 'scammer', reason: 'for tests' })
  await until(async () => (await haechi.client.strikes.find({ account: 'account:b1' })).strikes.length === 1)
  const job = { decision: decision as DecisionId, world: 'school', actor: 'account:b1' as never }
  await addJobs(job)
  const [seen] = await bound.client.jobs.take({ context: 'en' })
  expect(seen!.background!.history).toEqual({
    strikes: { sum: 0, standing: 0, list: [] },
    ...{ enforcements: [], labels: null },
  })
  await bound.client.jobs.release(seen!.job, seen!.claim!)
  const { client } = await person('reviewer')
  const [whole] = await client.jobs.take({ context: 'en' })
  expect(whole!.background!.history).toMatchObject({ strikes: { sum: 1 }, labels: [{ label: 'scammer' }] })
})

test('a blind job has no context, and a summary that tells nothing of why it is there', async () => {
  const { client } = await person('reviewer')
  const { decision } = await haechi.client.screen({
    ...{ type: 'chat.message', actor: 'account:c1', data: { text: 'you blockhead' } },
  })
  await addJobs({
    decision: decision as DecisionId,
    blind: true,
    kind: 'audit',
    actor: 'account:c1' as never,
  })
  const [job] = await client.jobs.take({ context: 'en' })
  expect(job!.background).toBeNull()
  expect(job!.summary.en.join(' ')).not.toMatch(/masked|chat\.insult|marked|report/)
})

test('at the terminal, a rest is told', async () => {
  const { key, client } = await person('reviewer')
  await haechi.client.protection.set({ severities: { S1: { perHour: 0 } } })
  await addJobs({ severity: 'S1' })
  const at = { cwd: dir, settings: { url: haechi.url, key }, adapters: { fetch } }
  const ran = await cli(at, 'review')
  expect(ran.err).toBe('')
  expect(ran.out).toContain('You have seen as much of S1 as is wanted within an hour')
  await writeFile(join(dir, 'mine.json'), JSON.stringify({ severities: { S3: { perDay: 7 } } }))
  const set = await cli(at, 'protection', 'set', 'mine.json', '--mine')
  expect(set.out).toMatch(/S3 +light +no +no +- +7/)
  const lead = await cli({ ...at, settings: { url: haechi.url, key: ADMIN_KEY } }, 'protection', 'exposure')
  expect(lead.out).toMatch(/name +S0 +S1/)
  expect(await client.jobs.takeOrRest()).toMatchObject({ rest: { why: 'hour' } })
})
