import { hashTypeOf } from '../../core/hash-type.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { MemberRecord } from '../../signals/hash/banks/ports.ts'

export interface MemberRow {
  readonly id: string
  readonly bank: string
  readonly type: number
  readonly state: number
  readonly source: string
  readonly ids: string[] | null
  readonly tags: string[]
  readonly by: string
  readonly decided_by: string | null
  readonly questioned_by: string | null
  readonly why: string | null
  readonly matches: string
  readonly made_ms: string
  readonly changed_ms: string
}

/** Of members `m` of banks `b`: all but the hash. */
export const MEMBER_COLUMNS = `m.id, b.name as bank, m.type, m.state, m.source,
  (select array_agg(o.id order by o.id) from haechi.hash_origins o where o.member = m.id) as ids,
  m.tags, m.by, m.decided_by, m.questioned_by, m.why, m.matches, m.made_ms, m.changed_ms`

export function memberOf(row: MemberRow): MemberRecord {
  return {
    ...{
      member: Number(row.id),
      bank: row.bank,
      type: hashTypeOf(row.type)!,
      state: MEMBER_STATES[row.state]!,
    },
    ...{ source: row.source, ids: row.ids ?? [], tags: row.tags, by: row.by },
    ...{ decidedBy: row.decided_by ?? undefined, questionedBy: row.questioned_by ?? undefined },
    ...{ why: row.why ?? undefined, matches: Number(row.matches) },
    ...{ madeMs: Number(row.made_ms), changedMs: Number(row.changed_ms) },
  }
}
