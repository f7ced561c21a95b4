import type pg from 'pg'
import { hashTypeOf } from '../../core/hash-type.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { ExportedMember, HashBankStore, MemberUnderId } from '../../signals/hash/banks/ports.ts'
import type { MemberRow } from './member-row.ts'

type Row = Pick<MemberRow, 'id' | 'type' | 'state' | 'tags' | 'changed_ms'> & { readonly value: string }

const COLUMNS = `m.id, m.type, coalesce(m.value, encode(m.hash, 'hex')) as value, m.state, m.tags, m.changed_ms`

/** A page ends behind the member with which its text comes to so much: a video may have megabytes. */
const MOST_BYTES = 8 * 1024 * 1024

/** Bytes of text of those that come before a member. */
const before = (order: string) =>
  `coalesce(sum(octet_length(m.value)) over (order by ${order} rows between unbounded preceding and 1 preceding), 0)`

const BY_NUMBER = `select ${COLUMNS},
    (select array_agg(o.id order by o.id) from haechi.hash_origins o where o.member = m.id) as ids
  from (select m.*, ${before('m.id')} as before from haechi.hash_members m join haechi.hash_banks b on b.number = m.bank
    where b.name = $1 and m.id > $2 order by m.id limit $3) m
  where m.before < ${MOST_BYTES} order by m.id`

/** See `HashBankStore.exported`. */
export async function readExported(
  pool: pg.Pool,
  bank: string,
  after: number,
  limit: number,
): Promise<ExportedMember[]> {
  const { rows } = await pool.query<Row & { ids: string[] | null }>(BY_NUMBER, [bank, after, limit])
  return rows.map((row) => ({ ...exportedOf(row), ids: row.ids ?? [] }))
}

const BY_ID = `select m.under, ${COLUMNS}
  from (select o.id as under, m.*, ${before('o.id, o.member')} as before
    from haechi.hash_origins o join haechi.hash_members m on m.id = o.member
    where o.bank = (select number from haechi.hash_banks where name = $1)
      and (o.id, o.member) > ($2, $3) and o.id < $4 order by o.id, o.member limit $5) m
  where m.before < ${MOST_BYTES} order by m.under, m.id`

/** See `HashBankStore.exportedByIds`. */
export async function readExportedByIds(
  pool: pg.Pool,
  bank: string,
  prefix: string,
  after: Parameters<HashBankStore['exportedByIds']>[2],
  limit: number,
): Promise<MemberUnderId[]> {
  const { id, member } = after ?? { id: prefix, member: 0 }
  // Ids are in the order of their bytes: the first that none of these comes behind.
  const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
  const { rows } = await pool.query<Row & { under: string }>(BY_ID, [bank, id, member, end, limit])
  return rows.map((row) => ({ ...exportedOf(row), id: row.under }))
}

function exportedOf({ id, type, value, state, tags, changed_ms }: Row): Omit<ExportedMember, 'ids'> {
  return {
    ...{ member: Number(id), type: hashTypeOf(type)!, value, state: MEMBER_STATES[state]!, tags },
    changedMs: Number(changed_ms),
  }
}
