import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { idFrom } from '../../core/ids.ts'
import type { RepeatedJudgement } from '../../lab/dataset/ports.ts'

interface Row {
  decision: string
  actor: string | null
  reviewer: string
  choice: 'violates' | 'fine'
  policy: string
  policies: string[]
}

// Who settles a disagreement knows what was said, and an appeal what was decided: they are no judges of their own.
const REPEATED = `with judged as materialized (
  select a.decision, j.actor, a.reviewer, a.choice, a.policy, a.policies, a.at_ms
  from haechi.annotations a join haechi.jobs j on j.id = a.job
  where a.decision is not null and a.choice <> 'unsure' and a.kind not in ('golden', 'appeal')
    and a.stage in ('first', 'second')
    and not exists (select from haechi.annotation_marks m where m.annotation = a.id and m.mark = 'undone')
), several as (
  select decision from judged group by decision having count(distinct reviewer) > 1 order by decision desc limit $1
)
select decision, actor, reviewer, choice, policy, policies from judged join several using (decision)
order by decision desc, at_ms, reviewer`

/** See `LabData.repeated`. */
export async function readRepeated(pool: pg.Pool, limit: number): Promise<RepeatedJudgement[]> {
  const { rows } = await pool.query<Row>(REPEATED, [Math.ceil(limit / 2)])
  return rows.map(({ decision, actor, reviewer, ...said }) => ({
    ...{ ...said, decision: idFrom<DecisionId>('d', decision) },
    ...{ account: actor ?? undefined, reviewer: idFrom('usr', reviewer) },
  }))
}
