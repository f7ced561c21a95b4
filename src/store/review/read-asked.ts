import type pg from 'pg'
import type { Event } from '../../core/event.ts'
import type { Severity } from '../../core/severity.ts'
import type { OutboxEffect } from '../../enforcement/ledger/ports.ts'
import type { AskedJob } from '../../review/ports.ts'

// Planned with the ids at hand, so that partitions without them are left out of the plan.
const READ = `select d.id, d.record, c.event from (select id, record from haechi.decisions where id = any($1::uuid[])) d
  left join (select id, event from haechi.contents where id = any($1::uuid[])) c on c.id = d.id`

type JobRow = OutboxEffect & { readonly effect: AskedJob['effect'] }

/** What a plan of jobs needs beside the outbox: what was sent, as long as it is kept, and the gravest policy. */
export async function readAsked(client: pg.ClientBase, rows: readonly JobRow[]): Promise<AskedJob[]> {
  const ids = [...new Set(rows.map(({ decision }) => decision.slice(2)))]
  const read = await client.query<{ id: string; record: string | null; event: string | null }>(READ, [
    `{${ids.join(',')}}`,
  ])
  const known = new Map(
    read.rows.map(({ id, record, event }) => [
      id.replaceAll('-', ''),
      {
        gravest: record === null ? undefined : gravestOf(record),
        data: event === null ? undefined : (JSON.parse(event) as Event).data,
      },
    ]),
  )
  return rows.map((row): AskedJob => {
    const { gravest, data } = known.get(row.decision.slice(2)) ?? { gravest: undefined, data: undefined }
    return { ...row, gravest, data }
  })
}

/** Reasons stand gravest first. */
function gravestOf(record: string): Severity | undefined {
  const { reasons } = JSON.parse(record) as { reasons?: { severity: Severity }[] }
  return reasons?.[0]?.severity
}
