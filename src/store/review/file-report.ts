import type pg from 'pg'
import { uuidOf } from '../../core/ids.ts'
import type { ItemRef } from '../../review/ports.ts'
import type {
  NewReport,
  ReportedAlready,
  ReporterRecord,
  ReportLog,
  ReportRecord,
} from '../../review/reports/ports.ts'
import { openJobs } from './open-jobs.ts'
import { REPORT, type ReportRow, reportOf } from './report-row.ts'
import { recordOf } from './reporter-record.ts'

const INSERT = `insert into haechi.reports
  (id, key, reporter, item, target, decision, world, reason, policy, weight, text, location, name, email, bona_fide, trusted, at_ms)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14, $15, $16)
  on conflict (key) do nothing returning id`

// Whoever gives no reporter counts as somebody else each time.
const KNOWN = `select
  (select count(distinct coalesce(reporter, id::text)) from haechi.reports
    where target = $1 and at_ms between $2::int8 - $3::int8 and $2 and split_part(policy, '.', 1) = $4)::int as people,
  exists (select 1 from haechi.reports where reporter = $5 and item = $6 and split_part(policy, '.', 1) = $4
    and outcome is null and id <> $7) as again,
  exists (select 1 from haechi.jobs where item = $6 and family = $4 and kind in ('rule', 'report')
    and state in ('open', 'settling')) as has_job`

/** Records a report with its job; within one transaction that the caller begins and commits. */
export async function fileReport(
  client: pg.ClientBase,
  report: NewReport,
  mass: { readonly reporters: number; readonly withinMs: number },
  plan: Parameters<ReportLog['file']>[2],
): Promise<{ readonly report: ReportRecord; readonly repeated: boolean }> {
  // 1. The same key once, whoever else hands it in just now.
  const { rowCount } = await client.query(INSERT, [
    ...[uuidOf(report.id), report.key, report.reporter, report.item, report.target],
    ...[report.decision?.slice(2), report.world, report.reason, report.policy, report.text, report.location],
    ...[report.name, report.email, report.bonaFide, report.trusted, report.atMs],
  ])
  if (rowCount === 0) {
    const { rows } = await client.query<ReportRow>(`select ${REPORT} from haechi.reports where key = $1`, [
      report.key,
    ])
    return { report: reportOf(rows[0]!), repeated: true }
  }

  // 2. What is known of the reporter and of the target.
  const known = await knownOf(client, report, mass)
  const { draft, weight } = plan(known)
  const [job] = await openJobs(client, [draft])

  // 3. Which job it went to.
  await client.query('update haechi.reports set job = $2, weight = $3 where id = $1', [
    ...[uuidOf(report.id), uuidOf(job!), weight],
  ])
  return {
    report: { ...report, job: job!, weight, outcome: undefined, decidedMs: undefined },
    repeated: false,
  }
}

async function knownOf(
  client: pg.ClientBase,
  report: NewReport,
  mass: { readonly reporters: number; readonly withinMs: number },
): Promise<ReportedAlready> {
  const { reporter, item, target, policy, atMs } = report
  const family = policy.split('@', 1)[0]!.split('.', 1)[0]!
  const { rows } = await client.query<{ people: number; again: boolean; has_job: boolean }>(KNOWN, [
    ...[target ?? null, atMs, mass.withinMs, family, reporter ?? null, item, uuidOf(report.id)],
  ])
  const { people, again, has_job } = rows[0]!
  const isMass = people >= mass.reporters
  const nobody: ReporterRecord = { upheld: 0, rejected: 0 }
  return {
    record: reporter === undefined ? nobody : await recordOf(client, reporter, atMs),
    again,
    mass: isMass,
    // Items of one target are one matter then, but for those that are looked at already.
    item: isMass && !has_job && target !== undefined ? (target as ItemRef) : item,
  }
}
