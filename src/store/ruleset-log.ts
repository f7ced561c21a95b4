import type pg from 'pg'
import type { RulesetLog } from '../engine/ports.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

/** Every ruleset that ever judged; `versionLog` puts them there. Rejects with `Unavailable`. */
export function rulesetLog(pool: pg.Pool, health: HealthWatch): RulesetLog {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async get(id) {
      const { rows } = await query<{
        files: Record<string, string>
        applied_at: string
        applied_by: string
      }>('select files, applied_at, applied_by from haechi.rulesets where id = $1', [id])
      const row = rows[0]
      return row && { id, files: row.files, appliedAt: row.applied_at, appliedBy: row.applied_by }
    },
  }
}
