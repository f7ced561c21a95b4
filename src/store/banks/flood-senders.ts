import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { SenderStanding } from '../../signals/hash/banks/ports.ts'

const COUNTED = 'select member, decision from haechi.hash_matches where counted and member = any($1::int8[])'

// Unnamed: planned with the ids at hand, so that partitions without them are left out of the plan.
const ACTORS = `select id, actor from haechi.decisions where id = any($1::uuid[]) and actor is not null
  union all select id, actor from haechi.held_decisions where id = any($1::uuid[]) and actor is not null`

/**
 * Which senders were counted for members since their evidence began: the actors of the decisions of those matches, so that nobody is
 * named anew here and an erased account is its tombstone. Of a decision that is kept no more nobody is known.
 */
export async function readCounted(
  client: pg.ClientBase,
  members: readonly number[],
): Promise<ReadonlyMap<number, ReadonlySet<EntityRef>>> {
  if (members.length === 0) return new Map()
  const { rows } = await client.query<{ member: string; decision: string }>(COUNTED, [members])
  if (rows.length === 0) return new Map()
  const decisions = [...new Set(rows.map(({ decision }) => decision))]
  const { rows: named } = await client.query<{ id: string; actor: EntityRef }>(ACTORS, [decisions])
  const actors = new Map(named.map(({ id, actor }) => [id, actor]))
  const counted = new Map<number, Set<EntityRef>>()
  for (const { member, decision } of rows) {
    const actor = actors.get(decision)
    if (actor === undefined) continue
    const senders = counted.get(Number(member))
    if (senders === undefined) counted.set(Number(member), new Set([actor]))
    else senders.add(actor)
  }
  return counted
}

// A strike that a rule gave may be for this very match, and then every victim of a wrong member had one.
const STANDINGS = `select s.sender,
    exists (select from haechi.media_uses u where u.actor = s.sender and u.at_ms <= $2::int8
      and not exists (select from haechi.hash_matches h where h.decision = u.decision)) as known,
    exists (select from haechi.strikes k where k.account = s.sender and k.reversed_ms is null and k.expires_ms > $3::int8
      and (k.annotation is not null or (k.by is not null and k.retroact is null))) as struck
  from unnest($1::text[]) as s (sender)`

/** What is known of senders; `knownAfterMs`: how old a file of theirs must be at `nowMs`. */
export async function readStandings(
  client: pg.ClientBase,
  senders: readonly EntityRef[],
  knownAfterMs: number,
  nowMs: number,
): Promise<ReadonlyMap<EntityRef, SenderStanding>> {
  if (senders.length === 0) return new Map()
  const { rows } = await client.query<SenderStanding & { sender: EntityRef }>(STANDINGS, [
    ...[[...new Set(senders)], Math.trunc(nowMs - knownAfterMs), Math.trunc(nowMs)],
  ])
  return new Map(rows.map(({ sender, known, struck }) => [sender, { known, struck }]))
}

const UPHELD = `select exists (select from haechi.hash_matches h join haechi.annotations a on a.decision = h.decision
  where h.member = $1 and a.choice = 'violates'
    and ($2 = '' or $2 = any(array(select split_part(p, '@', 1) from unnest(
      case when cardinality(a.policies) = 0 then array[a.policy] else a.policies end) as p)))
    and not exists (select from haechi.annotation_marks k
      where k.annotation = a.id and k.mark in ('undone', 'overturned'))) as upheld`

/** Whether people found that what a member matched was against a policy (`id@version`; empty: any), and nobody took it back. */
export async function isUpheld(client: pg.ClientBase, member: number, policy: string): Promise<boolean> {
  const { rows } = await client.query<{ upheld: boolean }>(UPHELD, [member, policy.split('@', 1)[0]])
  return rows[0]!.upheld
}
