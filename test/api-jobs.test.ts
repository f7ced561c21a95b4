import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../src/access/capability.ts'
import { cli } from '../src/cli/capture.fixture.ts'
import { type Client, createClient } from '../src/client/client.ts'
import type { DecisionId } from '../src/core/id.ts'
import { type AnnotationId, type UserId, uuidOf } from '../src/core/ids.ts'
import { Severity } from '../src/core/severity.ts'
import type { JobDraft } from '../src/review/ports.ts'
import {
  PATIENT_MS,
  startTestService,
  TEST_PACK,
  type TestService,
  testFolder,
  writePack,
} from './api-service.fixture.ts'
import { insertJobs, jobDraft, newId } from './jobs.fixture.ts'
import { connectionOf, emptied, sql, until } from './store-tools.fixture.ts'

const dir = testFolder()
let haechi: TestService
const connection = () => connectionOf(join(dir, 'data'))

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'queues.yaml': `default: { description: All, default: true, enforcements: [mute] }
mixed: { description: Some are golden, golden: 1, enforcements: [mute] }
guarded: { description: For few, clearance: S1 }
`,
    'enforcements.yaml': `mute:
  on: account
  title: { en: Muted }
  description: Cannot speak
  for: 5m
  params: { scope: { type: string, required: true, one_of: [room, all] } }
banish: { on: account, title: { en: Banished }, description: For ever, reversible: false }
`,
  })
  haechi = await startTestService({ dir })
  await addPeople()
})

afterAll(async () => {
  await haechi?.stop()
  rmSync(dir, { recursive: true, force: true })
})

beforeEach(() => emptied(connection(), 'haechi.jobs, haechi.golden, haechi.golden_served'))

interface Reviewer {
  readonly id: UserId
  readonly key: string
  readonly client: Client
}

const PEOPLE = {
  mina: { role: 'reviewer' },
  jun: { role: 'reviewer' },
  partly: { role: 'reviewer', clearance: 'S2' },
  local: { role: 'policy_manager', clearance: 'S2', worlds: ['plaza'] },
  manager: { role: 'policy_manager' },
  lead: { role: 'admin' },
} as const satisfies Record<string, { role: Role; clearance?: Severity; worlds?: string[] }>
const people = new Map<string, Reviewer>()
const who = (name: keyof typeof PEOPLE) => people.get(name)!

/** People of the service's own, each with a key that speaks for them. */
async function addPeople(): Promise<void> {
  const all = Object.entries<{ role: Role; clearance?: Severity; worlds?: string[] }>(PEOPLE).map(
    ([name, person]) => ({ name, person, id: newId<UserId>('usr') }),
  )
  for (const { name, person, id } of all)
    await sql(
      connection(),
      `insert into haechi.users (id, name, role, worlds, clearance, created_ms) values ($1, $2, $3, $4, $5, 0)`,
      [uuidOf(id), name, person.role, person.worlds, Severity.options.indexOf(person.clearance ?? 'S0')],
    )
  for (const { name, id } of all) {
    // The keyring learns of people every two seconds.
    let secret: string | undefined
    await until(async () => {
      const asked = { name, scopes: ['person' as const], user: id }
      secret = (await haechi.client.keys.create(asked).catch(() => undefined))?.secret
      return secret !== undefined
    })
    people.set(name, {
      id,
      key: secret!,
      client: createClient({ url: haechi.url, key: secret!, timeoutMs: PATIENT_MS }),
    })
  }
}

async function screened(text = 'you blockhead!', more: object = {}): Promise<DecisionId> {
  const event = { type: 'chat.message', actor: 'account:u1', session: 'room:r1', data: { text }, ...more }
  return (await haechi.client.screen(event)).decision as DecisionId
}

async function addJobs(...drafts: Partial<JobDraft>[]): Promise<JobDraft[]> {
  const all = drafts.map((one) => jobDraft(one))
  await insertJobs(connection(), all)
  return all
}

const asking = (one: Reviewer) => (method: string, path: string, body?: unknown) =>
  haechi.request(method, path, body, { key: one.key })

test('a job is taken with all that is needed to judge it, judged, undone and judged again', async () => {
  const mina = who('mina')
  const decision = await screened()
  await screened('what did I say', { actor: 'account:u5' })
  const [draft] = await addJobs({ decision, session: 'room:r1' as never })
  const [job] = await mina.client.jobs.take()
  expect(job).toMatchObject({
    job: draft!.id,
    state: 'open',
    content: { data: { text: 'you blockhead!' }, of: 'text' },
    policy: { id: 'harassment.insult@3', guideline: { en: 'Words that demean a person.' }, strike: 1 },
    enforcements: [{ name: 'mute', forMs: 300_000, params: { scope: { oneOf: ['room', 'all'] } } }],
    background: {
      kind: 'rule',
      decision: { id: decision, verdict: 'mask', reasons: [{ spans: [[4, 13]] }] },
    },
  })
  expect(job!.background!.priority!.terms).toHaveLength(5)
  expect((await mina.client.jobs.held()).map(({ claim }) => claim)).toEqual([job!.claim])
  const shown = await mina.client.jobs.get(job!.job)
  expect(shown.background!.thread).toMatchObject([{ event: { data: { text: 'what did I say' } } }])
  const said = {
    claim: job!.claim!,
    choice: 'violates' as const,
    spentMs: 900,
    spans: [[4, 13]] as [number, number][],
  }
  const done = await mina.client.jobs.annotate(job!.job, said)
  expect(done.annotations).toMatchObject([{ job: job!.job }])
  // An answer that was lost is given again; something else is refused.
  expect(await mina.client.jobs.annotate(job!.job, said)).toEqual(done)
  await expect(mina.client.jobs.annotate(job!.job, { ...said, spentMs: 901 })).rejects.toThrow(/hold/)
  expect(await mina.client.jobs.get(job!.job)).toMatchObject({ state: 'settling', undoUntil: done.undoUntil })
  const again = await mina.client.jobs.undo(job!.job)
  expect(again).toMatchObject({ state: 'open', claim: job!.claim })
  await expect(mina.client.jobs.undo(job!.job)).rejects.toThrow(/undo/i)
  await mina.client.jobs.annotate(job!.job, { ...said, choice: 'fine' })
  await expect(mina.client.jobs.annotate(job!.job, said)).rejects.toThrow(/hold/)
})

test('a key that speaks for nobody takes and judges nothing, and is told the way out', async () => {
  const { secret } = await haechi.client.keys.create({ name: 'machine', scopes: ['admin'] })
  const [draft] = await addJobs({})
  const take = await haechi.request('POST', '/v1/jobs/take', {}, { key: secret })
  expect(take.json).toMatchObject({ status: 403, type: 'urn:haechi:problem:no-person' })
  expect(take.json.wayOut).toContain('key that speaks for a person')
  const judged = { claim: 'f'.repeat(32), choice: 'fine', spentMs: 1 }
  const path = `/v1/jobs/${draft!.id}/annotate`
  expect((await haechi.request('POST', path, judged, { key: secret })).status).toBe(403)
})

describe('who may see what', () => {
  test('a job beyond clearance, world or queue is not there, on any route', async () => {
    const jun = who('local')
    const drafts = await addJobs(
      { severity: 'S0' },
      { world: 'school' },
      { queue: 'guarded' },
      { queue: 'gone' },
    )
    for (const { id } of drafts) {
      const ask = asking(jun)
      const path = `/v1/jobs/${id}`
      expect((await ask('GET', path)).status).toBe(404)
      expect((await ask('POST', `${path}/move`, { queue: 'default' })).status).toBe(404)
      expect((await ask('POST', `${path}/raise`, {})).status).toBe(404)
      expect((await ask('POST', `${path}/withdraw`)).status).toBe(404)
      expect((await ask('POST', `${path}/assign`, { person: jun.id })).status).toBe(404)
    }
    expect((await jun.client.jobs.search()).jobs).toEqual([])
    expect((await asking(jun)('GET', '/v1/queues/guarded')).status).toBe(404)
    const queues = await jun.client.queues.list()
    expect(queues.map(({ queue }) => queue)).toEqual(['default', 'mixed'])
    expect(queues.every(({ waiting }) => waiting === 0)).toBe(true)
  })

  test('what a job is about is shown to its holder, and to those who manage jobs', async () => {
    const [mina, jun, lead] = [who('mina'), who('jun'), who('lead')]
    const decision = await screened()
    const [draft] = await addJobs({ decision })
    await mina.client.jobs.take()
    expect(await jun.client.jobs.get(draft!.id)).toMatchObject({
      ...{ content: null, withheld: 'not-held', actor: null, background: null, claim: null },
    })
    expect(await lead.client.jobs.get(draft!.id)).toMatchObject({
      ...{ content: { data: { text: 'you blockhead!' } }, claim: null },
    })
    const machine = await haechi.client.jobs.search()
    expect(JSON.stringify(machine)).not.toContain('blockhead')
  })

  test('what would tell blind jobs apart is not to be asked for', async () => {
    const mina = who('mina')
    await addJobs({ kind: 'audit', blind: true, probability: 0.01, sample: 'all' })
    for (const filter of [{ kinds: ['golden'] }, { stages: ['second'] }])
      expect((await asking(mina)('POST', '/v1/jobs/search', filter)).status).toBe(400)
    expect((await mina.client.jobs.search()).jobs).toEqual([])
    await mina.client.jobs.take()
    expect((await mina.client.jobs.search()).jobs).toMatchObject([
      { kind: null, stage: null, createdAt: null },
    ])
  })
})

test('audited, golden, second and other blind jobs look the same, to the last field', async () => {
  const mina = who('mina')
  const decisions = [await screened('all is well'), await screened(), await screened(), await screened()]
  await haechi.client.golden.add({
    ...{ decision: decisions[3]!, truth: 'violates', policy: 'harassment.insult', queue: 'mixed' },
  })
  const about = (i: number) => ({ decision: decisions[i]!, blind: true, session: 'room:r1' as never })
  const drafts = await addJobs(
    { ...about(0), kind: 'audit', probability: 0.01, sample: 'all' },
    { ...about(1), needs: 2, excluded: [newId<UserId>('usr')] },
    { ...about(2) },
    { ...about(0), queue: 'mixed', createdMs: Date.now() - 3_600_000 },
  )
  await sql(connection(), `update haechi.jobs set stage = 'second' where id = $1`, [uuidOf(drafts[1]!.id)])
  const jobs = await mina.client.jobs.take({ count: 10 })
  expect(jobs).toHaveLength(4)
  const kinds = await sql<{ kind: string }>(
    connection(),
    `select kind from haechi.jobs where claim is not null`,
  )
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['audit', 'golden', 'rule', 'rule'])
  const own = ['job', 'queue', 'dueAt', 'claim', 'heldUntil']
  const shapes = jobs.map((job) =>
    Object.fromEntries(
      Object.entries(job).map(([name, value]) => [
        name,
        // The summary says how long the content is, which is there to be counted.
        own.includes(name) ? typeof value : ['content', 'summary'].includes(name) ? shapeOf(value) : value,
      ]),
    ),
  )
  for (const shape of shapes) expect(shape).toEqual(shapes[0])
  const told = JSON.stringify(jobs)
  for (const decision of decisions) expect(told).not.toContain(decision.slice(2))
  expect(told).not.toMatch(/audit|golden|second|mask|chat\.insult|0\.01/)
  // An id tells when it was made: a golden one is as old as the job in whose place it came.
  const golden = jobs.find(({ queue }) => queue === 'mixed')!
  expect(Number.parseInt(golden.job.slice(4, 16), 16)).toBeLessThan(Date.now() - 3_000_000)
  for (const { job } of jobs) expect((await mina.client.jobs.get(job)).background).toBeNull()
})

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]))
}

test('a judgement is held to the pack and to what the queue allows', async () => {
  const mina = who('mina')
  await addJobs({ decision: await screened() })
  const [job] = await mina.client.jobs.take()
  const judge = (more: object) =>
    asking(mina)('POST', `/v1/jobs/${job!.job}/annotate`, {
      ...{ claim: job!.claim, choice: 'violates', spentMs: 1 },
      ...more,
    })
  const cases: [object, string][] = [
    [{ policies: ['harassment.insulting'] }, 'policies[0]'],
    [
      { choice: 'fine', enforcements: [{ name: 'mute', on: 'actor', with: { scope: 'room' } }] },
      'enforcements',
    ],
    [{ enforcements: [{ name: 'banish', on: 'actor' }] }, 'enforcements[0].name'],
    [{ enforcements: [{ name: 'mutt', on: 'actor' }] }, 'enforcements[0].name'],
    [{ enforcements: [{ name: 'mute', on: 'target', with: { scope: 'room' } }] }, 'enforcements[0].on'],
    [{ enforcements: [{ name: 'mute', on: 'actor' }] }, 'enforcements[0].with.scope'],
    [
      { enforcements: [{ name: 'mute', on: 'actor', with: { scope: 'moon' } }] },
      'enforcements[0].with.scope',
    ],
    [
      { enforcements: [{ name: 'mute', on: 'actor', with: { scope: 'all', x: 1 } }] },
      'enforcements[0].with.x',
    ],
    [{ reviewer: mina.id }, 'reviewer'],
    [{ probability: 0.5 }, 'probability'],
  ]
  for (const [more, field] of cases)
    expect([(await judge(more)).json].map(({ status, field }) => ({ status, field }))).toEqual([
      { status: 400, field },
    ])
  const enforcements = [{ name: 'mute', on: 'actor', for: '10m', with: { scope: 'room' } }]
  expect((await judge({ enforcements, policies: ['harassment.insult'] })).status).toBe(200)
})

test('near-identical jobs are found and judged in one stroke', async () => {
  const mina = who('mina')
  const near = 9n
  const decision = await screened()
  const [first, second, guarded] = await addJobs(
    { decision, near, rank: 1e15 },
    { decision, near },
    { decision, near, queue: 'guarded' },
  )
  const [job] = await mina.client.jobs.take()
  expect(job!.job).toBe(first!.id)
  const jun = who('partly')
  expect((await asking(jun)('POST', `/v1/jobs/${job!.job}/similar`, {})).json.status).toBe(409)
  const similar = await mina.client.jobs.similar(job!.job)
  expect(similar.map((one) => one.job).sort()).toEqual([second!.id, guarded!.id].sort())
  expect(similar[0]!.content).toMatchObject({ data: { text: 'you blockhead!' } })
  const other = newId<string>('job')
  const done = await mina.client.jobs.annotate(job!.job, {
    ...{ claim: job!.claim!, choice: 'fine', spentMs: 5, also: [second!.id, other] },
  })
  expect(done).toMatchObject({ annotations: [{ job: first!.id }, { job: second!.id }], skipped: [other] })
})

test('jobs are moved, raised, assigned and withdrawn by those who manage them', async () => {
  const [lead, mina] = [who('manager'), who('mina')]
  const [a, b] = await addJobs({ rank: -1e12 }, { rank: -1e12 + 1 })
  expect((await asking(mina)('POST', `/v1/jobs/${a!.id}/withdraw`)).status).toBe(403)
  await lead.client.jobs.raise(a!.id, { severity: 'S2' })
  expect((await lead.client.queues.get('default')).next.map(({ job }) => job)).toEqual([a!.id, b!.id])
  expect((await lead.client.jobs.raise(a!.id, { severity: 'S4' })).severity).toBe('S2')
  expect(await lead.client.jobs.move(a!.id, 'mixed')).toMatchObject({ queue: 'mixed', severity: 'S2' })
  expect((await asking(lead)('POST', `/v1/jobs/${a!.id}/move`, { queue: 'mixd' })).json).toMatchObject({
    ...{ status: 400, field: 'queue', wayOut: expect.stringContaining('mixed') },
  })
  const toManager = await asking(lead)('POST', `/v1/jobs/${b!.id}/assign`, { person: lead.id })
  expect(toManager.json).toMatchObject({ status: 400, field: 'person' })
  expect(await lead.client.jobs.assign(b!.id, { person: mina.id })).toMatchObject({ heldBy: mina.id })
  expect((await mina.client.jobs.held()).map(({ job }) => job)).toEqual([b!.id])
  expect(await lead.client.jobs.withdraw(b!.id)).toMatchObject({ state: 'withdrawn', heldBy: null })
  expect((await asking(lead)('POST', `/v1/jobs/${b!.id}/withdraw`)).json).toMatchObject({ status: 409 })
  const page = await lead.client.jobs.search({ limit: 1, states: ['open', 'withdrawn'] })
  const rest = await lead.client.jobs.search({ before: page.next! })
  expect([...page.jobs, ...rest.jobs].map(({ job }) => job)).toEqual([b!.id, a!.id])
})

test('golden items are added from what is known, listed and retired', async () => {
  const decision = await screened()
  const added = await haechi.client.golden.add({ decision, truth: 'violates', policy: 'harassment.insult' })
  expect(added).toMatchObject({
    decision,
    queue: 'default',
    severity: 'S3',
    policies: ['harassment.insult@3'],
  })
  await expect(
    haechi.client.golden.add({ decision, truth: 'fine', policy: 'harassment.insult' }),
  ).rejects.toThrow(/golden already/)
  await expect(haechi.client.golden.add({ annotation: newId<AnnotationId>('ann') })).rejects.toThrow(
    /no judgement/,
  )
  expect((await haechi.client.golden.list()).golden).toMatchObject([
    { golden: added.golden, right: 0, wrong: 0 },
  ])
  expect((await haechi.client.golden.retire(added.golden)).retiredAt).not.toBeNull()
  await expect(haechi.client.golden.retire(`gld-${'0'.repeat(32)}`)).rejects.toThrow(/no golden/)
})

describe('at the terminal', () => {
  const run = (one: Reviewer, stdin: string, ...argv: string[]) =>
    cli(
      {
        ...{ cwd: dir, settings: { url: haechi.url, key: one.key }, stdin },
        adapters: { fetch: (input, init) => fetch(input, init) },
      },
      ...argv,
    )

  test('a job is taken, shown, judged and undone', async () => {
    const mina = who('mina')
    const [draft] = await addJobs({ decision: await screened('you block\u200bhead \u202e blockhead') })
    const taken = await run(mina, '', 'jobs', 'next')
    expect(taken.out).toContain('you ⟦block⟨U+200B⟩head⟧ ⟨U+202E⟩ ⟦blockhead⟧')
    const id = draft!.id
    const args = [
      '--choice',
      'violates',
      '--enforce',
      'mute=10m',
      '--with',
      'mute.scope=room',
      '--note',
      'hm',
    ]
    expect(await run(mina, '', 'annotate', id, ...args)).toMatchObject({
      ...{ code: 0, out: expect.stringMatching(/^Judged job-\S+: violates\. Until/) },
    })
    expect(await run(mina, '', 'annotate', id, '--choice', 'fine')).toMatchObject({ code: 4 })
    expect((await run(mina, '', 'jobs', 'undo', id, '--json')).out).toContain('"state":"open"')
    expect(await run(mina, '', 'jobs', 'release', id)).toMatchObject({ code: 0 })
    expect((await run(mina, '', 'jobs', 'list')).out).toContain(id)
    expect((await run(mina, '', 'queue', 'list')).out).toMatch(/^default +\d+ +\d+/m)
    expect((await run(mina, '', 'queue', 'show', 'default')).out).toContain(id)
  })

  test('job after job, a key for each', async () => {
    const mina = who('mina')
    const drafts = await addJobs({ rank: 3 }, { rank: 2 }, { rank: 1 })
    const done = await run(mina, 'v\nsbfv\n', 'review')
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Judged 2.') })
    const rows = await sql<{ state: string; choice: string | null }>(
      connection(),
      `select j.state, (select a.choice from haechi.annotations a where a.job = j.id and not exists
         (select from haechi.annotation_marks m where m.annotation = a.id)) as choice from haechi.jobs j
       where j.id = any($1::uuid[]) order by j.rank desc`,
      [drafts.map(({ id }) => uuidOf(id))],
    )
    expect(rows).toEqual([
      { state: 'settling', choice: 'fine' },
      { state: 'open', choice: null },
      { state: 'settling', choice: 'violates' },
    ])
  })
})
