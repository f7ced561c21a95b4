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

const INT4 = 23
const BYTEA = 17
const TEXT = 25

/** Numbers, bytes and texts as the server sends them in binary. */
const types = {
  getTypeParser: (oid: number) => (value: Buffer) => {
    if (oid === INT4) return value.readInt32BE(0)
    if (oid === BYTEA) return value
    if (oid === TEXT) return value.toString('utf8')
    throw new Error(`A value of type ${oid} was not thought of.`)
  },
} as unknown as pg.CustomTypesConfig

interface Row {
  readonly count: number
  readonly bytes: Buffer | null
  readonly change?: string | null
  readonly member?: string | null
}

async function read(pool: pg.Pool, text: string, values: unknown[]): Promise<Row> {
  // `binary` is not in the types of pg, which knows it.
  const asked: pg.QueryConfig & { binary: boolean } = { text, values, types, binary: true }
  return (await pool.query<Row>(asked)).rows[0]!
}

const NOTHING = new Uint8Array(0)

/** See `HashBankStore.packed`. */
export async function readPacked(pool: pg.Pool, after: number, limit: number): Promise<PackedMembers> {
  const { count, bytes } = await read(pool, BY_ID, [after, limit])
  return { count, bytes: bytes ?? NOTHING }
}

/** See `HashBankStore.changed`. */
export async function readChanged(
  pool: pg.Pool,
  after: ChangeCursor,
  limit: number,
): Promise<{ members: PackedMembers; to: ChangeCursor }> {
  const { count, bytes, change, member } = await read(pool, BY_CHANGE, [after.change, after.member, limit])
  return {
    members: { count, bytes: bytes ?? NOTHING },
    to: change == null ? after : { change: Number(change), member: Number(member) },
  }
}
