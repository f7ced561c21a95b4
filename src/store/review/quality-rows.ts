import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, type JobId, type UserId, uuidOf } from '../../core/ids.ts'
import { Verdict } from '../../core/verdict.ts'
import type { QualityQuery, QualityRow, QualityRows, SampledDecision } from '../../review/quality/ports.ts'
import { available } from '../available.ts'
import type { Kept } from '../encode-entry.ts'
import type { HealthWatch } from '../health-watch.ts'
import type { Names } from '../names.ts'

/** More judgements of one span than this are not looked at: about a hundred megabytes of memory. */
const MOST_ROWS = 200_000
const DECISIONS_AT_ONCE = 10_000

interface JudgedRow {
  job: string
  kind: QualityRow['kind']
  stage: QualityRow['stage']
  decision: string | null
  world: string
  language: string | null
  policy: string
  choice: QualityRow['choice']
  policies: string[]
  reviewer: string
  spent_ms: string
  at_ms: string
  probability: number
  sample: string | null
  reach: number
  marks: string[]
  truth: 'violates' | 'fine' | null
  truth_policies: string[] | null
}

const JUDGED = `select a.job, a.kind, a.stage, a.decision, a.world, a.language, a.policy, a.choice, a.policies, a.reviewer,
    a.spent_ms, a.at_ms, a.probability, a.sample, coalesce(j.reach, 1) as reach, m.marks, g.truth,
    case when cardinality(g.policies) = 0 then array[g.policy] else g.policies end as truth_policies
  from haechi.annotations a
  left join haechi.jobs j on j.id = a.job
  left join haechi.golden g on g.id = j.golden
  cross join lateral (
    select coalesce(array_agg(mark), '{}') as marks from haechi.annotation_marks where annotation = a.id
  ) m
  where a.at_ms >= $1 and a.at_ms < $2 and not 'undone' = any(m.marks)
    and ($3::text[] is null or a.world = any($3)) and ($4::text[] is null or a.kind = any($4))
  order by a.at_ms desc limit $5`

const DECISIONS = 'select id, type, world, verdict, record from haechi.decisions where id = any($1::uuid[])'

export interface QualityRowsParts {
  readonly pool: pg.Pool
  readonly names: Names
  readonly health: HealthWatch
}

/** What people judged, on Postgres. Rejects with `Unavailable`. */
export function qualityRows({ pool, names, health }: QualityRowsParts): QualityRows {
  return {
    async judged({ fromMs, toMs, worlds, kinds }: QualityQuery) {
      const values = [fromMs, toMs, worlds, kinds ?? null, MOST_ROWS + 1]
      const { rows } = await available(health, () => pool.query<JudgedRow>(JUDGED, values))
      return { rows: rows.slice(0, MOST_ROWS).map(rowOf), whole: rows.length <= MOST_ROWS }
    },
    decisions: (ids) => available(health, () => readSampled(pool, names, ids)),
  }
}

async function readSampled(
  pool: pg.Pool,
  names: Names,
  ids: readonly DecisionId[],
): Promise<Map<DecisionId, SampledDecision>> {
  const found = new Map<DecisionId, SampledDecision>()
  for (let from = 0; from < ids.length; from += DECISIONS_AT_ONCE) {
    const { rows } = await pool.query<{
      id: string
      type: number
      world: number
      verdict: number
      record: string | null
    }>(DECISIONS, [
      `{${ids
        .slice(from, from + DECISIONS_AT_ONCE)
        .map(uuidOf)
        .join(',')}}`,
    ])
    const words = await names.read(rows.flatMap(({ type, world }) => [type, world]))
    for (const { id, type, world, verdict, record } of rows) {
      const { reasons = [], shadow = [] }: Kept = record ? JSON.parse(record) : {}
      found.set(idFrom<DecisionId>('d', id), {
        type: words.get(type)!,
        world: words.get(world)!,
        verdict: Verdict.options[verdict]!,
        fired: [
          ...reasons.map(({ rule, policy }) => ({ rule, policy, shadow: false })),
          ...shadow.map(({ rule, policy }) => ({ rule, policy, shadow: true })),
        ],
      })
    }
  }
  return found
}

function rowOf(row: JudgedRow): QualityRow {
  return {
    job: idFrom<JobId>('job', row.job),
    ...{ kind: row.kind, stage: row.stage, world: row.world, policy: row.policy },
    ...{ choice: row.choice, policies: row.policies, probability: row.probability, reach: row.reach },
    decision: row.decision === null ? undefined : idFrom<DecisionId>('d', row.decision),
    language: row.language ?? undefined,
    reviewer: idFrom<UserId>('usr', row.reviewer),
    spentMs: Number(row.spent_ms),
    atMs: Number(row.at_ms),
    sample: row.sample ?? undefined,
    marks: row.marks,
    truth: row.truth === null ? undefined : { choice: row.truth, policies: row.truth_policies! },
  }
}
