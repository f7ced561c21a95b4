import type pg from 'pg'
import { type HashType, hashTypeOf } from '../../core/hash-type.ts'
import { MEMBER_STATES, type MemberState } from '../../core/member-state.ts'
import type { BankCounts, BankRecord, HashBankStore } from '../../signals/hash/banks/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { bankNumber } from './bank-number.ts'
import { nextChange } from './change-head.ts'

interface Row {
  readonly number: number
  readonly name: string
  readonly enabled: boolean | null
  readonly share: number | null
  readonly files: string
  readonly matched: string
  readonly by: string
  readonly changed_ms: string
}

const COLUMNS = 'number, name, enabled, share, files, matched, by, changed_ms'

export async function readBanks(pool: pg.Pool): Promise<BankRecord[]> {
  const { rows } = await pool.query<Row>(`select ${COLUMNS} from haechi.hash_banks order by name`)
  return rows.map(bankOf)
}

function bankOf({ enabled, share, files, matched, changed_ms, ...row }: Row): BankRecord {
  return {
    ...{ number: row.number, name: row.name, by: row.by, changedMs: Number(changed_ms) },
    ...{ enabled: enabled ?? undefined, share: share ?? undefined },
    ...{ files: Number(files), matched: Number(matched) },
  }
}

/** See `HashBankStore.counts`. */
export async function readCounts(pool: pg.Pool, bank: string): Promise<BankCounts> {
  const { rows } = await pool.query<{ type: number; state: number; count: number }>(
    `select m.type, m.state, count(*)::int4 as count from haechi.hash_members m
     join haechi.hash_banks b on b.number = m.bank where b.name = $1 group by 1, 2`,
    [bank],
  )
  const states = Object.fromEntries(MEMBER_STATES.map((state) => [state, 0])) as Record<MemberState, number>
  const types: Partial<Record<HashType, number>> = {}
  for (const { type, state, count } of rows) {
    states[MEMBER_STATES[state]!] += count
    const name = hashTypeOf(type)!
    types[name] = (types[name] ?? 0) + count
  }
  return { states, types }
}

/** See `HashBankStore.set`. */
export function setBank(
  pool: pg.Pool,
  bank: string,
  { enabled, share }: Parameters<HashBankStore['set']>[1],
  by: string,
  nowMs: number,
): Promise<BankRecord> {
  return inTransaction(pool, async (client) => {
    const number = await bankNumber(client, bank, by, nowMs)
    await nextChange(client)
    const { rows } = await client.query<Row>(
      `update haechi.hash_banks set by = $2, changed_ms = $3,
         enabled = case when $4 then $5 else enabled end, share = case when $6 then $7 else share end
       where number = $1 returning ${COLUMNS}`,
      [number, by, nowMs, enabled !== undefined, enabled ?? null, share !== undefined, share ?? null],
    )
    return bankOf(rows[0]!)
  })
}
