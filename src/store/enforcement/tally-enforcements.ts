import type pg from 'pg'
import type { EnforcementLog } from '../../enforcement/log/ports.ts'

const IN_FORCE = `select name, count(*)::int as count from haechi.enforcements
  where state = 'applied' and ($1::text[] is null or world = any($1)) group by name order by 2 desc, 1`
const APPEALS = `select state, count(*)::int as count from haechi.appeals
  where $1::text[] is null or world = any($1) group by state`

/** See `EnforcementLog.tally`. */
export async function tallyEnforcements(
  pool: pg.Pool,
  worlds: readonly string[] | null,
): ReturnType<EnforcementLog['tally']> {
  const [inForce, appeals] = await Promise.all([
    pool.query<{ name: string; count: number }>(IN_FORCE, [worlds]),
    pool.query<{ state: 'open' | 'upheld' | 'overturned'; count: number }>(APPEALS, [worlds]),
  ])
  const of = (state: string) => appeals.rows.find((row) => row.state === state)?.count ?? 0
  return {
    inForce: inForce.rows,
    appeals: { open: of('open'), upheld: of('upheld'), overturned: of('overturned') },
  }
}
