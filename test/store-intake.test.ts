import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Effect } from '../src/core/effect.ts'
import { decisionIds } from '../src/core/id.ts'
import type { JobId } from '../src/core/ids.ts'
import { Severity } from '../src/core/severity.ts'
import type { JobDraft } from '../src/review/ports.ts'
import { rankOf } from '../src/review/priority.ts'
import { connectionPool } from '../src/store/connect.ts'
import { followEffects } from '../src/store/effects/follow-effects.ts'
import type { TakeEffects } from '../src/store/effects/take-effects.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openNames } from '../src/store/names.ts'
import { openStore } from '../src/store/open-store.ts'
import { closeReports } from '../src/store/review/close-reports.ts'
import { openJobs } from '../src/store/review/open-jobs.ts'
import type { Store } from '../src/store/store.ts'
import {
  BY_HAND,
  connectionOf,
  databaseUrlOf,
  freshFolder,
  removeFolder,
  until,
} from './store-tools.fixture.ts'

const HOUR = 3_600_000
const dataDir = freshFolder()
const ids = decisionIds()
let store: Store
let second: Store
let pool: pg.Pool

beforeAll(async () => {
  store = await openStore({ dataDir, retentionEveryMs: BY_HAND }, { log: () => undefined })
  second = await openStore(
    { databaseUrl: databaseUrlOf(dataDir), retentionEveryMs: BY_HAND },
    { log: () => undefined },
  )
  pool = connectionPool(connectionOf(dataDir), { max: 8, lost: () => undefined })
})

afterAll(async () => {
  await pool?.end()
  await second?.close()
  await store?.close()
  removeFolder(dataDir)
})

beforeEach(async () => {
  await pool.query('truncate haechi.jobs, haechi.job_members, haechi.reports')
  await allKnown()
  const names = await openNames(pool)
  while ((await followEffects({ pool, names, takers: [] }, 1000, Date.now())) > 0);
})

/** Waits until no effect is held back by a transaction that is under way, be it one of the database itself. */
async function allKnown(): Promise<void> {
  const open = 'select from haechi.effects where xid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1'
  await until(async () => (await pool.query(open)).rowCount === 0)
}

let made = 0
function draft(more: Partial<JobDraft> = {}): JobDraft {
  const createdMs = more.createdMs ?? 1_800_000_000_000
  const whole: JobDraft = {
    ...{
      id: `job-${ids(createdMs).slice(2)}` as JobId,
      kind: 'rule',
      queue: 'default',
      item: 'account:u1' as never,
    },
    ...{
      family: 'harassment',
      policy: 'harassment.insult@1',
      severity: 'S3',
      decision: ids(createdMs),
      type: 'chat',
    },
    ...{
      world: 'plaza',
      actor: 'account:u1' as never,
      target: undefined,
      session: undefined,
      language: 'ko',
    },
    ...{
      near: -(2n ** 63n) + BigInt(made++),
      reach: 1,
      reports: 0,
      mass: false,
      blind: false,
      probability: 1,
    },
    ...{
      sample: undefined,
      createdMs,
      dueMs: createdMs + HOUR,
      rank: 0,
      needs: 1,
      excluded: [],
      report: undefined,
    },
    ...{ rule: 'chat.insult', appeal: undefined, doublesMs: 6 * HOUR },
    ...more,
  }
  const { severity, reach, reportWeight = 0, mass, trusted = false } = whole
  return {
    ...whole,
    rank: rankOf({ severity, reach, reportWeight, mass, trusted, createdMs }, whole.doublesMs!),
  }
}

async function open(drafts: readonly JobDraft[]): Promise<JobId[]> {
  const client = await pool.connect()
  try {
    return await openJobs(client, drafts)
  } finally {
    client.release()
  }
}

// biome-ignore lint/suspicious/noExplicitAny: rows of tests
const rows = async (text: string, values: unknown[] = []): Promise<any[]> =>
  (await pool.query(text, values)).rows

test('one job is open for an item and a family, and whoever comes later joins it: the gravest decides', async () => {
  const [first, same, other] = await open([draft(), draft({ reach: 50 }), draft({ family: 'spam' })])
  expect(same).toBe(first)
  expect(other).not.toBe(first)
  const [joined] = await open([
    draft({ severity: 'S1', queue: 'urgent', doublesMs: HOUR, policy: 'harassment.x@2' }),
  ])
  const [again] = await open([draft({ severity: 'S4' })])
  expect([joined, again]).toEqual([first, first])
  const [job] = await rows(`select * from haechi.jobs where id = $1`, [first!.slice(4)])
  expect(job).toMatchObject({ severity: 1, queue: 'urgent', policy: 'harassment.x@2', events: 4, reach: 50 })
  expect(job.rank).toBeCloseTo(
    rankOf(
      {
        severity: 'S1',
        reach: 50,
        reportWeight: 0,
        mass: false,
        trusted: false,
        createdMs: 1_800_000_000_000,
      },
      HOUR,
    ),
    0,
  )
  expect(await rows('select * from haechi.job_members where job = $1', [first!.slice(4)])).toHaveLength(4)
  // Judged: the next event opens another.
  await pool.query(`update haechi.jobs set state = 'done' where id = $1`, [first!.slice(4)])
  expect((await open([draft()]))[0]).not.toBe(first)
})

test('the rank in SQL is that of review/priority.ts, for jobs that open and for those that join', async () => {
  const many = Array.from({ length: 200 }, (_, i) =>
    draft({
      item: `account:r${i}` as never,
      kind: i % 2 ? 'rule' : 'report',
      severity: Severity.options[i % 5]!,
      reach: 1 + ((i * 7919) % 5000),
      reports: i % 7,
      reportWeight: (i % 7) * 0.61,
      mass: i % 3 === 0,
      trusted: i % 11 === 0,
      createdMs: 1_700_000_000_000 + i * 12_345_678,
      doublesMs: HOUR * (1 + (i % 9)),
    }),
  )
  await open(many)
  const stored = await rows('select item, rank from haechi.jobs')
  const byItem = new Map(stored.map((row) => [row.item, row.rank]))
  for (const one of many) expect(byItem.get(one.item)).toBeCloseTo(one.rank, 0)
  await store.queues.rerank(new Map([['default', 2 * HOUR]]))
  for (const row of await rows('select * from haechi.jobs'))
    expect(row.rank).toBeCloseTo(
      rankOf(
        {
          ...{ severity: Severity.options[row.severity]!, reach: row.reach, reportWeight: row.report_weight },
          ...{ mass: row.mass, trusted: row.trusted, createdMs: Number(row.created_ms) },
        },
        2 * HOUR,
      ),
      0,
    )
})

test('audits never join: each is a job of its own, blind, with its chance', async () => {
  const audit = {
    kind: 'audit',
    blind: true,
    probability: 0.01,
    sample: 's',
    family: '',
    policy: '',
  } as const
  const jobs = await open([draft(audit), draft(audit), draft()])
  expect(new Set(jobs).size).toBe(3)
  expect(await rows(`select probability, blind from haechi.jobs where kind = 'audit'`)).toEqual([
    { probability: 0.01, blind: true },
    { probability: 0.01, blind: true },
  ])
})

test('many writers at once open one job for an item, and lose no event', async () => {
  const work = Array.from({ length: 8 }, (_, w) =>
    Array.from({ length: 20 }, (_, i) => draft({ item: `account:c${(i * (w + 1)) % 7}` as never })),
  )
  await Promise.all(work.map(open))
  const jobs = await rows('select item, events from haechi.jobs')
  expect(jobs).toHaveLength(7)
  expect(jobs.reduce((sum, { events }) => sum + events, 0)).toBe(160)
})

const job = (i: number): Effect => ({ kind: 'job', rule: `r${i}`, policy: 'spam.links@1', queue: 'default' })
function asking(i: number) {
  const entry = entryOf(undefined, { fired: true })
  return { ...entry, decision: { ...entry.decision, effects: [job(i)] } }
}

test('several followers and many writers, some of which commit late: every effect once, none lost', async () => {
  const names = await openNames(pool)
  const seen: string[] = []
  const take: TakeEffects = async (client, batch) => {
    for (const { effect } of batch) seen.push('rule' in effect ? effect.rule : '?')
    await client.query('select 1')
  }
  // A writer that holds its transaction open while others commit after it.
  const late = await pool.connect()
  await late.query('begin')
  const before = asking(-1)
  await store.decisions.append(before)
  await late.query(
    `insert into haechi.effects (id, keep, ordinal, body) select id, keep, 1, $2 from haechi.decisions where id = $1`,
    [before.decision.decision.slice(2), JSON.stringify({ ...job(0), rule: 'late' })],
  )
  let writing = true
  const followers = Array.from({ length: 3 }, async () => {
    while (writing) await followEffects({ pool, names, takers: [take] }, 7, Date.now())
  })
  const writers = Array.from({ length: 2 }, (_, w) =>
    Promise.all(
      Array.from({ length: 300 }, (_, i) => [store, second][w]!.decisions.append(asking(w * 300 + i))),
    ),
  )
  await Promise.all(writers)
  // Nothing that was written behind the open transaction may be passed before it.
  expect(seen).not.toContain('late')
  await late.query('commit')
  late.release()
  // Another follower may be at it, which this one is then told nothing of.
  await until(() => seen.length >= 602)
  writing = false
  await Promise.all(followers)
  expect(await followEffects({ pool, names, takers: [take] }, 1000, Date.now())).toBe(0)
  expect(seen.length).toBe(602)
  expect(new Set(seen)).toEqual(new Set(['late', ...Array.from({ length: 601 }, (_, i) => `r${i - 1}`)]))
})

test('a taker that fails, or whose connection is cut, leaves nothing behind, and all of it comes again', async () => {
  const names = await openNames(pool)
  for (let i = 0; i < 5; i++) await store.decisions.append(asking(i))
  const write: TakeEffects = async (client, batch) => {
    await openJobs(
      client,
      batch.map(({ decision }, i) => draft({ decision, item: `account:k${i}` as never })),
    )
  }
  const fail: TakeEffects = async () => {
    throw new Error('on purpose')
  }
  const cut: TakeEffects = async (client) => {
    await client.query('select pg_terminate_backend(pg_backend_pid())')
  }
  for (const last of [fail, cut])
    await expect(followEffects({ pool, names, takers: [write, last] }, 100, Date.now())).rejects.toThrow()
  expect(await rows('select id from haechi.jobs')).toEqual([])
  // A connection that was cut is told so a moment before its transaction is over, and holds back what is there until then.
  let passed = 0
  await until(async () => {
    passed += await followEffects({ pool, names, takers: [write] }, 100, Date.now())
    return passed >= 5
  })
  expect(passed).toBe(5)
  expect(await followEffects({ pool, names, takers: [write] }, 100, Date.now())).toBe(0)
  expect(await rows('select id from haechi.jobs')).toHaveLength(5)
})

test('after a restore into another server, what was passed is not repeated, and the rest is carried out', async () => {
  const names = await openNames(pool)
  const seen: string[] = []
  const take: TakeEffects = async (_, batch) => {
    for (const { effect } of batch) seen.push('rule' in effect ? effect.rule : '?')
  }
  for (let i = 0; i < 4; i++) await store.decisions.append(asking(i))
  await allKnown()
  expect(await followEffects({ pool, names, takers: [take] }, 2, Date.now())).toBe(2)
  // As a dump brings it back: the numbers are of a server that was much further, and its name is another one.
  await pool.query(`update haechi.effects set xid = (xid::text::int8 + 1000000000)::text::xid8`)
  await pool.query(
    `update haechi.effect_cursors set xid = (xid::text::int8 + 1000000000)::text::xid8, system = 'another'`,
  )
  const follow = () => followEffects({ pool, names, takers: [take] }, 2, Date.now())
  await until(async () => (await follow()) === 0 && seen.length >= 4)
  expect(seen).toEqual(['r0', 'r1', 'r2', 'r3'])
  await store.decisions.append(asking(4))
  await until(async () => (await follow()) > 0)
  expect(seen).toEqual(['r0', 'r1', 'r2', 'r3', 'r4'])
})

test('a breach is marked and told once', async () => {
  await open([draft(), draft({ item: 'account:u2' as never, queue: 'urgent' })])
  const due = 1_800_000_000_000 + HOUR
  expect(await store.queues.breach(due - 1)).toEqual([])
  expect(await store.queues.breach(due)).toEqual([
    { queue: 'default', jobs: 1 },
    { queue: 'urgent', jobs: 1 },
  ])
  expect(await store.queues.breach(due + 1)).toEqual([])
  expect(await store.queues.figures()).toEqual([
    { queue: 'default', waiting: 1, oldestMs: 1_800_000_000_000, late: 1 },
    { queue: 'urgent', waiting: 1, oldestMs: 1_800_000_000_000, late: 1 },
  ])
})

test('judged jobs close their reports, and whoever is told is told once; personal fields go by their age', async () => {
  const atMs = 1_800_000_000_000
  const { report } = await store.reports.file(
    {
      ...{ id: `rep-${ids(atMs).slice(2)}` as never, key: 'a'.repeat(32), reporter: 'account:u9' as never },
      ...{ item: 'account:u1' as never, target: 'account:u1' as never, decision: undefined, world: 'plaza' },
      ...{
        reason: 'insult',
        policy: 'harassment.insult@1',
        text: 'a secret',
        location: undefined,
        name: 'Kim',
      },
      ...{ email: undefined, bonaFide: true, trusted: false, atMs },
    },
    { reporters: 10, withinMs: 60_000 },
    () => ({ draft: draft({ kind: 'report', reports: 1, reportWeight: 0.5 }), weight: 0.5 }),
  )
  const told: unknown[] = []
  const tell = async (_: unknown, messages: readonly unknown[]) => void told.push(...messages)
  const client = await pool.connect()
  const judged = [{ job: report.job!, outcome: 'violates' as const }]
  await closeReports(client, judged, atMs + 5, tell)
  await closeReports(client, judged, atMs + 6, tell)
  client.release()
  expect(told).toMatchObject([{ type: 'report.decided', data: { report: report.id, outcome: 'violates' } }])
  expect(await store.reports.get(report.id)).toMatchObject({ outcome: 'violates', decidedMs: atMs + 5 })
  store.keepFor({ reports: 1000 })
  await store.retain(atMs + 1005)
  expect(await store.reports.get(report.id)).toMatchObject({ name: 'Kim' })
  await store.retain(atMs + 1006)
  expect(await store.reports.get(report.id)).toMatchObject({
    text: undefined,
    name: undefined,
    reason: 'insult',
  })
})
