import type pg from 'pg'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { BankHash } from '../../signals/hash/banks/ports.ts'
import type { FoldedEntries } from './fold-entries.ts'
import { hashParameters } from './hash-parameters.ts'
import { withdrawOrphans } from './withdraw-orphans.ts'

const [ACTIVE, DISPUTED, WITHDRAWN] = (['active', 'disputed', 'withdrawn'] as const).map((state) =>
  MEMBER_STATES.indexOf(state),
)

// What a person decided stands before what a feed says, but for its withdrawal; so does quarantine.
const UPSERT = `with done as (
  insert into haechi.hash_members as m
    (bank, type, hash, value, state, own, source, tags, by, made_ms, changed_ms, change)
  select $1, g.type, decode(g.hash, 'hex'), nullif(g.value, ''), g.state, g.own, $8,
    case when g.tags = '' then '{}' else string_to_array(g.tags, E'\\x1f') end, $9, $10, $10, $11
  from unnest($2::int2[], $3::text[], $4::text[], $5::int2[], $6::bool[], $7::text[])
    as g (type, hash, value, state, own, tags)
  on conflict (bank, type, hash) do update set
    state = case when m.decided_by is null and m.state in (${ACTIVE}, ${DISPUTED}, ${WITHDRAWN})
      then excluded.state else m.state end,
    own = m.own or excluded.own, tags = case when excluded.tags = '{}' then m.tags else excluded.tags end,
    changed_ms = excluded.changed_ms, change = excluded.change
  where (m.decided_by is null and m.state in (${ACTIVE}, ${DISPUTED}, ${WITHDRAWN}) and m.state <> excluded.state)
    or (excluded.own and not m.own) or (excluded.tags <> '{}' and excluded.tags <> m.tags)
  returning (xmax = 0) as added)
select count(*) filter (where added)::int4 as added, count(*) filter (where not added)::int4 as changed from done`

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
  let counts = { added: 0, changed: 0 }
  if (there.length > 0) {
    const rows = there.map(hashParameters)
    const { rows: done } = await client.query<typeof counts>(UPSERT, [
      bank,
      rows.map(({ type }) => type),
      rows.map(({ hash }) => hash),
      rows.map(({ value }) => value ?? ''),
      there.map(({ state }) => MEMBER_STATES.indexOf(state)),
      there.map(({ own }) => own),
      there.map(({ tags }) => tags.join('\x1f')),
      ...[source, by, nowMs, change],
    ])
    counts = done[0]!
  }
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
