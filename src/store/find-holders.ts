import type pg from 'pg'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import type { Appended, StoredDecision } from '../engine/ports.ts'
import type { Row } from './encode-entry.ts'
import { firstDifference } from './first-difference.ts'
import type { Names } from './names.ts'
import { readDecisions } from './read-decisions.ts'

interface Holder {
  readonly key: string
  readonly decision: string
  readonly fingerprint: string
}

/**
 * What callers learn whose event keys were taken, in order: the decision that stands, or the conflict.
 * Undefined where the holder is no more; its key is freed.
 */
export async function findHolders(
  pool: pg.Pool,
  names: Names,
  sent: readonly { readonly row: Row; readonly event: Event }[],
): Promise<(Appended | undefined)[]> {
  const { rows } = await pool.query<Holder>(
    'select key, decision, fingerprint from haechi.event_keys where key = any($1::uuid[])',
    [`{${sent.map(({ row }) => row.key).join(',')}}`],
  )
  const holders = new Map(rows.map((holder) => [withoutDashes(holder.key), holder]))
  const ids = [...new Set(rows.map(idOf))]
  const stored = await readDecisions(pool, names, ids)
  const gone = rows.filter((holder) => !stored.has(idOf(holder)))
  if (gone.length > 0)
    await pool.query(
      `delete from haechi.event_keys k using unnest($1::uuid[], $2::uuid[]) as gone (key, decision)
       where k.key = gone.key and k.decision = gone.decision`,
      [gone.map(({ key }) => key), gone.map(({ decision }) => decision)],
    )
  return sent.map(({ row, event }) => {
    const holder = holders.get(row.key)
    const before = holder && stored.get(idOf(holder))
    return before && answer(before, holder.fingerprint === row.fingerprint, event)
  })
}

function answer({ decision, event: before }: StoredDecision, same: boolean, event: Event): Appended {
  if (same) return { kind: 'repeated', decision }
  // Its content was erased: only the fingerprint tells that it was another.
  if (before === undefined) return { kind: 'conflict', field: 'data', decision: decision.decision }
  const field = firstDifference(before, event)
  return field === undefined
    ? { kind: 'repeated', decision }
    : { kind: 'conflict', field, decision: decision.decision }
}

function idOf({ decision }: Holder): DecisionId {
  return `d-${withoutDashes(decision)}` as DecisionId
}

function withoutDashes(uuid: string): string {
  return uuid.replaceAll('-', '')
}
