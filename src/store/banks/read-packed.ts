import type pg from 'pg'
import { HASH_TYPES } from '../../core/hash-type.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type {
  ChangeCursor,
  HashBankStore,
  PackedMembers,
  VideoMember,
} from '../../signals/hash/banks/ports.ts'

// One value for thousands of members, as `packed-members.ts` reads it: a row each would take several times as long.
const PACKED = `substr(int8send(m.id), 5) || int4send(m.bank) || int2send(m.type) || int2send(m.state) ||
  substr(m.hash || decode(repeat('00', 32), 'hex'), 1, 32)`
const VIDEO = HASH_TYPES.vpdq.code
/** Kinds below it are of a fixed length, and matched with; those above are only kept. */
const FIRST_LONG = VIDEO
const GONE = MEMBER_STATES.flatMap((state, at) => (state === 'disputed' || state === 'withdrawn' ? [at] : []))
const COLUMNS = 'id, bank, type, state, hash, change'

const apart = (order: string) => `count(*) filter (where m.type < ${FIRST_LONG})::int4 as count,
    string_agg(${PACKED}, ''::bytea order by ${order}) filter (where m.type < ${FIRST_LONG}) as bytes,
    array_agg(m.id::text order by ${order}) filter (where m.type = ${VIDEO}) as videos, count(*)::int4 as rows`

const BY_ID = `select ${apart('m.id')}, max(m.id)::text as member
  from (select ${COLUMNS} from haechi.hash_members
    where id > $1 and type <= ${VIDEO} and state not in (${GONE}) order by id limit $2) m`

const BY_CHANGE = `select ${apart('m.change, m.id')},
    max(m.change)::text as change, (array_agg(m.id order by m.change desc, m.id desc))[1]::text as member
  from (select ${COLUMNS} from haechi.hash_members where (change, id) > ($1, $2) order by change, id limit $3) m`

const VIDEOS = `select id, bank, state, case when state in (${GONE}) then null else value end as value
  from haechi.hash_members where id = any($1::int8[]) and type = ${VIDEO} order by id`

interface Row {
  readonly count: number
  readonly bytes: Buffer | null
  readonly videos: string[] | null
  readonly rows: number
  readonly member: string | null
  readonly change?: string | null
}

const NOTHING = new Uint8Array(0)

/** See `HashBankStore.packed`. */
export async function readPacked(
  pool: pg.Pool,
  after: number,
  limit: number,
): ReturnType<HashBankStore['packed']> {
  const { rows } = await pool.query<Row>(BY_ID, [after, limit])
  const { member, rows: read } = rows[0]!
  return { ...packedOf(rows[0]!), to: read < limit ? undefined : Number(member) }
}

/** See `HashBankStore.changed`. */
export async function readChanged(
  pool: pg.Pool,
  after: ChangeCursor,
  limit: number,
): ReturnType<HashBankStore['changed']> {
  const { rows } = await pool.query<Row>(BY_CHANGE, [after.change, after.member, limit])
  const { change, member } = rows[0]!
  return {
    ...packedOf(rows[0]!),
    to: change == null ? after : { change: Number(change), member: Number(member) },
  }
}

function packedOf({ count, bytes, videos }: Row): { members: PackedMembers; videos: number[] } {
  return { members: { count, bytes: bytes ?? NOTHING }, videos: (videos ?? []).map(Number) }
}

/** See `HashBankStore.videos`. */
export async function readVideos(pool: pg.Pool, members: readonly number[]): Promise<VideoMember[]> {
  const { rows } = await pool.query<{ id: string; bank: number; state: number; value: string | null }>(
    VIDEOS,
    [members],
  )
  return rows.map(({ id, bank, state, value }) => ({
    ...{ id: Number(id), bank, state: MEMBER_STATES[state]!, value: value ?? undefined },
  }))
}
