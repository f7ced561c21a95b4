import type pg from 'pg'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { BankHash, MemberRecord } from '../../signals/hash/banks/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { bankNumber } from './bank-number.ts'
import { nextChange } from './change-head.ts'
import { hashParameters } from './hash-parameters.ts'
import { readMember } from './read-members.ts'

const GONE = [MEMBER_STATES.indexOf('disputed'), MEMBER_STATES.indexOf('withdrawn')].join(',')

const ADD = `insert into haechi.hash_members as m
    (bank, type, hash, value, state, own, source, by, made_ms, changed_ms, change)
  values ($1, $2, decode($3, 'hex'), $4, 0, true, $5, $6, $7, $7, $8)
  on conflict (bank, type, hash) do update set own = true, changed_ms = excluded.changed_ms, change = excluded.change,
    state = case when m.state in (${GONE}) then 0 else m.state end,
    decided_by = case when m.state in (${GONE}) then excluded.by else m.decided_by end
  returning id`

/** See `HashBankStore.add`. */
export function addMember(
  pool: pg.Pool,
  bank: string,
  given: BankHash,
  by: string,
  source: string,
  nowMs: number,
): Promise<MemberRecord> {
  return inTransaction(pool, async (client) => {
    const number = await bankNumber(client, bank, by, nowMs)
    const change = await nextChange(client)
    const { type, hash, value } = hashParameters(given)
    const { rows } = await client.query<{ id: string }>(ADD, [
      ...[number, type, hash, value ?? null, source, by, nowMs, change],
    ])
    return (await readMember(client, bank, Number(rows[0]!.id)))!
  })
}
