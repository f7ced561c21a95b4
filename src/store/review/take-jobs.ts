import type pg from 'pg'
import type { OutboxEffect } from '../../enforcement/ledger/ports.ts'
import type { PlanJobs } from '../../review/ports.ts'
import type { TakeEffects } from '../effects/take-effects.ts'
import { openJobs } from './open-jobs.ts'
import { readAsked } from './read-asked.ts'

type JobRow = OutboxEffect & { readonly effect: { readonly kind: 'job' } }

// A job that others have joined, or that somebody holds or has judged, stays.
const WITHDRAW = `update haechi.jobs j set state = 'withdrawn', closed_ms = $3
  from unnest($1::uuid[], string_to_array($2, E'\\n')) as s (decision, rule)
  where j.decision = s.decision and j.kind = 'rule' and j.state = 'open' and j.events = 1 and j.reports = 0
    and (j.claimed_until_ms is null or j.claimed_until_ms <= $3)
    and exists (select 1 from haechi.job_members m where m.job = j.id and m.decision = s.decision and m.rule = s.rule)`

/** Carries out effects of kind job: opens jobs or joins them, and withdraws those that a rule's run takes back. */
export function takeJobs(plan: PlanJobs): TakeEffects {
  return async (client, rows, nowMs) => {
    const jobs = rows.filter(isJob)
    const asked = jobs.filter(({ effect }) => effect.reverses === undefined)
    if (asked.length > 0) await openJobs(client, plan(await readAsked(client, asked), nowMs))
    const reversed = jobs.filter(({ effect }) => effect.reverses === true)
    if (reversed.length > 0) await withdraw(client, reversed, nowMs)
  }
}

function isJob(row: OutboxEffect): row is JobRow {
  return row.effect.kind === 'job'
}

async function withdraw(client: pg.ClientBase, rows: readonly JobRow[], nowMs: number): Promise<void> {
  await client.query(WITHDRAW, [
    `{${rows.map(({ decision }) => decision.slice(2)).join(',')}}`,
    rows.map(({ effect }) => effect.rule).join('\n'),
    nowMs,
  ])
}
