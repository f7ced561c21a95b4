import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import type {
  FloodEvidence,
  FloodGuard,
  Quarantined,
  SeenFile,
  SenderStanding,
} from '../../signals/hash/banks/ports.ts'
import { ensureOutbox } from '../effects/ensure-outbox.ts'
import { writeLater } from '../effects/write-later.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { nextChange } from './change-head.ts'
import { isUpheld, readCounted, readStandings } from './flood-senders.ts'

const [ACTIVE, QUARANTINED] = (['active', 'quarantined'] as const).map((state) =>
  MEMBER_STATES.indexOf(state),
)
const NONE = '00000000-0000-0000-0000-000000000000'

const BANKS = `select b.number, b.name, b.files, b.matched,
    (select greatest(1, reltuples)::int8 from pg_class where oid = 'haechi.hash_members'::regclass) as members
  from haechi.hash_banks b where b.number = any($1::int4[]) order by b.number for update`

// Which of these members had not matched these files before.
const NEW = `select g.n from unnest($1::int8[], $2::text[]) with ordinality as g (member, sha256, n)
  where not exists (select from haechi.hash_matches h
    where h.member = g.member and h.media = decode(g.sha256, 'hex'))`

const ANEW = 'update haechi.hash_matches set counted = false where counted and member = any($1::int8[])'

const MATCH = `insert into haechi.hash_matches (member, media, decision, at_ms, counted)
  select g.member, decode(g.sha256, 'hex'), g.decision, g.at_ms, g.counted
  from unnest($1::int8[], $2::text[], $3::uuid[], $4::int8[], $5::bool[]) as g (member, sha256, decision, at_ms, counted)
  on conflict do nothing`

const MEMBERS = `select id, state, flood, flood_at, flood_weight, matches from haechi.hash_members
  where id = any($1::int8[]) order by id for update`

const WRITE = `update haechi.hash_members m set matches = m.matches + g.matches, flood = g.flood, flood_at = g.flood_at,
    flood_weight = g.weight,
    state = case when g.doubted then ${QUARANTINED} else m.state end,
    changed_ms = case when g.doubted then $7 else m.changed_ms end,
    change = case when g.doubted then $8 else m.change end
  from unnest($1::int8[], $2::int8[], $3::float8[], $4::int8[], $5::float8[], $6::bool[])
    as g (id, matches, flood, flood_at, weight, doubted)
  where m.id = g.id`

interface Bank {
  readonly name: string
  files: number
  matched: number
  readonly members: number
}

interface Pair {
  readonly file: SeenFile
  readonly bank: number
  readonly member: number
}

interface Member {
  readonly state: number
  readonly before: number
  bank: number
  evidence: FloodEvidence
  fresh: number
  last: DecisionId | undefined
  doubted: boolean
  /** Its evidence began again here, and the matches of this call whose senders were counted since it began. */
  anew: boolean
  counted: Pair[]
}

/**
 * Notes which files were held against banks and what matched, and works the flood guard: a member that is neither confirmed by a
 * person nor in doubt already, and that too many senders match, goes into quarantine, and a job about its latest decision is opened.
 * See `HashBankStore.note`.
 */
export function noteMatches(
  pool: pg.Pool,
  partitions: PartitionKeeper,
  seen: readonly SeenFile[],
  guard: FloodGuard,
): Promise<readonly Quarantined[]> {
  const pairs: Pair[] = seen.flatMap((file) =>
    file.matches.map(({ bank, member }) => ({ file, bank, member })),
  )
  return inTransaction(pool, async (client) => {
    // In the order in which whoever changes members takes its locks: the number of changes first.
    if (pairs.length > 0) await client.query('select from haechi.hash_head for update')
    const banks = await lockBanks(client, seen)
    const ids = pairs.map(({ member }) => member)
    const hashes = pairs.map(({ file }) => file.sha256)
    const { rows } = pairs.length === 0 ? { rows: [] } : await client.query<{ n: string }>(NEW, [ids, hashes])
    const fresh = new Set(rows.map(({ n }) => pairs[Number(n) - 1]!))
    const members = await lockMembers(client, ids)
    const senders = [...fresh].flatMap(({ file }) => file.sender ?? [])
    const standings = await readStandings(client, senders, guard.knownAfterMs, seen.at(-1)?.atMs ?? 0)
    const told = new Set<string>()
    for (const file of seen) {
      const own = pairs.filter((pair) => pair.file === file)
      if (!file.repeated)
        for (const number of file.banks) {
          const bank = banks.get(number)
          if (bank === undefined) continue
          bank.files++
          if (own.some((pair) => pair.bank === number)) bank.matched++
        }
      for (const pair of own) {
        const member = members.get(pair.member)
        const bank = banks.get(pair.bank)
        const key = `${pair.member} ${file.sha256}`
        if (member === undefined || bank === undefined) continue
        member.last = file.decision ?? member.last
        if (!fresh.has(pair) || told.has(key)) continue
        told.add(key)
        await weigh(client, { pair, member, bank, standings, guard })
      }
    }
    if (pairs.length > 0) {
      const anew = [...members].flatMap(([id, member]) => (member.anew ? [id] : []))
      if (anew.length > 0) await client.query(ANEW, [anew])
      const counted = new Set([...members.values()].flatMap((member) => member.counted))
      await client.query(MATCH, [
        ...[ids, hashes, pairs.map(({ file }) => file.decision?.slice(2) ?? NONE)],
        ...[pairs.map(({ file }) => Math.trunc(file.atMs)), pairs.map((pair) => counted.has(pair))],
      ])
    }
    await client.query(
      `update haechi.hash_banks b set files = g.files, matched = g.matched
       from unnest($1::int4[], $2::int8[], $3::int8[]) as g (number, files, matched) where b.number = g.number`,
      [
        [...banks.keys()],
        ...(['files', 'matched'] as const).map((key) => [...banks.values()].map((b) => b[key])),
      ],
    )
    return write(client, members, banks)
  })

  async function write(client: pg.ClientBase, members: Map<number, Member>, banks: Map<number, Bank>) {
    const changed = [...members].filter(([, { fresh }]) => fresh > 0)
    if (changed.length === 0) return []
    const doubted = changed.filter(([, member]) => member.doubted)
    const change = doubted.length === 0 ? null : await nextChange(client)
    await client.query(WRITE, [
      changed.map(([id]) => id),
      changed.map(([, member]) => member.fresh),
      ...(['log', 'atFile', 'weight'] as const).map((key) =>
        changed.map(([, { evidence }]) => evidence[key]),
      ),
      changed.map(([, member]) => member.doubted),
      ...[Math.trunc(seen.at(-1)!.atMs), change],
    ])
    const effects = doubted.flatMap(([, member]) => {
      if (member.last === undefined) return []
      const bank = banks.get(member.bank)!.name
      const { queue, policy } = guard.jobs(bank)
      const effect = { kind: 'job', rule: `bank.${bank}.flood`, policy, queue } as const
      return [{ decision: member.last, effect }]
    })
    await ensureOutbox(client, partitions, effects)
    await writeLater(client, effects)
    return doubted.map(([id, { bank }]) => ({ bank: banks.get(bank)!.name, member: id }))
  }
}

/** Counts a new file that matched a member, and what that says of it. */
async function weigh(
  client: pg.ClientBase,
  asked: {
    readonly pair: Pair
    readonly member: Member
    readonly bank: Bank
    readonly standings: ReadonlyMap<EntityRef, SenderStanding>
    readonly guard: FloodGuard
  },
): Promise<void> {
  const { pair, member, bank, standings, guard } = asked
  // Who was counted is read again from decisions.
  const sender = pair.file.decision === undefined ? undefined : pair.file.sender
  member.bank = pair.bank
  member.fresh++
  if (member.state !== ACTIVE || member.doubted) return
  // Its own matches are no measure of what is usual.
  const matched = Math.max(0, bank.matched - member.before - member.fresh)
  const bounds = guard.bounds({ files: bank.files, matched, members: bank.members })
  const worth = sender === undefined ? 0 : guard.weightOf(standings.get(sender)!)
  const weighed = guard.weigh(bounds, member.evidence, { file: bank.files, sender, worth })
  member.evidence = weighed.evidence
  if (weighed.anew) {
    member.anew = true
    member.counted = []
  }
  if (!weighed.counts) return
  member.counted.push(pair)
  // People are asked about only when all else speaks for quarantine.
  member.doubted =
    guard.isFlood(bounds, weighed.evidence, false) &&
    guard.isFlood(bounds, weighed.evidence, await isUpheld(client, pair.member, guard.jobs(bank.name).policy))
}

async function lockBanks(client: pg.ClientBase, seen: readonly SeenFile[]): Promise<Map<number, Bank>> {
  const numbers = [...new Set(seen.flatMap(({ banks }) => banks))]
  const { rows } = await client.query<
    Record<'files' | 'matched' | 'members', string> & { number: number; name: string }
  >(BANKS, [numbers])
  return new Map(
    rows.map(({ number, name, files, matched, members }) => [
      number,
      { name, files: Number(files), matched: Number(matched), members: Number(members) },
    ]),
  )
}

async function lockMembers(client: pg.ClientBase, ids: readonly number[]): Promise<Map<number, Member>> {
  if (ids.length === 0) return new Map()
  const { rows } = await client.query<
    Record<'id' | 'flood_at' | 'matches', string> & { state: number; flood: number; flood_weight: number }
  >(MEMBERS, [[...new Set(ids)]])
  const doubtful = rows.filter(({ state, flood }) => state === ACTIVE && flood > 0)
  const counted = await readCounted(
    client,
    doubtful.map(({ id }) => Number(id)),
  )
  return new Map(
    rows.map(({ id, state, flood, flood_at, flood_weight, matches }) => [
      Number(id),
      {
        ...{ state, before: Number(matches), bank: 0, fresh: 0, last: undefined, doubted: false },
        evidence: {
          ...{ log: flood, atFile: Number(flood_at), weight: flood_weight },
          counted: counted.get(Number(id)) ?? new Set<EntityRef>(),
        },
        ...{ anew: false, counted: [] },
      },
    ]),
  )
}
