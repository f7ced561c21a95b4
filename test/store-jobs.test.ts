import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../src/access/person.ts'
import type { AnnotationId, AppealId, JobId } from '../src/core/ids.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import type { Pack } from '../src/pack/pack.ts'
import { changed } from '../src/pack/small-pack.fixture.ts'
import type { GoldenItem } from '../src/review/golden/ports.ts'
import type { JobStore } from '../src/review/jobs/ports.ts'
import type { JobRecord, Judgement } from '../src/review/ports.ts'
import { type ServedJobs, serveJobs } from '../src/review/serve-jobs.ts'
import { settle } from '../src/review/settle.ts'
import { connectionPool } from '../src/store/connect.ts'
import { ensureOutbox } from '../src/store/effects/ensure-outbox.ts'
import { writeLater } from '../src/store/effects/write-later.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { healthWatch } from '../src/store/health-watch.ts'
import { openStore } from '../src/store/open-store.ts'
import { partitionKeeper } from '../src/store/partition-keeper.ts'
import { jobStore } from '../src/store/review/job-store.ts'
import type { Store } from '../src/store/store.ts'
import { insertJobs, jobDraft, newId, personWith } from './jobs.fixture.ts'
import { connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

const dataDir = freshFolder()
const connection = () => connectionOf(dataDir)
let store: Store
let jobs: JobStore
let pool: pg.Pool
const closed: unknown[] = []
const appealed: unknown[] = []

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  pool = connectionPool(connection(), { max: 8, lost: () => undefined })
  // What becomes of reports and appeals is others' work: here it is enough to see that they are told.
  const effects = {
    ...{ ensureOutbox, writeLater },
    closeReports: async (_: unknown, judged: readonly unknown[]) => void closed.push(...judged),
    decideAppeals: async (_: unknown, judged: readonly unknown[]) => void appealed.push(...judged),
  }
  const health = healthWatch({
    ...{ clock: { now: () => Date.now() }, log: () => undefined },
    ...{ probe: () => pool.query('select 1'), hasRoom: () => true },
  })
  jobs = jobStore({ pool, partitions: await partitionKeeper(pool), effects }, health)
})

afterAll(async () => {
  await pool?.end()
  await store?.close()
  removeFolder(dataDir)
})

beforeEach(async () => {
  await sql(connection(), 'truncate haechi.jobs, haechi.golden, haechi.golden_served')
  closed.length = 0
  appealed.length = 0
})

function packWith(queues: string, enforcements = ''): Pack {
  const files = changed(
    'queues.yaml',
    'default: { description: All that nobody else takes }\n',
    `default: { description: All that nobody else takes, default: true }\n${queues}`,
  )
  const { pack, diagnostics } = checkPack({
    ...files,
    'enforcements.yaml': `${files['enforcements.yaml']}${enforcements}`,
  })
  if (pack === undefined) throw new Error(JSON.stringify(diagnostics))
  return pack
}
const pack = packWith(
  'urgent: { description: Soon, hold: 1m }\n',
  'banish: { on: account, description: For ever, reversible: false }\n',
)

function server(more: { random?: () => number; lanesForMs?: number; store?: JobStore } = {}): ServedJobs {
  return serveJobs({
    ...{ store: more.store ?? jobs, now: () => Date.now(), random: more.random ?? (() => 0.5) },
    claim: () => crypto.randomUUID().replaceAll('-', ''),
    jobId: (atMs) => newId<JobId>('job', atMs),
    lanesForMs: more.lanesForMs ?? 0,
  })
}

const taker = (person: Person, mayAdjudicate = false) => ({ worlds: person.worlds, person, mayAdjudicate })

async function take(person: Person, count = 10, mayAdjudicate = false, on = pack): Promise<JobRecord[]> {
  return server().take(taker(person, mayAdjudicate), on, undefined, count)
}

const FINE: Judgement = {
  ...{ choice: 'fine', policies: [], enforcements: [], strike: true, spans: [], regions: [] },
  ...{ note: undefined, spentMs: 1200 },
}
const BAD: Judgement = { ...FINE, choice: 'violates' }

async function judge(job: JobRecord, person: Person, judgement = FINE, also: JobRecord[] = [], settleMs = 0) {
  const all = [job, ...also].map(({ id, policy }) => ({
    ...{ job: id, annotation: newId<AnnotationId>('ann'), policy },
  }))
  const nowMs = Date.now()
  return jobs.annotate({
    ...{ jobs: all, judgement, person: person.id, claim: job.claim ?? 'f'.repeat(32), nowMs },
    settleMs: nowMs + settleMs,
  })
}
const settleAll = (on = pack) => jobs.settle((one) => settle(one, on, Date.now()), Date.now(), 100)
const one = async (id: JobId) => (await jobs.get([id]))[0]!

describe('taking', () => {
  test('the highest first over all queues, each as its queue ages, and none twice', async () => {
    const nowMs = Date.now()
    const low = jobDraft({ rank: -nowMs + 3_600_000 })
    const high = jobDraft({ rank: -nowMs + 7_200_000 })
    const urgent = jobDraft({ queue: 'urgent', rank: -nowMs + 5_400_000 })
    await insertJobs(connection(), [low, urgent, high])
    const mina = personWith('Mina')
    expect((await take(mina, 2)).map(({ id }) => id)).toEqual([high.id, urgent.id])
    const held = await one(high.id)
    expect(held).toMatchObject({ claimedBy: mina.id, state: 'open' })
    expect((await take(personWith('Jun'))).map(({ id }) => id)).toEqual([low.id])
    expect(await take(personWith('Hana'))).toEqual([])
  })

  test('what somebody may not take is passed over: clearance of job and queue, skills, worlds, exclusion', async () => {
    const me = personWith('Mina', {
      ...{ clearance: 'S1', languages: ['ko'], families: ['harassment'], worlds: new Set(['plaza']) },
    })
    const ok = [jobDraft(), jobDraft({ language: 'ko' }), jobDraft({ severity: 'S1' })]
    await insertJobs(connection(), [
      ...ok,
      jobDraft({ severity: 'S0' }),
      jobDraft({ queue: 'guarded' }),
      jobDraft({ queue: 'english' }),
      jobDraft({ queue: 'gone' }),
      jobDraft({ language: 'en' }),
      jobDraft({ family: 'spam' }),
      jobDraft({ world: 'school' }),
      jobDraft({ excluded: [me.id] }),
    ])
    const guarded = packWith(
      'guarded: { description: For few, clearance: S0 }\nenglish: { description: In English, languages: [en] }\n',
    )
    const taken = await take(me, 10, false, guarded)
    expect(taken.map(({ id }) => id).sort()).toEqual(ok.map(({ id }) => id).sort())
    expect(await take(personWith('Jun'), 20, false, guarded)).toHaveLength(8)
  })

  test('a moved job keeps its severity, and who may see it', async () => {
    const grave = jobDraft({ severity: 'S0', queue: 'urgent' })
    await insertJobs(connection(), [grave])
    await jobs.move(grave.id, { queue: 'default', doublesMs: 3_600_000, takeBack: false })
    expect(await take(personWith('Mina', { clearance: 'S1' }))).toEqual([])
    expect(await take(personWith('Jun'))).toMatchObject([{ id: grave.id, queue: 'default', severity: 'S0' }])
  })

  test('many at once never hold one job twice, also over several servers', async () => {
    const drafts = Array.from({ length: 400 }, (_, i) => jobDraft({ rank: i, family: `f${i % 7}` }))
    await insertJobs(connection(), drafts)
    const servers = [server({ lanesForMs: 1000 }), server({ lanesForMs: 1000 })]
    const served = await Promise.all(
      Array.from({ length: 60 }, async (_, i) => {
        const jobs = await servers[i % 2]!.take(taker(personWith(`p${i}`)), pack, undefined, 5)
        return jobs.map(({ id }) => id)
      }),
    )
    const all = served.flat()
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(300)
  })

  test('a job is given back when its hold ends, or by hand; the claim of before is worth nothing then', async () => {
    await insertJobs(connection(), [jobDraft({ queue: 'urgent' })])
    const mina = personWith('Mina')
    const [job] = await take(mina)
    expect(await jobs.freeExpired(Date.now())).toBe(0)
    expect(await jobs.freeExpired(Date.now() + 61_000)).toBe(1)
    expect(await judge(job!, mina)).toEqual([])
    const jun = personWith('Jun')
    const [again] = await take(jun)
    expect(await jobs.extend(again!.id, jun.id, again!.claim!, Date.now() + 600_000)).toBe(true)
    expect(await jobs.extend(again!.id, mina.id, job!.claim!, Date.now() + 600_000)).toBe(false)
    expect(await jobs.freeExpired(Date.now() + 61_000)).toBe(0)
    expect(await jobs.release(again!.id, mina.id, again!.claim!)).toBe(false)
    expect(await jobs.release(again!.id, jun.id, again!.claim!)).toBe(true)
    expect(await take(mina)).toHaveLength(1)
  })
})

describe('judging', () => {
  test('a judgement is kept with all that statistics need, and can be undone in time', async () => {
    await insertJobs(connection(), [
      jobDraft({ kind: 'audit', blind: true, probability: 0.01, sample: 'all' }),
    ])
    const mina = personWith('Mina')
    const [job] = await take(mina)
    const [judged] = await judge(
      job!,
      mina,
      { ...BAD, policies: ['harassment.insult@3'], note: 'why' },
      [],
      10_000,
    )
    expect(
      await sql(connection(), 'select * from haechi.annotations where id = $1', [
        judged!.annotation.slice(4),
      ]),
    ).toMatchObject([
      {
        kind: 'audit',
        blind: true,
        probability: 0.01,
        sample: 'all',
        choice: 'violates',
        spent_ms: '1200',
        note: 'why',
      },
    ])
    expect(await settleAll()).toBe(0)
    expect(await judge(job!, mina)).toEqual([])
    expect(await jobs.undo(job!.id, personWith('Jun').id, Date.now(), Date.now() + 60_000)).toBeUndefined()
    expect(await jobs.undo(job!.id, mina.id, Date.now() + 20_000, 0)).toBeUndefined()
    const back = await jobs.undo(job!.id, mina.id, Date.now(), Date.now() + 60_000)
    expect(back).toMatchObject({ state: 'open', claimedBy: mina.id, claim: job!.claim })
    expect(await jobs.annotations([job!.id])).toEqual([])
    await expect(sql(connection(), 'delete from haechi.annotations')).rejects.toThrow('only added to')
    expect(await judge(job!, mina)).toHaveLength(1)
    expect(await settleAll()).toBe(1)
    expect(await one(job!.id)).toMatchObject({ state: 'done', outcome: 'fine', claimedBy: undefined })
  })

  test('jobs like it are judged in the same stroke, and undone together; others are not', async () => {
    const near = 77n
    const like = [{ rank: 5 }, {}, { severity: 'S4' as const }].map((one) =>
      jobDraft({ near, reports: 1, ...one }),
    )
    const graver = jobDraft({ near, severity: 'S2', rank: -1e15 })
    const blind = jobDraft({ near, blind: true, rank: -1e15 })
    await insertJobs(connection(), [...like, graver, blind])
    const mina = personWith('Mina')
    const [job] = await server().take(taker(mina), pack, undefined, 1)
    expect(job!.id).toBe(like[0]!.id)
    const sight = { worlds: null, gravest: 'S0', hidden: [], known: null } as const
    const similar = await jobs.similar(job!, mina.id, sight, 50)
    expect(similar.map(({ id }) => id).sort()).toEqual(
      like
        .slice(1)
        .map(({ id }) => id)
        .sort(),
    )
    const also = await jobs.get([...like.slice(1), graver, blind].map(({ id }) => id))
    expect(await judge(job!, mina, BAD, also, 10_000)).toHaveLength(3)
    expect(await jobs.undo(job!.id, mina.id, Date.now(), Date.now() + 60_000)).toBeDefined()
    expect(
      (await jobs.get(like.map(({ id }) => id))).map(({ state, claimedBy }) => [state, claimedBy]),
    ).toEqual([
      ['open', mina.id],
      ['open', undefined],
      ['open', undefined],
    ])
    expect(await judge(job!, mina, BAD, also)).toHaveLength(3)
    expect(await settleAll()).toBe(3)
    expect(closed).toHaveLength(3)
  })

  test('unsure goes to somebody else, and after two to whoever may settle it', async () => {
    await insertJobs(connection(), [jobDraft()])
    const [mina, jun, ara] = [personWith('Mina'), personWith('Jun'), personWith('Ara')]
    const unsure: Judgement = { ...FINE, choice: 'unsure' }
    const [first] = await take(mina)
    await judge(first!, mina, unsure)
    await settleAll()
    expect(await take(mina)).toEqual([])
    const [second] = await take(jun)
    expect(second).toMatchObject({ stage: 'first', excluded: [mina.id] })
    await judge(second!, jun, unsure)
    await settleAll()
    expect(await take(ara)).toEqual([])
    const [third] = await take(ara, 1, true)
    expect(third).toMatchObject({ stage: 'adjudication' })
    await judge(third!, ara)
    await settleAll()
    const marks = (await jobs.annotations([first!.id])).map(({ marks }) => marks)
    expect(marks).toEqual([[], [], ['truth']])
  })
})

describe('settling', () => {
  const effectsOf = async (decision: string) =>
    (
      await sql<{ body: string }>(
        connection(),
        'select body from haechi.effects where id = $1 order by xid, seq',
        [decision.slice(2)],
      )
    ).map(({ body }) => JSON.parse(body))

  test('violates strikes, enforces and tells, once, also where the decision had no effect of its own', async () => {
    // A class of retention that has never had an effect: its place in the outbox is made on the way.
    const { decision } = await decided({ decisionDays: 200 })
    await insertJobs(connection(), [jobDraft({ decision: decision.decision, reports: 1 })])
    const mina = personWith('Mina')
    const [job] = await take(mina)
    const mute = { name: 'mute', on: 'actor', forMs: 60_000, with: undefined } as const
    await judge(job!, mina, { ...BAD, policies: ['harassment.insult@3'], enforcements: [mute], note: 'hm' })
    expect(await Promise.all([settleAll(), settleAll()])).toContain(1)
    const [annotation] = await jobs.annotations([job!.id])
    const asked = { policy: 'harassment.insult@3', annotation: annotation!.id, by: mina.id, note: 'hm' }
    expect(await effectsOf(decision.decision)).toEqual([
      { kind: 'later-strike', ...asked, target: 'account:u1', weight: 2 },
      {
        kind: 'later-enforcement',
        ...asked,
        target: 'account:u1',
        enforcement: 'mute',
        until: expect.any(String),
      },
      { kind: 'later-notice', ...asked, target: 'account:u1' },
    ])
    expect(closed).toEqual([{ job: job!.id, outcome: 'violates' }])
  })

  test('fine takes back what a decision with force did, and asks for nothing where it had none', async () => {
    const [harsh, mild] = [await decided({ fired: true }), await decided({})]
    const drafts = [harsh, mild].map(({ decision: { decision } }) => jobDraft({ decision }))
    await insertJobs(connection(), drafts)
    const mina = personWith('Mina')
    for (const job of await take(mina)) await judge(job, mina)
    await settleAll()
    expect((await effectsOf(harsh.decision.decision)).map(({ kind }) => kind)).toEqual(['strike', 'reverse'])
    expect(await effectsOf(mild.decision.decision)).toEqual([])
  })

  test('what cannot be taken back waits for a second, blind word; a disagreement is settled by a third', async () => {
    const { decision } = await decided({})
    await insertJobs(connection(), [jobDraft({ decision: decision.decision, severity: 'S1' })])
    const [mina, jun, ara] = [personWith('Mina'), personWith('Jun'), personWith('Ara')]
    const banish = { name: 'banish', on: 'actor', forMs: undefined, with: undefined } as const
    const [first] = await take(mina)
    await judge(first!, mina, { ...BAD, enforcements: [banish] })
    await settleAll()
    expect(await effectsOf(decision.decision)).toEqual([])
    expect(await take(mina, 10, true)).toEqual([])
    const [second] = await take(jun)
    expect(second).toMatchObject({ stage: 'second', blind: true, needs: 2 })
    await judge(second!, jun, BAD)
    await settleAll()
    expect(await effectsOf(decision.decision)).toEqual([])
    expect([await take(mina, 1, true), await take(jun, 1, true), await take(ara)]).toEqual([[], [], []])
    const [third] = await take(ara, 1, true)
    expect(third).toMatchObject({ stage: 'adjudication', blind: false })
    await judge(third!, ara, { ...BAD, enforcements: [banish] })
    await settleAll()
    expect((await effectsOf(decision.decision)).map(({ kind }) => kind)).toEqual([
      ...['later-strike', 'later-enforcement', 'later-notice'],
    ])
    expect((await jobs.annotations([third!.id])).map(({ marks }) => marks)).toEqual([
      ...[['disagreed'], ['disagreed'], ['truth']],
    ])
  })

  test('a job about an entity that no event came with has effects all the same', async () => {
    const draft = jobDraft({ kind: 'report', item: 'account:u9' as never, actor: 'account:u9' as never })
    await insertJobs(connection(), [draft])
    const mina = personWith('Mina')
    const [job] = await take(mina)
    await judge(job!, mina, BAD)
    await settleAll()
    expect((await effectsOf(`d-${draft.id.slice(4)}`)).map(({ kind }) => kind)).toEqual([
      'later-strike',
      'later-notice',
    ])
  })

  test('an appeal is upheld or overturned', async () => {
    const appeals = [newId<AppealId>('app'), newId<AppealId>('app')]
    await insertJobs(
      connection(),
      appeals.map((appeal, i) => jobDraft({ kind: 'appeal', appeal, rank: -i })),
    )
    const mina = personWith('Mina')
    const [a, b] = await take(mina)
    await judge(a!, mina, BAD)
    await judge(b!, mina, FINE)
    await settleAll()
    expect(appealed).toMatchObject([
      { appeal: appeals[0], outcome: 'upheld' },
      { appeal: appeals[1], outcome: 'overturned' },
    ])
    expect(closed).toEqual([])
  })

  test('of a job that cannot be settled nothing happens; it is put off and settled later', async () => {
    await insertJobs(connection(), [jobDraft()])
    const mina = personWith('Mina')
    const [job] = await take(mina)
    await judge(job!, mina, BAD)
    const nowMs = Date.now()
    const fault = () => {
      throw new Error('a fault of ours')
    }
    await jobs.settle(fault, nowMs, 10)
    expect(await one(job!.id)).toMatchObject({ state: 'settling', settleMs: nowMs + 60_000 })
    expect(await settleAll()).toBe(0)
    const later = nowMs + 60_000
    expect(await jobs.settle((one) => settle(one, pack, later), later, 10)).toBe(1)
    expect(await one(job!.id)).toMatchObject({ state: 'done', outcome: 'violates' })
  })

  async function decided(options: Parameters<typeof entryOf>[1]) {
    const entry = entryOf(undefined, options)
    await store.decisions.append(entry)
    return entry
  }
})

describe('golden jobs', () => {
  const always = () => server({ random: () => 0 })
  const golden = packWith('urgent: { description: Soon, golden: 1 }\n')

  async function addItem(truth: 'violates' | 'fine', more: Partial<GoldenItem> = {}) {
    const id = newId<string>('x').slice(2)
    const item = {
      ...{
        id,
        decision: newId<never>('d'),
        policy: 'harassment.insult@3',
        truth,
        policies: [],
        source: 'manual',
      },
      ...{
        addedMs: Date.now(),
        addedBy: undefined,
        retiredMs: undefined,
        queue: 'urgent',
        item: `event:${id}`,
      },
      ...{
        family: 'harassment',
        severity: 'S3',
        type: 'chat.message',
        world: 'plaza',
        actor: 'account:u7' as never,
      },
      ...{ target: undefined, session: undefined, language: undefined },
    } as const
    expect(await jobs.addGolden({ ...item, ...more } as GoldenItem)).toBe(true)
    return id
  }

  test('they come in the place of others, once to each person, and say who was right', async () => {
    const id = await addItem('violates')
    await insertJobs(connection(), [jobDraft({ queue: 'urgent' })])
    const [mina, jun] = [personWith('Mina'), personWith('Jun')]
    const [job] = await always().take(taker(mina), golden, undefined, 1)
    expect(job).toMatchObject({ kind: 'golden', blind: true, golden: id, claimedBy: mina.id })
    const [real] = await always().take(taker(mina), golden, undefined, 1)
    // As old as no other, so that the two are not known by it.
    expect(real!.kind).toBe('rule')
    expect(job!.createdMs).toBeLessThan(real!.createdMs)
    expect(job!.dueMs - job!.createdMs).toBe(real!.dueMs - real!.createdMs)
    await jobs.release(real!.id, mina.id, real!.claim!)
    const [other] = await always().take(taker(jun), golden, undefined, 1)
    expect(other).toMatchObject({ kind: 'golden', golden: id })
    await judge(job!, mina, BAD)
    await judge(other!, jun, FINE)
    await settleAll(golden)
    expect(await jobs.golden({ worlds: null, gravest: 'S0', hidden: [], known: null }, 10)).toMatchObject([
      { id, right: 1, wrong: 1 },
    ])
    expect(closed).toEqual([])
  })

  test('one that is retired, not to be seen, or given back comes no more', async () => {
    await jobs.retireGolden(await addItem('fine'), Date.now())
    await addItem('fine', { severity: 'S0' })
    await addItem('fine', { world: 'school' })
    await insertJobs(connection(), [jobDraft({ queue: 'urgent' })])
    const mina = personWith('Mina', { clearance: 'S1', worlds: new Set(['plaza']) })
    const [job] = await always().take(taker(mina), golden, undefined, 1)
    expect(job).toMatchObject({ kind: 'rule' })
    await jobs.release(job!.id, mina.id, job!.claim!)
    const jun = personWith('Jun', { clearance: 'S1' })
    const [made] = await always().take(taker(jun), golden, undefined, 1)
    expect(made).toMatchObject({ kind: 'golden', world: 'school' })
    await jobs.release(made!.id, jun.id, made!.claim!)
    expect(await one(made!.id)).toMatchObject({ state: 'withdrawn' })
    expect(await always().take(taker(jun), golden, undefined, 1)).toMatchObject([{ kind: 'rule' }])
  })
})
