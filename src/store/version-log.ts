import type pg from 'pg'
import type { VersionLog, VersionRecord, Via } from '../api/versions/ports.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'
import { sqlState } from './sql-state.ts'

interface VersionRow {
  number: number
  ruleset: string
  applied_at: string
  applied_by: string
  why: string
  via: Via
  base: number
  restores: number | null
}

/** What went live, in order. Rejects with `Unavailable`. */
export function versionLog(pool: pg.Pool, health: HealthWatch): VersionLog {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async latest() {
      const { rows } = await query<VersionRow>('select * from haechi.versions order by number desc limit 1')
      return rows[0] && recordOf(rows[0])
    },
    async get(number) {
      const { rows } = await query<VersionRow>('select * from haechi.versions where number = $1', [number])
      return rows[0] && recordOf(rows[0])
    },
    async list(limit, before) {
      const { rows } = await query<VersionRow>(
        'select * from haechi.versions where $2::int is null or number < $2 order by number desc limit $1',
        [limit, before ?? null],
      )
      return rows.map(recordOf)
    },
    async filesOf(ruleset) {
      // As text: neither parsed here only to be written again.
      const { rows } = await query<{ files: string }>(
        'select files::text as files from haechi.rulesets where id = $1',
        [ruleset],
      )
      return rows[0]?.files
    },
    async filesWith(rulesets, folder, text) {
      const { rows } = await query<{ id: string; path: string; text: string }>(FILES_WITH, [
        rulesets,
        `${folder}/`,
        text,
      ])
      const found = new Map<string, Record<string, string>>()
      for (const row of rows) {
        const files = found.get(row.id) ?? {}
        found.set(row.id, files)
        files[row.path] = row.text
      }
      return found
    },
    async record({ ruleset, appliedAt, appliedBy, why, via, base, restores }, files) {
      try {
        const { rows } = await query<VersionRow>(RECORD, [
          ruleset,
          files ?? null,
          appliedAt,
          appliedBy,
          why,
          via,
          base,
          restores ?? null,
        ])
        return rows[0] && recordOf(rows[0])
      } catch (fault) {
        // Another process recorded the same number a moment before us.
        if (sqlState(fault) === UNIQUE_VIOLATION) return undefined
        throw fault
      }
    },
  }
}

const UNIQUE_VIOLATION = '23505'

const FILES_WITH = `select id, file.key as path, file.value as text
  from haechi.rulesets, json_each_text(files) as file
  where id = any($1::text[]) and starts_with(file.key, $2) and strpos(file.value, $3) > 0`

const RECORD = `with latest as (select coalesce(max(number), 0) as number from haechi.versions),
  kept as (
    insert into haechi.rulesets (id, files, applied_at, applied_by)
    select $1, $2::json, $3, $4 from latest where number = $7 and $2::json is not null
    on conflict (id) do nothing
  )
  insert into haechi.versions (number, ruleset, applied_at, applied_by, why, via, base, restores)
  select $7::int + 1, $1, $3, $4, $5, $6, $7, $8::int from latest where number = $7
  returning *`

function recordOf(row: VersionRow): VersionRecord {
  return {
    number: row.number,
    ruleset: row.ruleset,
    appliedAt: row.applied_at,
    appliedBy: row.applied_by,
    why: row.why,
    via: row.via,
    base: row.base,
    restores: row.restores ?? undefined,
  }
}
