import { HASH_TYPES, type HashType } from '../../../core/hash-type.ts'
import { MEMBER_STATES, type MemberState } from '../../../core/member-state.ts'
import {
  type CompactingIndex,
  createHashIndex,
  INDEX_DEFAULTS,
  type IndexOptions,
} from '../create-hash-index.ts'
import type { SharedSegment } from '../hash-segment.ts'
import { DigestTable } from './digest-table.ts'
import { MEMBER_AT, MEMBER_BYTES, type PackedMember, unpackMembers } from './packed-members.ts'
import type { PackedMembers } from './ports.ts'
import { type KnownVideo, NO_VIDEOS, type PackedVideos, unpackVideos } from './videos/packed-videos.ts'
import { createVideoIndex, type VideoIndex } from './videos/video-index.ts'

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
  /** Undefined: it has none. */
  videos: VideoIndex | undefined
  readonly doubted: Set<number>
}

/** The members of all banks in memory, those that matter for matching. */
export interface MemberIndex {
  /** Members that can match, of one bank or all. */
  size(bank?: number): number
  /** Memory of the tables, in bytes. */
  readonly memory: number
  /** Takes members up as they are now; the latest that is said of one holds. */
  apply(members: PackedMembers, videos?: PackedVideos): void
  /** Writes the tables of each bank that has some into a file, where they changed; gives the banks that have some. */
  save(pathOf: (bank: number) => string): Promise<readonly number[]>
  /** At most so many within a distance of a PDQ hash, the nearest first. */
  near(bank: number, hash: Uint8Array, distance: number, most: number): NearMember[]
  /** Those with an equal digest. */
  equal(bank: number, type: HashType, digest: Uint8Array): NearMember[]
  /** The known videos of a bank; undefined: it has none. */
  videos(bank: number): VideoIndex | undefined
  /** Whether a member of a bank is in quarantine, or one person disputes it. */
  isDoubted(bank: number, member: number): boolean
}

export interface MemberIndexOptions extends Pick<IndexOptions, 'threads' | 'failed'> {
  /** Tables of banks that were saved earlier. */
  readonly saved?: ReadonlyMap<number, SharedSegment> | undefined
  /** Members that are videos, beside the others. */
  readonly videos?: PackedVideos
}

/** Makes the index of members that ascend by id. Whoever is withdrawn or disputed is not in it. */
export function createMemberIndex(
  members: PackedMembers,
  options: MemberIndexOptions = INDEX_DEFAULTS,
): MemberIndex {
  const { threads, failed, saved, videos: known = NO_VIDEOS } = options
  const banks = new Map<number, BankMembers>()
  for (const [bank, hashes] of pdqsByBank(members))
    bankOf(bank).pdq = createHashIndex(hashes, { threads, failed, tables: saved?.get(bank) })
  // Hashes stand in the tables already, and most members are in no doubt: only the others are looked at one by one.
  for (const member of unpackMembers(members, isApart)) if (matches(member.state)) take(member, true)
  for (const [bank, videos] of videosByBank(known)) {
    bankOf(bank).videos = createVideoIndex(videos, { threads, failed })
    for (const { id, state } of videos) mark(bankOf(bank), id, state)
  }

  function bankOf(bank: number): BankMembers {
    let found = banks.get(bank)
    if (found === undefined) {
      found = {
        ...{ pdq: createHashIndex(undefined, { threads, failed }), digests: new Map() },
        ...{ videos: undefined, doubted: new Set() },
      }
      banks.set(bank, found)
    }
    return found
  }

  function take({ id, bank, type, state, hash }: PackedMember, isKnown: boolean): void {
    const { pdq, digests } = bankOf(bank)
    mark(bankOf(bank), id, state)
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

  function takeVideo({ id, bank, state, hashes, ms }: KnownVideo): void {
    if (!matches(state)) {
      banks.get(bank)?.videos?.remove(id)
      banks.get(bank)?.doubted.delete(id)
      return
    }
    const own = bankOf(bank)
    own.videos ??= createVideoIndex([], { threads, failed })
    own.videos.insert(id, { hashes, ms })
    mark(own, id, state)
  }

  return {
    size(bank) {
      let sum = 0
      for (const [id, { pdq, digests, videos }] of banks) {
        if (bank !== undefined && bank !== id) continue
        sum += pdq.size + (videos?.size ?? 0)
        for (const table of digests.values()) sum += table.size
      }
      return sum
    },
    get memory() {
      let sum = 0
      for (const { pdq, digests, videos } of banks.values()) {
        sum += pdq.bytes + (videos?.memory ?? 0)
        for (const table of digests.values()) sum += table.memory
      }
      return sum
    },
    apply(changed, videos = NO_VIDEOS) {
      for (const video of unpackVideos(videos)) takeVideo(video)
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
    async save(pathOf) {
      const tabled: number[] = []
      for (const [bank, { pdq }] of banks) if (await pdq.save(pathOf(bank))) tabled.push(bank)
      return tabled
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
    videos: (bank) => banks.get(bank)?.videos,
    isDoubted: (bank, member) => banks.get(bank)?.doubted.has(member) ?? false,
  }
}

function mark({ doubted }: BankMembers, id: number, state: MemberState): void {
  if (state === 'quarantined' || state === 'questioned') doubted.add(id)
  else doubted.delete(id)
}

function videosByBank(videos: PackedVideos): Map<number, KnownVideo[]> {
  const found = new Map<number, KnownVideo[]>()
  for (const video of unpackVideos(videos)) {
    if (!matches(video.state)) continue
    const own = found.get(video.bank)
    if (own === undefined) found.set(video.bank, [video])
    else own.push(video)
  }
  return found
}

function matches(state: MemberState): boolean {
  return state !== 'withdrawn' && state !== 'disputed'
}

/** Whether there is more to a member than a PDQ hash that matches. */
function isApart(type: number, state: number): boolean {
  return type !== PDQ || !CERTAIN.has(state)
}

const PDQ = HASH_TYPES.pdq.code
const CERTAIN = new Set([MEMBER_STATES.indexOf('active'), MEMBER_STATES.indexOf('confirmed')])
const GONE = new Set([MEMBER_STATES.indexOf('withdrawn'), MEMBER_STATES.indexOf('disputed')])

/** The PDQ hashes of each bank, to build its tables of at once: over the bytes, as an object for each of a million takes seconds. */
function pdqsByBank({ count, bytes }: PackedMembers): Map<number, { ids: Uint32Array; hashes: Uint8Array }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const isPdq = (at: number) =>
    view.getUint16(at + MEMBER_AT.type) === PDQ && !GONE.has(view.getUint16(at + MEMBER_AT.state))
  const end = count * MEMBER_BYTES
  const counts = new Map<number, number>()
  for (let at = 0; at < end; at += MEMBER_BYTES) {
    if (!isPdq(at)) continue
    const bank = view.getUint32(at + MEMBER_AT.bank)
    counts.set(bank, (counts.get(bank) ?? 0) + 1)
  }
  const found = new Map(
    [...counts].map(([bank, own]) => [
      bank,
      { ids: new Uint32Array(own), hashes: new Uint8Array(own * 32), at: 0 },
    ]),
  )
  for (let at = 0; at < end; at += MEMBER_BYTES) {
    if (!isPdq(at)) continue
    const known = found.get(view.getUint32(at + MEMBER_AT.bank))!
    known.ids[known.at] = view.getUint32(at)
    const from = known.at++ * 32
    for (let byte = 0; byte < 32; byte++) known.hashes[from + byte] = bytes[at + MEMBER_AT.hash + byte]!
  }
  return found
}
