import { HASH_TYPES, type HashType } from '../../../core/hash-type.ts'
import type { MemberState } from '../../../core/member-state.ts'
import { type CompactingIndex, createHashIndex } from '../create-hash-index.ts'
import { DigestTable } from './digest-table.ts'
import { type PackedMember, unpackMembers } from './packed-members.ts'
import type { PackedMembers } from './ports.ts'

/** A member near a hash. */
export interface NearMember {
  readonly member: number
  readonly distance: number
  /** It is in quarantine, or one person disputes it. */
  readonly doubted: boolean
}

/** The members of one bank that can match. A bank has an index of its own, so that no other one can fill up its hits. */
interface BankMembers {
  pdq: CompactingIndex
  readonly digests: Map<HashType, DigestTable>
  readonly doubted: Set<number>
}

/** The members of all banks in memory, those that matter for matching. */
export interface MemberIndex {
  /** Members that can match, of one bank or all. */
  size(bank?: number): number
  /** Memory of the tables, in bytes. */
  readonly memory: number
  /** Takes members up as they are now; the latest that is said of one holds. */
  apply(members: PackedMembers): void
  /** At most so many within a distance of a PDQ hash, the nearest first. */
  near(bank: number, hash: Uint8Array, distance: number, most: number): NearMember[]
  /** Those with an equal digest. */
  equal(bank: number, type: HashType, digest: Uint8Array): NearMember[]
}

/** Rooms for what comes later: small, since most banks are; it grows when tables are built anew. */
const PENDING_ROOM = 32_768

/** Makes the index of members that ascend by id. Whoever is withdrawn or disputed is not in it. */
export function createMemberIndex(members: PackedMembers): MemberIndex {
  const banks = new Map<number, BankMembers>()
  for (const [bank, known] of pdqsByBank(members)) bankOf(bank).pdq = createHashIndex(known, ROOM)
  for (const member of unpackMembers(members)) if (matches(member.state)) take(member, true)

  function bankOf(bank: number): BankMembers {
    let found = banks.get(bank)
    if (found === undefined) {
      found = { pdq: createHashIndex(undefined, ROOM), digests: new Map(), doubted: new Set() }
      banks.set(bank, found)
    }
    return found
  }

  function take({ id, bank, type, state, hash }: PackedMember, isKnown: boolean): void {
    const { pdq, digests, doubted } = bankOf(bank)
    if (state === 'quarantined' || state === 'questioned') doubted.add(id)
    else doubted.delete(id)
    if (type === 'pdq') {
      if (!isKnown) pdq.insert(id, hash)
      return
    }
    let table = digests.get(type)
    if (table === undefined) {
      table = new DigestTable(HASH_TYPES[type].bytes!)
      digests.set(type, table)
    }
    table.insert(id, hash)
  }

  return {
    size(bank) {
      let sum = 0
      for (const [id, { pdq, digests }] of banks) {
        if (bank !== undefined && bank !== id) continue
        sum += pdq.size
        for (const table of digests.values()) sum += table.size
      }
      return sum
    },
    get memory() {
      let sum = 0
      for (const { pdq, digests } of banks.values()) {
        sum += pdq.bytes
        for (const table of digests.values()) sum += table.memory
      }
      return sum
    },
    apply(changed) {
      for (const member of unpackMembers(changed)) {
        if (matches(member.state)) {
          take(member, false)
          continue
        }
        const bank = banks.get(member.bank)
        bank?.doubted.delete(member.id)
        if (member.type === 'pdq') bank?.pdq.remove(member.id)
        else bank?.digests.get(member.type)?.remove(member.id, member.hash)
      }
    },
    near(bank, hash, distance, most) {
      const members = banks.get(bank)
      if (members === undefined) return []
      return members.pdq
        .near(hash, distance, most)
        .map(({ id, distance: bits }) => ({ member: id, distance: bits, doubted: members.doubted.has(id) }))
    },
    equal(bank, type, digest) {
      const members = banks.get(bank)
      const found = members?.digests.get(type)?.find(digest) ?? []
      return found.map((member) => ({ member, distance: 0, doubted: members!.doubted.has(member) }))
    },
  }
}

const ROOM = { pendingRoom: PENDING_ROOM }

function matches(state: MemberState): boolean {
  return state !== 'withdrawn' && state !== 'disputed'
}

/** The PDQ hashes of each bank, to build its tables of at once. */
function pdqsByBank(members: PackedMembers): Map<number, { ids: Uint32Array; hashes: Uint8Array }> {
  const counts = new Map<number, number>()
  for (const { bank, type, state } of unpackMembers(members))
    if (type === 'pdq' && matches(state)) counts.set(bank, (counts.get(bank) ?? 0) + 1)
  const found = new Map(
    [...counts].map(([bank, count]) => [
      bank,
      { ids: new Uint32Array(count), hashes: new Uint8Array(count * 32), at: 0 },
    ]),
  )
  for (const { id, bank, type, state, hash } of unpackMembers(members)) {
    if (type !== 'pdq' || !matches(state)) continue
    const known = found.get(bank)!
    known.ids[known.at] = id
    known.hashes.set(hash, known.at * 32)
    known.at++
  }
  return found
}
