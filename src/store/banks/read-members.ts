import type pg from 'pg'
import { hashTypeOf } from '../../core/hash-type.ts'
import { MEMBER_STATES, type MemberState } from '../../core/member-state.ts'
import type { ExportedMember, MatchRecord, MemberRecord } from '../../signals/hash/banks/ports.ts'
import { MEMBER_COLUMNS, type MemberRow, memberOf } from './member-row.ts'
import { decisionOf } from './open-unmatched.ts'

type Reader = pg.Pool | pg.ClientBase

const ONE = `select ${MEMBER_COLUMNS} from haechi.hash_members m join haechi.hash_banks b on b.number = m.bank
  where b.name = $1 and m.id = $2`

export async function readMember(
  reader: Reader,
  bank: string,
  member: number,
): Promise<MemberRecord | undefined> {
  const { rows } = await reader.query<MemberRow>(ONE, [bank, member])
  return rows[0] && memberOf(rows[0])
}

const LIST = `select ${MEMBER_COLUMNS} from haechi.hash_members m join haechi.hash_banks b on b.number = m.bank
  where b.name = $1 and m.id > $2 and ($3::int2 is null or m.state = $3) order by m.id limit $4`

/** See `HashBankStore.members`. */
export async function readMembers(
  reader: Reader,
  bank: string,
  { state, after, limit }: { state: MemberState | undefined; after: number; limit: number },
): Promise<MemberRecord[]> {
  const number = state === undefined ? null : MEMBER_STATES.indexOf(state)
  const { rows } = await reader.query<MemberRow>(LIST, [bank, after, number, limit])
  return rows.map(memberOf)
}

const GONE = [MEMBER_STATES.indexOf('disputed'), MEMBER_STATES.indexOf('withdrawn')].join(',')
const NONE = '00000000-0000-0000-0000-000000000000'
const MATCHES = `select encode(h.media, 'hex') as sha256, h.decision, h.at_ms,
    not exists (select from haechi.hash_matches o join haechi.hash_members m on m.id = o.member
      where o.decision = h.decision and o.member <> h.member and m.state not in (${GONE})) as alone
  from haechi.hash_matches h where h.member = $1 order by h.at_ms desc, h.media limit $2`

/** See `HashBankStore.matches`. */
export async function readMatches(reader: Reader, member: number, limit: number): Promise<MatchRecord[]> {
  const { rows } = await reader.query<{ sha256: string; decision: string; at_ms: string; alone: boolean }>(
    MATCHES,
    [member, limit],
  )
  return rows.map(({ sha256, decision, at_ms, alone }) => ({
    ...{ member, sha256, decision: decision === NONE ? undefined : decisionOf(decision) },
    ...{ atMs: Number(at_ms), alone },
  }))
}

const EXPORT = `select m.id, m.type, coalesce(m.value, encode(m.hash, 'hex')) as value, m.state, m.tags, m.changed_ms,
    (select array_agg(o.id order by o.id) from haechi.hash_origins o where o.member = m.id) as ids
  from haechi.hash_members m join haechi.hash_banks b on b.number = m.bank
  where b.name = $1 and m.id > $2 order by m.id limit $3`

/** See `HashBankStore.exported`. */
export async function readExported(
  reader: Reader,
  bank: string,
  after: number,
  limit: number,
): Promise<ExportedMember[]> {
  const { rows } = await reader.query<
    Pick<MemberRow, 'id' | 'type' | 'state' | 'tags' | 'ids' | 'changed_ms'> & { value: string }
  >(EXPORT, [bank, after, limit])
  return rows.map((row) => ({
    ...{ member: Number(row.id), type: hashTypeOf(row.type)!, value: row.value, ids: row.ids ?? [] },
    ...{ state: MEMBER_STATES[row.state]!, tags: row.tags, changedMs: Number(row.changed_ms) },
  }))
}
