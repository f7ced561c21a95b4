import type pg from 'pg'
import { MEMBER_STATES, type MemberState } from '../../core/member-state.ts'
import type { MatchRecord, MemberRecord } from '../../signals/hash/banks/ports.ts'
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
const MATCHES = `select encode(h.media, 'hex') as sha256, h.decision, h.at_ms, h.counted,
    not exists (select from haechi.hash_matches o join haechi.hash_members m on m.id = o.member
      where o.decision = h.decision and o.member <> h.member and m.state not in (${GONE})) as alone
  from haechi.hash_matches h where h.member = $1 order by h.at_ms desc, h.media limit $2`

/** See `HashBankStore.matches`. */
export async function readMatches(reader: Reader, member: number, limit: number): Promise<MatchRecord[]> {
  const { rows } = await reader.query<
    Record<'sha256' | 'decision' | 'at_ms', string> & Record<'alone' | 'counted', boolean>
  >(MATCHES, [member, limit])
  return rows.map(({ sha256, decision, at_ms, alone, counted }) => ({
    ...{ member, sha256, decision: decision === NONE ? undefined : decisionOf(decision) },
    ...{ atMs: Number(at_ms), alone, counted },
  }))
}
