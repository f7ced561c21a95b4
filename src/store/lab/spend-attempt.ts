import type pg from 'pg'
import type { CertifySet, KeptAttempt, ModelStore } from '../../lab/registry/ports.ts'
import { LEDGER_LOCK } from '../locks.ts'

interface AttemptRow {
  task: string
  certify: string
  subject: string
  number: number
  rows: number
  sketch: string[]
  at_ms: string
}

export const ATTEMPTS = 'select * from haechi.lab_attempts where task = $1 order by at_ms, number'
const OF_ALL = 'select * from haechi.lab_attempts order by at_ms, number'

export function attemptOf({ task, certify, subject, number, rows, sketch, at_ms }: AttemptRow): KeptAttempt {
  const set: CertifySet = { id: certify, rows, sketch }
  return { task, set, number, subject, atMs: Number(at_ms) }
}

/** Writes an attempt, when `spend` allows it, within the caller's transaction; attempts of all processes stand in one order. */
export async function spendAttemptWith(
  client: pg.ClientBase,
  ...[task, subject, set, spend, nowMs]: Parameters<ModelStore['attempt']>
): ReturnType<ModelStore['attempt']> {
  await client.query('select pg_advisory_xact_lock($1)', [LEDGER_LOCK])
  const { rows } = await client.query<AttemptRow>(OF_ALL)
  const spent = spend(rows.map(attemptOf))
  if (!('ok' in spent) && !spent.isRepeat)
    await client.query(
      `insert into haechi.lab_attempts (task, certify, subject, number, rows, sketch, at_ms)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [task, set.id, subject, spent.number, set.rows, set.sketch, Math.trunc(nowMs)],
    )
  return spent
}
