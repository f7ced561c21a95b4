import type pg from 'pg'
import { idFrom, uuidOf } from '../../core/ids.ts'
import type {
  BankEntry,
  BankImport,
  BankImportId,
  BankJobs,
  HashBankStore,
} from '../../signals/hash/banks/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { bankNumber } from './bank-number.ts'
import { nextChange } from './change-head.ts'
import { foldEntries } from './fold-entries.ts'
import { openUnmatched } from './open-unmatched.ts'
import { takeEntries } from './take-entries.ts'

type Counts = 'received' | 'added' | 'changed' | 'withdrawn'
type Row = Omit<BankImport, 'id' | Counts> & Record<'id' | Counts, string>

const READ = `select i.id, b.name as bank, i.name, i.total, i.received, i.added, i.changed, i.withdrawn, i.by
  from haechi.hash_imports i join haechi.hash_banks b on b.number = i.bank where i.id = $1`

/** See `HashBankStore.beginImport`. */
export function beginBankImport(
  pool: pg.Pool,
  { id, bank, name, total, by }: Parameters<HashBankStore['beginImport']>[0],
  nowMs: number,
): Promise<BankImport> {
  return inTransaction(pool, async (client) => {
    const number = await bankNumber(client, bank, by, nowMs)
    await client.query(
      `insert into haechi.hash_imports as i (id, bank, name, total, by, made_ms, changed_ms)
       values ($1, $2, $3, $4, $5, $6, $6) on conflict (id) do update set changed_ms = excluded.changed_ms,
         received = case when i.received < i.total then i.received else 0 end,
         added = case when i.received < i.total then i.added else 0 end,
         changed = case when i.received < i.total then i.changed else 0 end,
         withdrawn = case when i.received < i.total then i.withdrawn else 0 end`,
      [uuidOf(id), number, name, total, by, nowMs],
    )
    return (await readBankImport(client, id))!
  })
}

export async function readBankImport(
  pool: pg.Pool | pg.ClientBase,
  id: BankImportId,
): Promise<BankImport | undefined> {
  const { rows } = await pool.query<Row>(READ, [uuidOf(id)])
  if (rows[0] === undefined) return undefined
  const { received, added, changed, withdrawn, ...rest } = rows[0]
  return {
    ...rest,
    id: idFrom<BankImportId>('bki', rest.id),
    ...{ received: Number(received), added: Number(added) },
    ...{ changed: Number(changed), withdrawn: Number(withdrawn) },
  }
}

/** See `HashBankStore.addEntries`. */
export function addBankEntries(
  pool: pg.Pool,
  partitions: PartitionKeeper,
  id: BankImportId,
  from: number,
  entries: readonly BankEntry[],
  jobs: BankJobs,
  nowMs: number,
): Promise<BankImport | undefined> {
  return inTransaction(pool, async (client) => {
    // One piece at a time: two that come at once must leave no gap behind them.
    const { rows } = await client.query<{ bank: number }>(
      'select bank from haechi.hash_imports where id = $1 for update',
      [uuidOf(id)],
    )
    const known = await readBankImport(client, id)
    if (rows[0] === undefined || known === undefined) return undefined
    const fresh = from > known.received ? [] : entries.slice(known.received - from)
    if (fresh.length === 0) return known
    const change = await nextChange(client)
    const by = { source: known.name, by: known.by, nowMs, change }
    const taken = await takeEntries(client, rows[0].bank, foldEntries(fresh), by)
    await openUnmatched(client, partitions, taken.withdrawn, known.bank, jobs)
    await client.query(
      `update haechi.hash_imports set changed_ms = $2, received = received + $3, added = added + $4,
         changed = changed + $5, withdrawn = withdrawn + $6 where id = $1`,
      [uuidOf(id), nowMs, fresh.length, taken.added, taken.changed, taken.withdrawn.length],
    )
    return readBankImport(client, id)
  })
}
