import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { type AnnotationId, idFrom, type StatementId, uuidOf } from '../../core/ids.ts'
import type {
  AnnotationFacts,
  DecisionFacts,
  GivenStatement,
  LedgerState,
  Wanted,
} from '../../enforcement/ledger/ports.ts'
import type { EnforcementRecord, Spans, StatementKind, StrikeRecord } from '../../enforcement/ports.ts'
import {
  type CauseRow,
  causeOf,
  ENFORCEMENT_COLUMNS,
  type EnforcementRow,
  enforcementOf,
  idOr,
  type StrikeRow,
  strikeOf,
} from './columns.ts'

// What the decisions to be reversed led to, and what the ids given are on.
const LED_TO = `select e.target as entity from haechi.enforcement_causes c join haechi.enforcements e on e.id = c.enforcement
    where c.decision = any($1::uuid[])
  union select target from haechi.enforcements where id = any($2::uuid[])
  union select account from haechi.strikes where decision = any($1::uuid[]) or id = any($3::uuid[])`

// In one order, so that two who lock the same subjects cannot wait for each other.
const MAKE = `insert into haechi.subjects (entity) select unnest($1::text[]) on conflict do nothing`
const LOCK = `select entity, sequence from haechi.subjects where entity = any($1::text[]) order by entity for update`

const ENFORCEMENTS = `select ${ENFORCEMENT_COLUMNS} from haechi.enforcements e
  where e.target = any($1::text[]) and (e.state = 'applied' or e.id = any($3::uuid[]) or exists (
    select 1 from haechi.enforcement_causes c where c.enforcement = e.id and c.decision = any($2::uuid[])))
  order by e.id`
const CAUSES = `select * from haechi.enforcement_causes where enforcement = any($1::uuid[]) order by at_ms, id`
const STRIKES = `select * from haechi.strikes
  where account = any($1::text[]) and reversed_ms is null
    and (expires_ms > $2 or decision = any($3::uuid[]) or id = any($4::uuid[])) order by id`
const STATEMENTS = `select id, account, decision, kind, policy, world from haechi.statements
  where decision = any($1::uuid[]) order by id`
const DECISIONS = `select id, time_ms, record from haechi.decisions where id = any($1::uuid[])`
const ANNOTATIONS = `select a.id, a.kind, a.spans, coalesce(j.reports, 0) > 0 as reported,
    exists (select 1 from haechi.reports r where r.job = a.job and r.trusted) as trusted
  from haechi.annotations a left join haechi.jobs j on j.id = a.job where a.id = any($1::uuid[])`

/** Loads what is wanted and locks its subjects, within the caller's transaction. */
export async function loadLedger(client: pg.ClientBase, wanted: Wanted, nowMs: number): Promise<LedgerState> {
  const uuids = (ids: Iterable<string> = []) => [...new Set(ids)].map(uuidOf)
  const reversing = uuids(wanted.reversing)
  const byId = uuids(wanted.enforcements)
  const strikeIds = uuids(wanted.strikes)

  // 1. Whom it is about, one at a time.
  const subjects = new Set<string>(wanted.subjects)
  if (reversing.length + byId.length + strikeIds.length > 0) {
    const { rows } = await client.query<{ entity: string }>(LED_TO, [reversing, byId, strikeIds])
    for (const { entity } of rows) subjects.add(entity)
  }
  const entities = [...subjects].sort()
  await client.query(MAKE, [entities])
  const locked = await client.query<{ entity: EntityRef; sequence: string }>(LOCK, [entities])

  // 2. What is in force on them, and why.
  const enforcements = new Map<string, EnforcementRecord>()
  for (const row of (await client.query<EnforcementRow>(ENFORCEMENTS, [entities, reversing, byId])).rows)
    enforcements.set(row.id, enforcementOf(row))
  let sinceMs = nowMs
  for (const row of (await client.query<CauseRow>(CAUSES, [[...enforcements.keys()]])).rows) {
    const cause = causeOf(row)
    enforcements.get(row.enforcement)!.causes.push(cause)
    // Whether a threshold would still have been reached then is asked of the strikes that counted then.
    if (cause.threshold !== undefined && cause.atMs < sinceMs) sinceMs = cause.atMs
  }

  // 3. What counts against them, and what they were told.
  const strikes = await client.query<StrikeRow>(STRIKES, [entities, sinceMs, reversing, strikeIds])
  return {
    sequences: new Map(locked.rows.map(({ entity, sequence }) => [entity, Number(sequence)])),
    enforcements: [...enforcements.values()],
    strikes: strikes.rows.map(strikeOf) satisfies StrikeRecord[],
    statements: await statementsOf(client, reversing),
    decisions: await decisionFacts(client, uuids(wanted.decisions)),
    annotations: await annotationFacts(client, uuids(wanted.annotations)),
  }
}

async function statementsOf(client: pg.ClientBase, decisions: string[]): Promise<GivenStatement[]> {
  if (decisions.length === 0) return []
  const { rows } = await client.query<{
    id: string
    account: EntityRef
    decision: string
    kind: StatementKind
    policy: string
    world: string | null
  }>(STATEMENTS, [decisions])
  return rows.map((row) => ({
    id: idFrom<StatementId>('sor', row.id),
    account: row.account,
    decision: idOr<DecisionId>('d', row.decision),
    kind: row.kind,
    policy: row.policy,
    world: row.world ?? undefined,
  }))
}

async function decisionFacts(
  client: pg.ClientBase,
  ids: string[],
): Promise<ReadonlyMap<DecisionId, DecisionFacts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{ id: string; time_ms: string; record: string | null }>(DECISIONS, [
    ids,
  ])
  return new Map(
    rows.map(({ id, time_ms, record }) => {
      const reasons = record ? ((JSON.parse(record) as Partial<DecisionFacts>).reasons ?? []) : []
      return [idFrom<DecisionId>('d', id), { eventMs: Number(time_ms), reasons }]
    }),
  )
}

async function annotationFacts(
  client: pg.ClientBase,
  ids: string[],
): Promise<ReadonlyMap<AnnotationId, AnnotationFacts>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<{
    id: string
    kind: string
    spans: Spans
    reported: boolean
    trusted: boolean
  }>(ANNOTATIONS, [ids])
  return new Map(rows.map(({ id, ...facts }) => [idFrom<AnnotationId>('ann', id), facts]))
}
