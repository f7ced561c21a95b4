import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, type UserId, uuidOf } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { GoldenItem, GoldenTally } from '../../review/golden/ports.ts'
import type { Sight } from '../../review/jobs/ports.ts'
import type { ItemRef } from '../../review/ports.ts'
import { inSight } from './in-sight.ts'
import { numberOf, severityNumber } from './job-row.ts'

interface GoldenRow {
  id: string
  decision: string
  policy: string
  truth: 'violates' | 'fine'
  policies: string[]
  source: 'manual' | 'annotation'
  added_ms: string
  added_by: string | null
  retired_ms: string | null
  queue: string
  item: string
  family: string
  severity: number
  type: string | null
  world: string
  actor: string | null
  target: string | null
  session: string | null
  language: string | null
}

const ADD = `insert into haechi.golden (id, decision, policy, truth, policies, source, added_ms, added_by, queue, item,
    family, severity, type, world, actor, target, session, language)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
  on conflict (decision, family) where retired_ms is null do nothing`

/** See `JobStore.addGolden`. */
export async function addGolden(pool: pg.Pool, item: GoldenItem): Promise<boolean> {
  const { rowCount } = await pool.query(ADD, [
    ...[item.id, item.decision.slice(2), item.policy, item.truth, item.policies, item.source, item.addedMs],
    ...[item.addedBy === undefined ? null : uuidOf(item.addedBy), item.queue, item.item, item.family],
    ...[
      severityNumber(item.severity),
      item.type ?? null,
      item.world,
      item.actor ?? null,
      item.target ?? null,
    ],
    ...[item.session ?? null, item.language ?? null],
  ])
  return rowCount === 1
}

/** See `JobStore.golden`; newest first. */
export async function listGolden(
  pool: pg.Pool,
  sight: Sight,
  limit: number,
  before?: string,
): Promise<GoldenTally[]> {
  const values: unknown[] = [limit, before ?? 'f'.repeat(32)]
  const { rows } = await pool.query<GoldenRow & { right: string; wrong: string }>(
    `select j.*, t.right, t.wrong from haechi.golden j left join lateral (
       select count(*) filter (where m.mark = 'golden-right') as right,
         count(*) filter (where m.mark = 'golden-wrong') as wrong
       from haechi.golden_served s join haechi.annotations a on a.job = s.job
         join haechi.annotation_marks m on m.annotation = a.id where s.golden = j.id) t on true
     where j.id < $2::uuid and ${inSight(sight, values)} order by j.id desc limit $1`,
    values,
  )
  return rows.map((row) => ({ ...goldenOf(row), right: Number(row.right), wrong: Number(row.wrong) }))
}

/** See `JobStore.retireGolden`. */
export async function retireGolden(
  pool: pg.Pool,
  id: string,
  nowMs: number,
): Promise<GoldenItem | undefined> {
  const { rows } = await pool.query<GoldenRow>(
    'update haechi.golden set retired_ms = coalesce(retired_ms, $2) where id = $1 returning *',
    [id, nowMs],
  )
  return rows[0] && goldenOf(rows[0])
}

function goldenOf(row: GoldenRow): GoldenItem {
  return {
    id: row.id.replaceAll('-', ''),
    decision: idFrom<DecisionId>('d', row.decision),
    policy: row.policy,
    truth: row.truth,
    policies: row.policies,
    source: row.source,
    addedMs: Number(row.added_ms),
    addedBy: row.added_by === null ? undefined : idFrom<UserId>('usr', row.added_by),
    retiredMs: numberOf(row.retired_ms),
    queue: row.queue,
    item: row.item as ItemRef,
    family: row.family,
    severity: Severity.options[row.severity]!,
    type: row.type ?? undefined,
    world: row.world,
    actor: (row.actor ?? undefined) as EntityRef | undefined,
    target: (row.target ?? undefined) as EntityRef | undefined,
    session: (row.session ?? undefined) as EntityRef | undefined,
    language: row.language ?? undefined,
  }
}
