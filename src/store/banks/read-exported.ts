import type pg from 'pg'
import { hashTypeOf } from '../../core/hash-type.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { ExportedMember, HashBankStore, MemberUnderId } from '../../signals/hash/banks/ports.ts'
import type { MemberRow } from './member-row.ts'

type Row = Pick<MemberRow, 'id' | 'type' | 'state' | 'tags' | 'changed_ms'> & { readonly value: string }

const COLUMNS = `m.id, m.type, coalesce(m.value, encode(m.hash, 'hex')) as value, m.state, m.tags, m.changed_ms`

const BY_NUMBER = `select ${COLUMNS},
    (select array_agg(o.id order by o.id) from haechi.hash_origins o where o.member = m.id) as ids
  from haechi.hash_members m join haechi.hash_banks b on b.number = m.bank
  where b.name = $1 and m.id > $2 order by m.id limit $3`

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

const BY_ID = `select o.id as under, ${COLUMNS} from haechi.hash_origins o join haechi.hash_members m on m.id = o.member
  where o.bank = (select number from haechi.hash_banks where name = $1)
    and (o.id, o.member) > ($2, $3) and o.id < $4 order by o.id, o.member limit $5`

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
