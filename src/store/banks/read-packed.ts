import type pg from 'pg'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { ChangeCursor, PackedMembers } from '../../signals/hash/banks/ports.ts'

// One value for thousands of members, as `packed-members.ts` reads it: a row each would take several times as long.
const PACKED = `substr(int8send(m.id), 5) || int4send(m.bank) || int2send(m.type) || int2send(m.state) ||
  substr(m.hash || decode(repeat('00', 32), 'hex'), 1, 32)`
const FIRST_KEPT = 20
const GONE = [MEMBER_STATES.indexOf('disputed'), MEMBER_STATES.indexOf('withdrawn')].join(',')

const BY_ID = `select count(*)::int4 as count, string_agg(${PACKED}, ''::bytea order by m.id) as bytes
  from (select * from haechi.hash_members where id > $1 and type < ${FIRST_KEPT} and state not in (${GONE})
    order by id limit $2) m`

const BY_CHANGE = `select count(*) filter (where m.type < ${FIRST_KEPT})::int4 as count,
    string_agg(${PACKED}, ''::bytea order by m.change, m.id) filter (where m.type < ${FIRST_KEPT}) as bytes,
    max(m.change)::text as change, (array_agg(m.id order by m.change desc, m.id desc))[1]::text as member
  from (select * from haechi.hash_members where (change, id) > ($1, $2) order by change, id limit $3) m`

interface Row {
  readonly count: number
  readonly bytes: Buffer | null
  readonly change?: string | null
  readonly member?: string | null
}

const NOTHING = new Uint8Array(0)

/** See `HashBankStore.packed`. */
export async function readPacked(pool: pg.Pool, after: number, limit: number): Promise<PackedMembers> {
  const { rows } = await pool.query<Row>(BY_ID, [after, limit])
  const { count, bytes } = rows[0]!
  return { count, bytes: bytes ?? NOTHING }
}

/** See `HashBankStore.changed`. */
export async function readChanged(
  pool: pg.Pool,
  after: ChangeCursor,
  limit: number,
): Promise<{ members: PackedMembers; to: ChangeCursor }> {
  const { rows } = await pool.query<Row>(BY_CHANGE, [after.change, after.member, limit])
  const { count, bytes, change, member } = rows[0]!
  return {
    members: { count, bytes: bytes ?? NOTHING },
    to: change == null ? after : { change: Number(change), member: Number(member) },
  }
}
