import type pg from 'pg'
import { uuidOf } from '../src/core/ids.ts'
import type { QualityRow } from '../src/review/quality/ports.ts'
import { sql } from './store-tools.fixture.ts'

/** Writes judgements as if people had made them, with jobs, golden items and marks, on a connection of its own. */
export async function insertJudgements(
  connection: pg.ClientConfig,
  rows: readonly QualityRow[],
): Promise<void> {
  const golden = rows.filter(({ truth }) => truth !== undefined)
  const jobs = [...new Map(rows.map((row) => [row.job, row])).values()]
  await insert(connection, 'haechi.golden', golden, {
    id: ({ job }) => uuidOf(job),
    // One golden item for each job: a decision is golden once.
    decision: ({ job }) => uuidOf(job),
    policy: ({ policy }) => policy,
    truth: ({ truth }) => truth!.choice,
    policies: ({ truth }) => truth!.policies,
    source: () => 'manual',
    queue: () => 'audit',
    item: ({ job }) => `item:${job}`,
    family: ({ policy }) => policy.split('.', 1)[0],
    severity: () => 3,
    world: ({ world }) => world,
    added_ms: ({ atMs }) => atMs,
  })
  await insert(connection, 'haechi.jobs', jobs, {
    id: ({ job }) => uuidOf(job),
    kind: ({ kind }) => kind,
    state: () => 'done',
    queue: () => 'audit',
    item: ({ job }) => `item:${job}`,
    family: ({ policy }) => policy.split('.', 1)[0],
    policy: ({ policy }) => policy,
    severity: () => 3,
    decision: ({ decision }) => (decision === undefined ? null : uuidOf(decision)),
    world: ({ world }) => world,
    reach: ({ reach }) => reach,
    probability: ({ probability }) => probability,
    created_ms: ({ atMs }) => atMs,
    due_ms: ({ atMs }) => atMs,
    rank: () => 1,
    golden: ({ job, truth }) => (truth === undefined ? null : uuidOf(job)),
  })
  const ids = rows.map(
    (_, i) => `${Date.now().toString(16).padStart(12, '0')}7000${((0x8n << 60n) | BigInt(i)).toString(16)}`,
  )
  const numbered = rows.map((row, i) => ({ ...row, id: ids[i]! }))
  await insert(connection, 'haechi.annotations', numbered, {
    id: ({ id }) => id,
    job: ({ job }) => uuidOf(job),
    kind: ({ kind }) => kind,
    stage: ({ stage }) => stage,
    decision: ({ decision }) => (decision === undefined ? null : uuidOf(decision)),
    item: ({ job }) => `item:${job}`,
    world: ({ world }) => world,
    language: ({ language }) => language ?? null,
    policy: ({ policy }) => policy,
    choice: ({ choice }) => choice,
    policies: ({ policies }) => policies,
    reviewer: ({ reviewer }) => uuidOf(reviewer),
    batch: ({ id }) => id,
    blind: () => true,
    probability: ({ probability }) => probability,
    sample: ({ sample }) => sample ?? null,
    spent_ms: ({ spentMs }) => spentMs,
    at_ms: ({ atMs }) => atMs,
  })
  const marks = numbered.flatMap(({ id, marks: all, atMs }) => all.map((mark) => ({ id, mark, atMs })))
  await insert(connection, 'haechi.annotation_marks', marks, {
    annotation: ({ id }) => id,
    mark: ({ mark }) => mark,
    at_ms: ({ atMs }) => atMs,
  })
}

async function insert<T>(
  connection: pg.ClientConfig,
  table: string,
  rows: readonly T[],
  columns: Readonly<Record<string, (row: T) => unknown>>,
): Promise<void> {
  // As JSON, for columns that are arrays themselves.
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, of(row)])),
  )
  const names = Object.keys(columns).join(', ')
  // What is not given has its column's default: the rest of the record is null and is not named.
  await sql(
    connection,
    `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1)`,
    [JSON.stringify(records)],
  )
}
