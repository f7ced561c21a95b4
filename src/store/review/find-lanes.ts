import type pg from 'pg'
import { idFrom, type UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { JobStage, Lane } from '../../review/ports.ts'

// From the head of each lane to the next lane: as many descents of the index as there are lanes.
const LANES = `with recursive heads as (
  (select id, lane, rank from haechi.jobs where state = 'open' and claim is null
    order by lane, rank desc, id limit 1)
  union all
  select n.id, n.lane, n.rank from heads h cross join lateral (
    select id, lane, rank from haechi.jobs where state = 'open' and claim is null and lane > h.lane
    order by lane, rank desc, id limit 1) n
)
select j.lane, j.rank, j.queue, j.stage, j.severity, j.family, j.world, j.language, j.excluded::text[] as excluded
from haechi.jobs j where j.id = any(array(select id from heads))`

interface LaneRow {
  lane: string
  rank: number
  queue: string
  stage: JobStage
  severity: number
  family: string
  world: string
  language: string | null
  excluded: string[]
}

/** Every lane in which a job waits, with the highest rank in it. */
export async function findLanes(pool: pg.Pool): Promise<Lane[]> {
  const { rows } = await pool.query<LaneRow>(LANES)
  return rows.map((row) => ({
    id: row.lane,
    queue: row.queue,
    stage: row.stage,
    severity: Severity.options[row.severity]!,
    family: row.family,
    world: row.world,
    language: row.language ?? undefined,
    excluded: row.excluded.map((one) => idFrom<UserId>('usr', one)),
    top: row.rank,
  }))
}
