import type pg from 'pg'
import { idFrom, type UserId } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { Lane } from '../../review/jobs/ports.ts'
import type { JobStage } from '../../review/ports.ts'

// From the head of each lane to the next lane: as many descents of the index as there are lanes.
const HEADS = `with recursive heads as (
  (select id, lane, rank from haechi.jobs where state = 'open' and claim is null
    order by lane, rank desc, id limit 1)
  union all
  select n.id, n.lane, n.rank from heads h cross join lateral (
    select id, lane, rank from haechi.jobs where state = 'open' and claim is null and lane > h.lane
    order by lane, rank desc, id limit 1) n
)
select lane, rank, id from heads`

// What a lane's jobs have in common is in its number, so that it never changes.
const ABOUT = `select lane, queue, stage, severity, family, world, language, excluded::text[] as excluded
  from haechi.jobs where id = any($1::uuid[])`

interface LaneRow {
  lane: string
  queue: string
  stage: JobStage
  severity: number
  family: string
  world: string
  language: string | null
  excluded: string[]
}

/** Finds every lane in which a job waits, with the highest rank in it; only lanes that are new to it are read whole. */
export function laneFinder(pool: pg.Pool): () => Promise<Lane[]> {
  let known = new Map<string, Omit<Lane, 'top'>>()

  return async () => {
    const { rows } = await pool.query<[string, number, string]>({
      name: 'lane-heads',
      text: HEADS,
      rowMode: 'array',
    })
    const before = known
    const about = await read(rows.filter(([lane]) => !before.has(lane)).map(([, , id]) => id))
    const found = new Map<string, Omit<Lane, 'top'>>()
    const lanes: Lane[] = []
    for (const [id, top] of rows) {
      const lane = before.get(id) ?? about.get(id)
      // Its head has been moved elsewhere just now: the next look finds it.
      if (lane === undefined) continue
      found.set(id, lane)
      lanes.push({ ...lane, top })
    }
    known = found
    return lanes
  }

  async function read(heads: readonly string[]): Promise<Map<string, Omit<Lane, 'top'>>> {
    if (heads.length === 0) return new Map()
    const { rows } = await pool.query<LaneRow>(ABOUT, [heads])
    return new Map(rows.map((row) => [row.lane, laneOf(row)]))
  }
}

function laneOf(row: LaneRow): Omit<Lane, 'top'> {
  return {
    id: row.lane,
    queue: row.queue,
    stage: row.stage,
    severity: Severity.options[row.severity]!,
    family: row.family,
    world: row.world,
    language: row.language ?? undefined,
    excluded: row.excluded.map((one) => idFrom<UserId>('usr', one)),
  }
}
