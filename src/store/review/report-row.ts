import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom } from '../../core/ids.ts'
import type { ItemRef } from '../../review/ports.ts'
import type { ReportOutcome, ReportRecord } from '../../review/reports/ports.ts'

export const REPORT = `id, key, reporter, item, target, decision, world, reason, policy, weight, text, location, name, email,
  bona_fide, trusted, at_ms, job, outcome, decided_ms`

export interface ReportRow {
  id: string
  key: string
  reporter: string | null
  item: string
  target: string | null
  decision: string | null
  world: string
  reason: string
  policy: string
  weight: number
  text: string | null
  location: string | null
  name: string | null
  email: string | null
  bona_fide: boolean
  trusted: boolean
  at_ms: string
  job: string | null
  outcome: ReportOutcome | null
  decided_ms: string | null
}

export function reportOf(row: ReportRow): ReportRecord {
  return {
    id: idFrom('rep', row.id),
    key: row.key.replaceAll('-', ''),
    reporter: (row.reporter ?? undefined) as EntityRef | undefined,
    item: row.item as ItemRef,
    target: (row.target ?? undefined) as EntityRef | undefined,
    decision: row.decision === null ? undefined : idFrom<DecisionId>('d', row.decision),
    ...{ world: row.world, reason: row.reason, policy: row.policy, weight: row.weight },
    ...{ text: row.text ?? undefined, location: row.location ?? undefined },
    ...{ name: row.name ?? undefined, email: row.email ?? undefined },
    ...{ bonaFide: row.bona_fide, trusted: row.trusted, atMs: Number(row.at_ms) },
    job: row.job === null ? undefined : idFrom('job', row.job),
    outcome: row.outcome ?? undefined,
    decidedMs: row.decided_ms === null ? undefined : Number(row.decided_ms),
  }
}
