import type { ErasureRecord, ErasureState } from '../../access/ports.ts'
import type { EntityRef } from '../../core/entity.ts'
import { idFrom } from '../../core/ids.ts'

export interface ErasureRow {
  id: string
  entity: string | null
  tombstone: string
  reason: string
  by: string
  dry: boolean
  state: ErasureState
  step: string
  at: string
  counts: string
  notes: string
  asked_ms: string
  done_ms: string | null
}

/** The record of a row. */
export function recordOf(row: ErasureRow): ErasureRecord {
  return {
    id: idFrom('era', row.id),
    entity: (row.entity ?? undefined) as EntityRef | undefined,
    tombstone: row.tombstone as EntityRef,
    reason: row.reason,
    by: row.by,
    dry: row.dry,
    state: row.state,
    step: row.step,
    counts: JSON.parse(row.counts) as Record<string, number>,
    notes: JSON.parse(row.notes) as string[],
    askedMs: Number(row.asked_ms),
    doneMs: row.done_ms === null ? undefined : Number(row.done_ms),
  }
}
