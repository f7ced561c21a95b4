import type pg from 'pg'
import type { Person } from '../src/access/person.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { type JobId, type UserId, uuidOf } from '../src/core/ids.ts'
import { Severity } from '../src/core/severity.ts'
import type { JobDraft } from '../src/review/ports.ts'
import { sql } from './store-tools.fixture.ts'

const ids = decisionIds()

export function newId<T extends string>(prefix: string, nowMs = Date.now()): T {
  return `${prefix}-${ids(nowMs).slice(2)}` as T
}

/** A waiting job of the queue `default`, unless told otherwise. */
export function jobDraft(more: Partial<JobDraft> = {}): JobDraft {
  const createdMs = more.createdMs ?? Date.now()
  const id = more.id ?? newId<JobId>('job', createdMs)
  return {
    ...{ id, kind: 'rule', queue: 'default', item: `event:${uuidOf(id)}`, family: 'harassment' },
    ...{
      policy: 'harassment.insult@3',
      severity: 'S3',
      decision: undefined,
      type: 'chat.message',
      world: 'plaza',
    },
    ...{ actor: 'account:u1' as EntityRef, target: undefined, session: undefined, language: undefined },
    ...{
      near: undefined,
      reach: 1,
      reports: 0,
      mass: false,
      blind: false,
      probability: 1,
      sample: undefined,
    },
    ...{
      createdMs,
      dueMs: createdMs + 86_400_000,
      rank: -createdMs,
      needs: 1,
      excluded: [],
      report: undefined,
    },
    ...{ rule: undefined, appeal: undefined },
    ...more,
  }
}

const INSERT = `insert into haechi.jobs (id, kind, queue, item, family, policy, severity, decision, type, world, actor,
    target, session, language, near, reach, reports, mass, blind, probability, sample, created_ms, due_ms, rank, needs,
    excluded, appeal)
  select * from json_to_recordset($1::json) as j (id uuid, kind text, queue text, item text, family text, policy text,
    severity int2, decision uuid, type text, world text, actor text, target text, session text, language text,
    near int8, reach int4, reports int4, mass boolean, blind boolean, probability float8, sample text, created_ms int8,
    due_ms int8, rank float8, needs int2, excluded uuid[], appeal uuid)`

/** Puts jobs into the store as they are, beside whatever opens them in the service. */
export async function insertJobs(connection: pg.ClientConfig, drafts: readonly JobDraft[]): Promise<void> {
  const rows = drafts.map((job) => ({
    ...job,
    id: uuidOf(job.id),
    severity: Severity.options.indexOf(job.severity),
    decision: job.decision?.slice(2),
    near: job.near?.toString(),
    created_ms: job.createdMs,
    due_ms: job.dueMs,
    excluded: job.excluded.map(uuidOf),
    appeal: job.appeal && uuidOf(job.appeal),
  }))
  await sql(connection, INSERT, [JSON.stringify(rows)])
}

export interface PersonOptions extends Partial<Person['skills']> {
  readonly role?: Person['role']
  readonly worlds?: ReadonlySet<string>
}

/** A reviewer cleared for everything, unless told otherwise. */
export function personWith(name: string, options: PersonOptions = {}): Person {
  const { role = 'reviewer', worlds = null, languages = null, families = null, clearance = 'S0' } = options
  const id = newId<UserId>('usr')
  return { id, name, role, worlds, skills: { languages, families, clearance } }
}
