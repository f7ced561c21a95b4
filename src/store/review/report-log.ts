import type pg from 'pg'
import { idFrom, type JobId, type UserId, uuidOf } from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { JobFace, ReportLog, ReportsOf } from '../../review/reports/ports.ts'
import { available } from '../available.ts'
import { eventKey } from '../encode-entry.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { fileReport } from './file-report.ts'
import { invalidateReports } from './invalidate-reports.ts'
import { REPORT, type ReportRow, reportOf } from './report-row.ts'
import { recordOf } from './reporter-record.ts'

interface FaceRow {
  id: string
  queue: string
  world: string
  kind: JobFace['kind']
  blind: boolean
  state: JobFace['state']
  claimed_by: string | null
  severity: number
  reach: number
  reports: number
  report_weight: number
  mass: boolean
  trusted: boolean
  created_ms: string
  doubles_ms: string
}

const FACES = `select id, queue, world, kind, blind, state, claimed_by, severity, reach, reports, report_weight, mass, trusted, created_ms, doubles_ms
  from haechi.jobs where id = any($1::uuid[])`

/** Reports on Postgres. Rejects with `Unavailable`. */
export function reportLog(pool: pg.Pool, health: HealthWatch): ReportLog {
  const query = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) =>
    available(health, () => pool.query<Row>(text, values))
  return {
    async decisionOf(world, eventId) {
      const { rows } = await query<{ decision: string }>(
        'select decision from haechi.event_keys where key = $1::uuid',
        [eventKey(world, eventId)],
      )
      return rows[0] && idFrom('d', rows[0].decision)
    },
    file: (report, mass, plan) =>
      available(health, () => inTransaction(pool, (client) => fileReport(client, report, mass, plan))),
    async get(id) {
      const { rows } = await query<ReportRow>(`select ${REPORT} from haechi.reports where id = $1`, [
        uuidOf(id),
      ])
      return rows[0] && reportOf(rows[0])
    },
    async find(of, limit, before) {
      const [column, value] = columnOf(of)
      const { rows } = await query<ReportRow>(
        `select ${REPORT} from haechi.reports where ${column} = $1 and id < $2::uuid order by id desc limit $3`,
        [value, before === undefined ? 'f'.repeat(32) : uuidOf(before), limit],
      )
      return rows.map(reportOf)
    },
    async faces(jobs) {
      const { rows } = await query<FaceRow>(FACES, [jobs.map(uuidOf)])
      return new Map(rows.map((row) => [idFrom<JobId>('job', row.id), faceOf(row)]))
    },
    reporter: (reporter, nowMs) => available(health, () => recordOf(pool, reporter, nowMs)),
    invalidate: (reporter, nowMs) =>
      available(health, () => inTransaction(pool, (client) => invalidateReports(client, reporter, nowMs))),
  }
}

function columnOf(of: ReportsOf): [string, string] {
  if ('job' in of) return ['job', uuidOf(of.job)]
  return 'reporter' in of ? ['reporter', of.reporter] : ['target', of.target]
}

function faceOf(row: FaceRow): JobFace {
  return {
    ...{ queue: row.queue, world: row.world, kind: row.kind, severity: Severity.options[row.severity]! },
    ...{ blind: row.blind, state: row.state },
    claimedBy: row.claimed_by === null ? undefined : idFrom<UserId>('usr', row.claimed_by),
    ...{ reach: row.reach, reports: row.reports, reportWeight: row.report_weight },
    ...{ mass: row.mass, trusted: row.trusted },
    ...{ createdMs: Number(row.created_ms), doublesMs: Number(row.doubles_ms) },
  }
}
