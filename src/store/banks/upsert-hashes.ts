import type pg from 'pg'
import { HASH_TYPES, type HashType } from '../../core/hash-type.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type { FoldedHash } from './fold-entries.ts'
import { hashParameters } from './hash-parameters.ts'

const [ACTIVE, DISPUTED, WITHDRAWN] = (['active', 'disputed', 'withdrawn'] as const).map((state) =>
  MEMBER_STATES.indexOf(state),
)

// In the order of the index of hashes: each of its pages is written once for a batch, not once for each row that comes to it.
// What a person decided stands before what a feed says, but for its withdrawal; so does quarantine.
const upsert = (rows: string) => `with done as (
  insert into haechi.hash_members as m
    (bank, type, hash, value, state, own, source, tags, by, made_ms, changed_ms, change)
  select $1, g.type, g.hash, g.value, g.state, g.own, $2, g.tags, $3, $4, $4, $5
  from (${rows}) as g (type, hash, value, state, own, tags) order by g.type, g.hash
  on conflict (bank, type, hash) do update set
    state = case when m.decided_by is null and m.state in (${ACTIVE}, ${DISPUTED}, ${WITHDRAWN})
      then excluded.state else m.state end,
    own = m.own or excluded.own, tags = case when excluded.tags = '{}' then m.tags else excluded.tags end,
    changed_ms = excluded.changed_ms, change = excluded.change
  where (m.decided_by is null and m.state in (${ACTIVE}, ${DISPUTED}, ${WITHDRAWN}) and m.state <> excluded.state)
    or (excluded.own and not m.own) or (excluded.tags <> '{}' and excluded.tags <> m.tags)
  returning (xmax = 0) as added)
select count(*) filter (where added)::int4 as added, count(*) filter (where not added)::int4 as changed from done`

// Most of a large file is plain hashes of one kind: they come beside each other as bytes, $7 each, and nothing is said of each.
const PLAIN =
  upsert(`select $6::int2, substr($8::bytea, n * $7::int4 + 1, $7::int4), null::text, ${ACTIVE}::int2, true, '{}'::text[]
  from generate_series(0, $9::int4 - 1) as n`)

const ANY = upsert(`select u.type, decode(u.hash, 'hex'), nullif(u.value, ''), u.state, u.own,
    case when u.tags = '' then '{}' else string_to_array(u.tags, E'\\x1f') end
  from unnest($6::int2[], $7::text[], $8::text[], $9::int2[], $10::bool[], $11::text[])
    as u (type, hash, value, state, own, tags)`)

/** Puts hashes into a bank, each named once, or brings what is there to what is said of it. In the caller's transaction. */
export async function upsertHashes(
  client: pg.ClientBase,
  bank: number,
  there: readonly FoldedHash[],
  { source, by, nowMs, change }: { source: string; by: string; nowMs: number; change: string },
): Promise<{ added: number; changed: number }> {
  const sum = { added: 0, changed: 0 }
  const all = [bank, source, by, nowMs, change]
  const run = async (text: string, values: readonly unknown[]) => {
    const { rows } = await client.query<typeof sum>(text, [...all, ...values])
    sum.added += rows[0]!.added
    sum.changed += rows[0]!.changed
  }
  const { plain, others } = parted(there)
  for (const [type, values] of plain) {
    const { code, bytes: width } = HASH_TYPES[type]
    const bytes = Buffer.alloc(values.length * width!)
    for (const [at, value] of values.entries()) bytes.write(value, at * width!, 'hex')
    await run(PLAIN, [code, width, bytes, values.length])
  }
  if (others.length > 0) {
    const rows = others.map(hashParameters)
    await run(ANY, [
      rows.map(({ type }) => type),
      rows.map(({ hash }) => hash),
      rows.map(({ value }) => value ?? ''),
      others.map(({ state }) => MEMBER_STATES.indexOf(state)),
      others.map(({ own }) => own),
      others.map(({ tags }) => tags.join('\x1f')),
    ])
  }
  return sum
}

/** The values of plain hashes by kind, and the others. */
function parted(there: readonly FoldedHash[]) {
  const plain = new Map<HashType, string[]>()
  const others: FoldedHash[] = []
  for (const hash of there) {
    const { type, value, state, own, tags } = hash
    if (HASH_TYPES[type].bytes === undefined || state !== 'active' || !own || tags.length > 0)
      others.push(hash)
    else {
      const values = plain.get(type)
      if (values === undefined) plain.set(type, [value])
      else values.push(value)
    }
  }
  return { plain, others }
}
