import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../src/access/capability.ts'
import { type Client, createClient } from '../src/client/client.ts'
import type { DecisionId } from '../src/core/id.ts'
import { type UserId, uuidOf } from '../src/core/ids.ts'
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
/** Stands in what nobody who is not cleared for S0 may read. */
const GRAVE = 'kidnapper'

beforeAll(async () => {
  writePack(join(dir, 'pack'), {
    ...TEST_PACK,
    'policies/grave.yaml': TEST_PACK['policies/harassment.yaml']!.replace('harassment.insult', 'danger.life')
      .replace('S3', 'S0')
      .replace('Insult', 'Danger to life'),
    'banks/grave.yaml': TEST_PACK['banks/bad.yaml']!.replace('bank: bad', 'bank: grave')
      .replace('harassment.insult', 'danger.life')
      .replace('[blockhead, numbskull]', `[${GRAVE}]`),
    'haechi.yaml': `${TEST_PACK['haechi.yaml']}  grave_words: { kind: terms, of: content, banks: [grave] }\n`,
    'rules/grave.yaml': `- id: chat.grave
  policy: danger.life
  on: chat.message
  when: grave_words.count > 0
  then: { verdict: hold, enforcement: { name: banish, on: actor } }
  mode: live
  owner: tests
  description: Danger to life is held.
`,
    'queues.yaml': `default: { description: All, default: true, enforcements: [mute] }
mixed: { description: Some are golden, golden: 1, enforcements: [mute] }
`,
    'enforcements.yaml': `mute: { on: account, title: { en: Muted }, description: Cannot speak, for: 5m }
banish: { on: account, title: { en: Banished }, description: For ever }
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

interface Somebody {
  readonly id: UserId
  readonly key: string
  readonly client: Client
}

const PEOPLE = {
  mina: { role: 'reviewer' },
  jun: { role: 'reviewer' },
  partly: { role: 'reviewer', clearance: 'S2' },
  partlyAnalyst: { role: 'analyst', clearance: 'S2' },
  analyst: { role: 'analyst' },
  inPlaza: { role: 'analyst', worlds: ['plaza'] },
  lead: { role: 'admin' },
} as const satisfies Record<string, { role: Role; clearance?: Severity; worlds?: string[] }>
const people = new Map<string, Somebody>()
const who = (name: keyof typeof PEOPLE) => people.get(name)!
const by = (name: keyof typeof PEOPLE) => (method: string, path: string, body?: unknown) =>
  haechi.request(method, path, body, { key: who(name).key })

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

/** Audit entries about an object, of one kind. */
async function sights(what: string, object: string): Promise<number> {
  const { json } = await haechi.request('POST', '/v1/audit/find', { what, object })
  return json.entries.length
}

describe('what is of gravity S0 is not shown to whoever is not cleared for it', () => {
  test('beside a job: what happened in the same session', async () => {
    const decision = await screened()
    const grave = await screened(`a ${GRAVE}`)
    await addJobs({ decision, session: 'room:r1' as never })
    const [job] = await who('partly').client.jobs.take()
    const shown = await by('partly')('GET', `/v1/jobs/${job!.job}`)
    expect(shown.json.background.thread).toBeDefined()
    expect(shown.text).not.toContain(GRAVE)
    expect(shown.text).not.toContain(grave)
    await by('partly')('POST', `/v1/jobs/${job!.job}/release`, { claim: job!.claim })
    const cleared = await who('mina').client.jobs.take()
    expect((await by('mina')('GET', `/v1/jobs/${cleared[0]!.job}`)).text).toContain(GRAVE)
    expect(await sights('thread', grave)).toBeGreaterThan(0)
  })

  test('in a job that is itself not grave, on a decision that is', async () => {
    const decision = await screened(`you blockhead, a ${GRAVE}`)
    await addJobs({ decision, severity: 'S3' })
    const [job] = await who('partly').client.jobs.take()
    const shown = await by('partly')('GET', `/v1/jobs/${job!.job}`)
    expect(shown.json.withheld).toBe('not-cleared')
    expect(shown.text).not.toContain(GRAVE)
    expect(JSON.stringify(job)).not.toContain(GRAVE)
    await by('partly')('POST', `/v1/jobs/${job!.job}/release`, { claim: job!.claim })
    const [seen] = await who('mina').client.jobs.take()
    expect(JSON.stringify(seen)).toContain(GRAVE)
    expect(await sights('job', job!.job)).toBeGreaterThan(0)
  })

  test('a job that became graver while it is held', async () => {
    const decision = await screened()
    const [draft] = await addJobs({ decision })
    const [job] = await who('partly').client.jobs.take()
    await by('lead')('POST', `/v1/jobs/${draft!.id}/raise`, { severity: 'S0' })
    const said = { claim: job!.claim, choice: 'fine', spentMs: 1 }
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/annotate', said],
      ['POST', '/extend', { claim: job!.claim }],
      ['POST', '/similar', {}],
      ['GET', '/priority', undefined],
    ] as const)
      expect([path, (await by('partly')(method, `/v1/jobs/${draft!.id}${path}`, body)).status]).toEqual([
        path,
        404,
      ])
    expect((await by('partly')('GET', '/v1/jobs/held')).json.jobs).toEqual([])
  })

  test('words of players and staff about it: appeals, reasons of enforcements, reports', async () => {
    const decision = await screened(`a ${GRAVE}`, { actor: 'account:u7' })
    await until(async () => {
      const { json } = await haechi.request('POST', '/v1/statements/find', { account: 'account:u7' })
      return json.statements.length > 0
    })
    const filed = await haechi.request('POST', '/v1/appeals', {
      ...{ about: decision, account: 'account:u7', text: `I only said ${GRAVE}` },
    })
    expect(filed.status, filed.text).toBe(201)
    const enforced = await haechi.request('POST', '/v1/enforcements', {
      ...{ target: 'account:u7', enforcement: 'mute', policy: 'danger.life', reason: `Said ${GRAVE}` },
    })
    expect(enforced.status, enforced.text).toBe(201)
    const roads = [
      ['POST', '/v1/appeals/find', { account: 'account:u7' }],
      ['POST', '/v1/enforcements/find', { target: 'account:u7' }],
      ['GET', `/v1/enforcements/${enforced.json.id}`, undefined],
    ] as const
    for (const [method, path, body] of roads) {
      const hidden = await by('partlyAnalyst')(method, path, body)
      expect([path, hidden.status, hidden.text.includes(GRAVE)]).toEqual([path, 200, false])
      const shown = await by('analyst')(method, path, body)
      expect([path, shown.text.includes(GRAVE)]).toEqual([path, true])
    }
    expect(await sights('appeal', filed.json.id)).toBeGreaterThan(0)
    const foreign = await by('partlyAnalyst')('POST', '/v1/enforcements', {
      ...{ target: 'account:u7', enforcement: 'mute', policy: 'harassment.insult', reason: 'x', decision },
    })
    expect(foreign.status).toBe(404)
  })
})

describe('blind jobs', () => {
  async function reported(): Promise<{ job: string; decision: DecisionId }> {
    const decision = await screened(`you blockhead ${Math.random()}`)
    const sent = await haechi.request('POST', '/v1/reports', {
      ...{
        id: `r-${Math.random()}`,
        reporter: 'account:u2',
        decision,
        reason: 'x',
        policy: 'harassment.insult',
      },
      ...{ text: 'He goes on and on', bonaFide: true },
    })
    expect(sent.status, sent.text).toBe(201)
    const { json } = await haechi.request('POST', '/v1/jobs/search', { decision })
    return { job: json.jobs[0].job, decision }
  }

  test('what others said about it is not told to its holder by the list of reports, nor by its priority', async () => {
    const { job } = await reported()
    await sql(connection(), `update haechi.jobs set blind = true, stage = 'second' where id = $1`, [
      job.slice(4),
    ])
    const [audit] = await addJobs({ kind: 'audit', blind: true, probability: 0.1, severity: 'S3' })
    const taken = await who('mina').client.jobs.take({ count: 2 })
    expect(taken.map((one) => one.job).sort()).toEqual([job, audit!.id].sort())
    expect((await by('mina')('POST', '/v1/reports/find', { job })).json.reports).toEqual([])
    const terms = async (id: string) =>
      (await by('mina')('GET', `/v1/jobs/${id}/priority`)).json.terms
        .filter(({ term }: { term: string }) => term !== 'age')
        .map(({ factor }: { factor: number }) => factor)
    expect(await terms(job)).toEqual(await terms(audit!.id))
  })

  test('what somebody wrote in a report is for those who may see what it is about', async () => {
    const { job } = await reported()
    const before = await by('mina')('POST', '/v1/reports/find', { job })
    expect(before.json.reports).toMatchObject([{ text: null, location: null }])
    await who('mina').client.jobs.take()
    const holding = await by('mina')('POST', '/v1/reports/find', { job })
    expect(holding.json.reports).toMatchObject([{ text: 'He goes on and on' }])
  })

  async function golden(): Promise<void> {
    const added = await by('lead')('POST', '/v1/golden', {
      ...{ decision: await screened(`blockhead ${Math.random()}`), truth: 'violates' },
      ...{ policy: 'harassment.insult', queue: 'mixed' },
    })
    expect(added.status, added.text).toBe(201)
  }

  test('a golden job is as old as no other, and is given back like any other', async () => {
    await golden()
    const decision = await screened()
    const createdMs = Date.now() - 3_600_000
    const [draft] = await addJobs({ decision, queue: 'mixed', createdMs })
    const seenBefore = (await by('mina')('GET', '/v1/queues/mixed')).json.next
    const [first] = await who('mina').client.jobs.take({ queues: ['mixed'] })
    expect([first!.blind, first!.job === draft!.id]).toEqual([true, false])
    expect(first!.dueAt).not.toBe(seenBefore[0].dueAt)
    expect(first!.job.slice(4, 16)).not.toBe(draft!.id.slice(4, 16))
    // The distance of the two is what it is for every job of the queue.
    const madeMs = Number.parseInt(first!.job.slice(4, 16), 16)
    expect(Date.parse(first!.dueAt) - madeMs).toBe(draft!.dueMs - createdMs)
    await by('mina')('POST', `/v1/jobs/${first!.job}/release`, { claim: first!.claim })
    const [audit] = await addJobs({ kind: 'audit', blind: true, queue: 'mixed', rank: 0, probability: 0.1 })
    const [next] = await who('mina').client.jobs.take({ queues: ['mixed'] })
    expect(next!.job).toBe(audit!.id)
    await by('mina')('POST', `/v1/jobs/${next!.job}/release`, { claim: next!.claim })
    const look = async (id: string) => {
      const { json } = await by('mina')('POST', '/v1/jobs/search', {})
      const head = (await by('mina')('GET', '/v1/queues/mixed')).json.next
      return {
        shown: (await by('mina')('GET', `/v1/jobs/${id}`)).status,
        ranked: (await by('mina')('GET', `/v1/jobs/${id}/priority`)).status,
        listed: json.jobs.some(({ job }: { job: string }) => job === id),
        next: json.next,
        ahead: head.some(({ job }: { job: string }) => job === id),
      }
    }
    expect(await look(first!.job)).toEqual(await look(next!.job))
  })

  test('the page of a list does not end with a golden job that is not on it', async () => {
    await golden()
    await addJobs({ decision: await screened(), queue: 'mixed' })
    const [held] = await who('jun').client.jobs.take({ queues: ['mixed'] })
    const page = await by('mina')('POST', '/v1/jobs/search', { limit: 1 })
    expect(page.text).not.toContain(held!.job)
    expect(page.json.jobs).toHaveLength(1)
  })

  test('no blind job takes others with it', async () => {
    const near = 77n
    const [audit, waiting] = await addJobs(
      { kind: 'audit', blind: true, near, rank: 10, probability: 0.1 },
      { near },
    )
    const [job] = await who('mina').client.jobs.take()
    expect(job!.job).toBe(audit!.id)
    const done = await by('mina')('POST', `/v1/jobs/${job!.job}/annotate`, {
      ...{ claim: job!.claim, choice: 'fine', spentMs: 1, also: [waiting!.id] },
    })
    expect([done.status, done.json.skipped]).toEqual([200, [waiting!.id]])
  })
})

describe('who judges', () => {
  test('of many judgements of one job under one claim, one holds', async () => {
    await addJobs({})
    const [job] = await who('mina').client.jobs.take()
    const said = { claim: job!.claim, spentMs: 1 }
    const path = `/v1/jobs/${job!.job}/annotate`
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        by('mina')('POST', path, { ...said, choice: i % 2 === 0 ? 'fine' : 'violates' }),
      ),
    )
    const kept = await sql<{ id: string; choice: string }>(
      connection(),
      'select id, choice from haechi.annotations where job = $1',
      [job!.job.slice(4)],
    )
    expect(kept).toHaveLength(1)
    // The same words again, as after a lost reply, may get the same answer; other words never do.
    const annotation = `ann-${kept[0]!.id.replaceAll('-', '')}`
    for (const { status, json } of answers)
      if (status === 200) expect(json.annotations).toEqual([{ job: job!.job, annotation }])
      else expect(status).toBe(409)
    const taken = answers.flatMap(({ status }, i) =>
      status === 200 ? [i % 2 === 0 ? 'fine' : 'violates'] : [],
    )
    expect(new Set(taken)).toEqual(new Set([kept[0]!.choice]))
  })

  test('another’s claim, or one that has ended, moves nothing', async () => {
    const [draft] = await addJobs({})
    const [first] = await who('mina').client.jobs.take()
    const old = { claim: first!.claim }
    for (const path of ['release', 'extend'])
      expect((await by('jun')('POST', `/v1/jobs/${draft!.id}/${path}`, old)).status).toBe(409)
    const said = { ...old, choice: 'fine', spentMs: 1 }
    expect((await by('jun')('POST', `/v1/jobs/${draft!.id}/annotate`, said)).status).toBe(409)
    await by('mina')('POST', `/v1/jobs/${draft!.id}/release`, old)
    const [second] = await who('jun').client.jobs.take()
    expect(second!.job).toBe(draft!.id)
    for (const path of ['release', 'extend'])
      expect((await by('mina')('POST', `/v1/jobs/${draft!.id}/${path}`, old)).status).toBe(409)
    expect((await by('mina')('POST', `/v1/jobs/${draft!.id}/annotate`, said)).status).toBe(409)
    expect((await by('jun')('GET', '/v1/jobs/held')).json.jobs).toHaveLength(1)
  })

  test('an appeal does not come to whoever decided first, by no way, nor to a machine', async () => {
    const account = 'account:u44'
    const enforced = await by('lead')('POST', '/v1/enforcements', {
      ...{ target: account, enforcement: 'mute', policy: 'harassment.insult', reason: 'x' },
    })
    const filed = await haechi.request('POST', '/v1/appeals', {
      ...{ about: enforced.json.id, account, text: 'It was not me' },
    })
    expect(filed.status, filed.text).toBe(201)
    const found = await by('lead')('POST', '/v1/jobs/search', { kinds: ['appeal'] })
    const { job } = found.json.jobs[0]
    expect((await by('lead')('POST', '/v1/jobs/take', {})).json.jobs).toEqual([])
    expect((await by('lead')('POST', `/v1/jobs/${job}/assign`, { person: who('lead').id })).status).toBe(409)
    await by('lead')('POST', `/v1/jobs/${job}/move`, { queue: 'mixed' })
    expect((await by('lead')('POST', '/v1/jobs/take', {})).json.jobs).toEqual([])
    const machine = await haechi.client.keys.create({ name: 'm', scopes: ['admin'] })
    const asMachine = await haechi.request('POST', '/v1/jobs/take', {}, { key: machine.secret })
    expect(asMachine.json.type).toContain('no-person')
    expect((await by('mina')('POST', '/v1/jobs/take', {})).json.jobs).toMatchObject([{ job }])
  })
})

describe('what does not fit is refused, and breaks nothing', () => {
  const HUGE = '9999999999999999999999999999999w'

  test('lengths of time without measure', async () => {
    const [draft] = await addJobs({})
    const [job] = await who('mina').client.jobs.take()
    const tries: [string, string, object][] = [
      [
        'lead',
        '/v1/enforcements',
        { target: 'account:u9', enforcement: 'mute', for: HUGE, policy: 'harassment.insult', reason: 'x' },
      ],
      ['lead', `/v1/jobs/${draft!.id}/assign`, { person: who('mina').id, for: HUGE }],
      [
        'mina',
        `/v1/jobs/${draft!.id}/annotate`,
        {
          ...{ claim: job!.claim, choice: 'violates', spentMs: 1 },
          enforcements: [{ name: 'mute', on: 'actor', for: HUGE }],
        },
      ],
      ['lead', '/v1/enforcements/threshold-preview', { within: HUGE }],
    ]
    for (const [name, path, body] of tries) {
      const answer = await by(name as 'lead')('POST', path, body)
      expect([path, answer.status]).toEqual([path, 400])
    }
  })

  test('spans that lie outside of what is judged', async () => {
    await addJobs({ decision: await screened('you blockhead!') })
    const [job] = await who('mina').client.jobs.take()
    const said = { claim: job!.claim, choice: 'violates', spentMs: 1 }
    const path = `/v1/jobs/${job!.job}/annotate`
    expect((await by('mina')('POST', path, { ...said, spans: [[4, 99]] })).status).toBe(400)
    expect((await by('mina')('POST', path, { ...said, spans: [[9, 4]] })).status).toBe(400)
    expect((await by('mina')('POST', path, { ...said, regions: [{ box: [0, 0, 9, 1] }] })).status).toBe(400)
    expect((await by('mina')('POST', path, { ...said, spans: [[4, 14]] })).status).toBe(200)
  })

  test('an enforcement of another world is not prolonged, nor shown, by doing it again', async () => {
    const mute = { target: 'account:u8', enforcement: 'mute', policy: 'harassment.insult' }
    const before = await by('lead')('POST', '/v1/enforcements', {
      ...mute,
      world: 'school',
      reason: 'Of school',
    })
    expect(before.status).toBe(201)
    const again = await by('inPlaza')('POST', '/v1/enforcements', {
      ...{ ...mute, world: 'plaza', reason: 'Mine', until: null },
    })
    expect(again.status).toBe(409)
    expect(again.text).not.toContain('Of school')
    expect((await by('lead')('GET', `/v1/enforcements/${before.json.id}`)).json.until).toBe(before.json.until)
  })

  test('characters that no text has', async () => {
    await screened(`a ${GRAVE}`, { actor: 'account:u6' })
    let statement: string | undefined
    await until(async () => {
      const { json } = await haechi.request('POST', '/v1/statements/find', { account: 'account:u6' })
      statement = json.statements[0]?.id
      return statement !== undefined
    })
    for (const text of ['a\u0000b', '\ud800', 'x'.repeat(1_000_000)]) {
      const bodies: [string, object][] = [
        ['/v1/appeals', { about: statement, account: 'account:u6', text }],
        [
          '/v1/reports',
          { id: text, target: 'account:u6', reason: 'x', policy: 'harassment.insult', bonaFide: true },
        ],
        [
          '/v1/reports',
          { id: 'r9', text, target: 'account:u6', reason: 'x', policy: 'harassment.insult', bonaFide: true },
        ],
        [
          '/v1/enforcements',
          { target: 'account:u6', enforcement: 'mute', policy: 'harassment.insult', reason: text },
        ],
        ['/v1/jobs/search', { family: text }],
        ['/v1/jobs/search', { world: text }],
        ['/v1/holds', { entity: 'account:u6', reason: text }],
        ['/v1/users', { name: text, role: 'reviewer', email: 'a@example.com' }],
        ['/v1/audit/find', { who: text }],
      ]
      for (const [path, body] of bodies) {
        const { status } = await by('lead')('POST', path, body)
        expect([path, status >= 400 && status < 500]).toEqual([path, true])
      }
    }
  })
})
