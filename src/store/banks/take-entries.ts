import type pg from 'pg'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { BankHash } from '../../signals/hash/banks/ports.ts'
import type { FoldedEntries } from './fold-entries.ts'
import { hashParameters } from './hash-parameters.ts'
import { upsertHashes } from './upsert-hashes.ts'
import { withdrawOrphans } from './withdraw-orphans.ts'

const WITHDRAWN = MEMBER_STATES.indexOf('withdrawn')

const DISOWN = `update haechi.hash_members m set own = false, changed_ms = $4, change = $5
  from unnest($2::int2[], $3::text[]) as g (type, hash)
  where m.bank = $1 and m.type = g.type and m.hash = decode(g.hash, 'hex') and m.state <> ${WITHDRAWN}
  returning m.id`

const JOIN_IDS = `insert into haechi.hash_origins (bank, id, member)
  select $1, g.id, m.id from unnest($2::text[], $3::int2[], $4::text[]) as g (id, type, hash)
  join haechi.hash_members m on m.bank = $1 and m.type = g.type and m.hash = decode(g.hash, 'hex')
  on conflict do nothing`

const LEAVE_IDS = `delete from haechi.hash_origins o where o.bank = $1 and o.id = any($2::text[])
  and not exists (select from unnest($3::text[], $4::int2[], $5::text[]) as g (id, type, hash)
    join haechi.hash_members m on m.bank = $1 and m.type = g.type and m.hash = decode(g.hash, 'hex')
    where g.id = o.id and m.id = o.member)
  returning o.member`

/** Takes up what a batch says; `withdrawn` are the members that it took back. In the caller's transaction. */
export async function takeEntries(
  client: pg.ClientBase,
  bank: number,
  { there, gone, ids }: FoldedEntries,
  { source, by, nowMs, change }: { source: string; by: string; nowMs: number; change: string },
): Promise<{ added: number; changed: number; withdrawn: string[] }> {
  const counts = await upsertHashes(client, bank, there, { source, by, nowMs, change })
  const left = new Set<string>()
  if (gone.length > 0) {
    const rows = gone.map(hashParameters)
    const { rows: own } = await client.query<{ id: string }>(DISOWN, [
      ...[bank, rows.map(({ type }) => type), rows.map(({ hash }) => hash), nowMs, change],
    ])
    for (const { id } of own) left.add(id)
  }
  if (ids.size > 0) {
    const named = [...ids].flatMap(([id, hashes]) => hashes.map((hash) => ({ id, ...hashOf(hash) })))
    const columns = [named.map(({ id }) => id), named.map(({ type }) => type), named.map(({ hash }) => hash)]
    if (named.length > 0) await client.query(JOIN_IDS, [bank, ...columns])
    const { rows } = await client.query<{ member: string }>(LEAVE_IDS, [bank, [...ids.keys()], ...columns])
    for (const { member } of rows) left.add(member)
  }
  return { ...counts, withdrawn: await withdrawOrphans(client, [...left], change, nowMs) }
}

function hashOf(hash: BankHash) {
  return hashParameters(hash)
}
