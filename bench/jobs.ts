import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Person } from '../src/access/person.ts'
import { decisionIds } from '../src/core/id.ts'
import type { AnnotationId, JobId, UserId } from '../src/core/ids.ts'
import type { Queue } from '../src/pack/pack.ts'
import type { JobStore } from '../src/review/jobs/ports.ts'
import type { JobRecord } from '../src/review/ports.ts'
import { type ServedJobs, serveJobs } from '../src/review/serve-jobs.ts'
import type { Connection } from '../src/store/connect.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Bench, Emit } from './emit.ts'
import { below, cpuMs } from './haechi-process.ts'
import { mulberry32 } from './random.ts'

const base = { bench: 'jobs', peer: null }
const REVIEWERS = 50
const QUEUES = ['default', 'chat', 'items', 'urgent', 'minors']
const FAMILIES = ['harassment', 'sexual', 'hate', 'scam', 'spam', 'minors']
const LANGUAGES = ['ko', 'en', 'ja', null]

export const bench: Bench = {
  name: 'jobs',
  summary: 'the next job after a judgement: a million jobs in store, fifty reviewers at once, two servers',
  async run(emit, { quick }) {
    const count = quick ? 100_000 : 1_000_000
    const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
    // What we wait for while a store stops keeps no process alive by itself.
    const awake = setInterval(() => undefined, 1000)
    try {
      // The first opening makes the tables.
      await (await openStore({ dataDir: folder }, { log: () => undefined })).close()
      await fill(folder, count)
      await measure(emit, folder, quick ? 5 : 15)
    } finally {
      clearInterval(awake)
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** Three quarters of the jobs wait; the rest are done. Ranks, queues and skills have nothing to do with each other. */
async function fill(folder: string, count: number): Promise<void> {
  const embedded = await startEmbedded(folder, () => undefined)
  const client = new pg.Client(embedded.connection)
  client.on('error', () => undefined)
  await client.connect()
  const { rows } = await client.query<{ indexname: string; indexdef: string }>(
    `select indexname, indexdef from pg_indexes where schemaname = 'haechi' and tablename = 'jobs' and indexname <> 'jobs_pkey'`,
  )
  for (const { indexname } of rows) await client.query(`drop index haechi.${indexname}`)
  await client.query(
    `insert into haechi.jobs (id, kind, state, queue, item, family, policy, severity, type, world, actor, language, near,
       blind, probability, created_ms, due_ms, rank)
     select gen_random_uuid(), 'rule', case when i % 4 = 0 then 'done' else 'open' end,
       ($2::text[])[1 + h % 5], 'event:' || md5(i::text), ($3::text[])[1 + h / 5 % 6], 'harassment.insult@3',
       1 + h / 30 % 4, 'chat.message', ($4::text[])[1 + h / 120 % 3], 'account:u' || h % 100000,
       ($5::text[])[1 + h / 360 % 4], i % 5000, i % 10 = 0, 1, $6::int8, $6::int8 + 86400000, random() * 1e8 - $6::int8
     from (select i, abs(hashint4(i)) as h from generate_series(1, $1::int) as i) x`,
    [count, QUEUES, FAMILIES, ['plaza', 'school', 'arena'], LANGUAGES, Date.now()],
  )
  for (const { indexdef } of rows) await client.query(indexdef)
  await client.query('analyze haechi.jobs')
  // What was filled in is on disk before anything is measured.
  await client.query('checkpoint')
  await client.end()
  await embedded.stop()
}

const queues = new Map(
  QUEUES.map((name): [string, Queue] => [
    name,
    {
      ...{
        name,
        description: name,
        isDefault: name === 'default',
        clearance: name === 'minors' ? 'S1' : undefined,
      },
      ...{ languages: undefined, serviceLevelMs: 86_400_000, doublesMs: 21_600_000, holdMs: 600_000 },
      ...{ enforcements: undefined, second: 0, golden: 0 },
    },
  ]),
)

/** Skills that overlap, so that the same heads are wanted by many, and some may take little. */
function people(random: () => number): Person[] {
  const ids = decisionIds()
  return Array.from({ length: REVIEWERS }, (_, i) => ({
    id: `usr-${ids(Date.now()).slice(2)}` as UserId,
    name: `reviewer ${i}`,
    role: 'reviewer',
    worlds: i % 5 === 0 ? new Set(['plaza']) : null,
    skills: {
      languages:
        i % 3 === 0
          ? null
          : (LANGUAGES.filter((one) => one !== null && random() < 0.6).concat('en') as string[]),
      families: i % 4 === 0 ? FAMILIES.filter(() => random() < 0.4).concat('spam') : null,
      clearance: i % 2 === 0 ? 'S0' : 'S2',
    },
  }))
}

async function measure(emit: Emit, folder: string, seconds: number): Promise<void> {
  const log = () => undefined
  const embedded = await openStore({ dataDir: folder }, { log })
  try {
    // A second service on the same database: what one knows of the lanes, the other does not.
    const other = await openStore({ databaseUrl: urlOf(embedded.connection) }, { log })
    const lanes = await timed(() => embedded.jobs.lanes())
    emit({
      ...base,
      figure: 'lanes in which jobs wait',
      value: lanes.result.length,
      unit: '',
      reach: null,
      holds: null,
    })
    emit({ ...base, figure: 'a look at all lanes', value: lanes.ms, unit: 'ms', reach: null, holds: null })
    const random = mulberry32(7)
    const served = new Set<JobId>()
    let twice = 0
    const note = (job: JobRecord) => {
      if (served.has(job.id)) twice++
      served.add(job.id)
    }
    const servers = [embedded.jobs, other.jobs].map((store) => ({ store, served: serverOf(store, random) }))
    for (const [figure, pauseMs] of [
      ['each judging every two seconds', 2000],
      ['without a pause', 0],
    ] as const) {
      const [ours, theirs] = [process.cpuUsage(), cpuMs(below(process.pid))]
      const run = await review(servers, people(random), seconds, pauseMs, random, note)
      const p = (share: number) =>
        run.nextMs[Math.min(run.nextMs.length - 1, Math.floor(run.nextMs.length * share))]!
      const rate = { ...base, reach: null, holds: null }
      emit({ ...rate, figure: `judged, ${figure}`, value: run.nextMs.length / seconds, unit: 'jobs/s' })
      const { user, system } = process.cpuUsage(ours)
      const each = { ...rate, unit: 'ms CPU/job' }
      emit({ ...each, figure: `our part, ${figure}`, value: (user + system) / 1000 / run.nextMs.length })
      const database = (cpuMs(below(process.pid)) - theirs) / run.nextMs.length
      emit({ ...each, figure: `the database, ${figure}`, value: database })
      emit({ ...rate, figure: `judged and the next there, ${figure}: p50`, value: p(0.5), unit: 'ms' })
      const p99 = p(0.99)
      emit({
        ...{ ...base, figure: `judged and the next there, ${figure}: p99`, value: p99, unit: 'ms' },
        ...{ reach: 100, holds: p99 < 100 },
      })
      emit({
        ...rate,
        figure: `the next alone, ${figure}: p99`,
        value: run.takeMs[Math.floor(run.takeMs.length * 0.99)]!,
        unit: 'ms',
      })
    }
    emit({ ...base, figure: 'jobs served twice', value: twice, unit: '', reach: 0, holds: twice === 0 })
    await other.close()
  } finally {
    await embedded.close()
  }
}

function serverOf(store: JobStore, random: () => number): ServedJobs {
  return serveJobs({
    ...{ store, now: () => Date.now(), random },
    claim: () => crypto.randomUUID().replaceAll('-', ''),
    jobId: (atMs) => `job-${decisionIds()(atMs).slice(2)}` as JobId,
  })
}

/** Everybody at once: takes a job, looks at it, judges it, and waits for the next. */
async function review(
  servers: readonly { readonly store: JobStore; readonly served: ServedJobs }[],
  reviewers: readonly Person[],
  seconds: number,
  pauseMs: number,
  random: () => number,
  note: (job: JobRecord) => void,
): Promise<{ nextMs: number[]; takeMs: number[] }> {
  const ids = decisionIds()
  const [nextMs, takeMs]: [number[], number[]] = [[], []]
  const endMs = performance.now() + seconds * 1000
  await Promise.all(
    reviewers.map(async (person, i) => {
      const { store, served } = servers[i % servers.length]!
      const taker = { worlds: person.worlds, person, mayAdjudicate: false }
      const next = async () => (await served.take(taker, { queues }, undefined, 1))[0]
      let job = await next()
      if (job !== undefined) note(job)
      while (job !== undefined && performance.now() < endMs) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + random())))
        const nowMs = Date.now()
        const startMs = performance.now()
        const judged = await store.annotate({
          jobs: [
            { job: job.id, annotation: `ann-${ids(nowMs).slice(2)}` as AnnotationId, policy: job.policy },
          ],
          judgement: {
            ...{ choice: 'fine', policies: [], enforcements: [], strike: true, spans: [], regions: [] },
            ...{ note: undefined, spentMs: 1000 },
          },
          ...{ person: person.id, claim: job.claim!, nowMs, settleMs: nowMs + 10_000 },
        })
        if (judged.length !== 1) throw new Error('a job that was held could not be judged')
        const takeAt = performance.now()
        job = await next()
        const doneAt = performance.now()
        nextMs.push(doneAt - startMs)
        takeMs.push(doneAt - takeAt)
        if (job !== undefined) note(job)
      }
    }),
  )
  return { nextMs: nextMs.sort((a, b) => a - b), takeMs: takeMs.sort((a, b) => a - b) }
}

function urlOf({ host, password }: Connection): string {
  return `postgres://haechi:${password}@/postgres?host=${encodeURIComponent(host ?? '')}`
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const start = performance.now()
  const result = await work()
  return { result, ms: performance.now() - start }
}
