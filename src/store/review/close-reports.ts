import type pg from 'pg'
import { idFrom, type JobId, uuidOf } from '../../core/ids.ts'
import { queueMessages } from '../delivery/queue-messages.ts'

// A judgement that was overturned gives its reports another outcome; void ones stay so.
const CLOSE = `update haechi.reports r set outcome = s.outcome, decided_ms = $3
  from unnest($1::uuid[], $2::text[]) as s (job, outcome)
  where r.job = s.job and r.outcome is distinct from s.outcome and r.outcome is distinct from 'invalid'
  returning r.id, r.reporter, r.world, r.outcome`

interface Closed {
  id: string
  reporter: string | null
  world: string
  outcome: string
}

/**
 * Gives the reports behind judged jobs their outcome, within the caller's transaction, and tells the world with
 * `report.decided` (DSA Art. 16(5)).
 */
export async function closeReports(
  client: pg.ClientBase,
  judged: readonly { readonly job: JobId; readonly outcome: 'violates' | 'fine' }[],
  nowMs: number,
  tell: typeof queueMessages = queueMessages,
): Promise<void> {
  if (judged.length === 0) return
  const { rows } = await client.query<Closed>(CLOSE, [
    judged.map(({ job }) => uuidOf(job)),
    judged.map(({ outcome }) => outcome),
    nowMs,
  ])
  if (rows.length === 0) return
  const messages = rows.map(({ id, reporter, world, outcome }) => {
    const report = idFrom('rep', id)
    const decidedAt = new Date(nowMs).toISOString()
    return {
      type: 'report.decided',
      target: report,
      key: `report.decided:${report}:${outcome}`,
      data: { report, world, outcome, decidedAt, ...(reporter === null ? {} : { reporter }) },
      notBeforeMs: nowMs,
    }
  })
  await tell(client, messages, nowMs)
}
