import type { EntityRef } from '../../../core/entity.ts'
import type { HashType } from '../../../core/hash-type.ts'
import type { DecisionId } from '../../../core/id.ts'
import type { MemberState } from '../../../core/member-state.ts'

/** A hash as exchanges write it: small hexadecimal digits, a video as `videos/read-video-hash.ts` says, others as they came. */
export interface BankHash {
  readonly type: HashType
  readonly value: string
}

/** What one record of a file or feed says. */
export interface BankEntry {
  /**
   * How the feed knows it. What came before under this id and is not in `signals` any more is withdrawn. Undefined: it is known
   * by its hashes alone.
   */
  readonly id: string | undefined
  /** Hashes of one content; none and `withdrawn`: all that came under the id. */
  readonly hashes: readonly BankHash[]
  /** `disputed`: the feed itself says that it is wrong. */
  readonly state: 'active' | 'disputed' | 'withdrawn'
  /** Short words of the feed: classifications, labels, cases. */
  readonly tags: readonly string[]
  /** When the feed changed it last, in ms since the epoch. */
  readonly atMs: number | undefined
}

/** A member with its hash, as it goes to another platform. */
export interface ExportedMember extends BankHash {
  readonly member: number
  /** The ids under which feeds know it. */
  readonly ids: readonly string[]
  readonly state: MemberState
  readonly tags: readonly string[]
  readonly changedMs: number
}

/** A member beside one of its ids; one with several comes with each. */
export interface MemberUnderId extends Omit<ExportedMember, 'ids'> {
  readonly id: string
}

/** What the flood guard holds the members of a bank to; `flood.ts` says why. */
export interface FloodBounds {
  /** Most that a sound member is matched by senders who were not counted yet, as a share of new files. */
  readonly usual: number
  /** What is suspected, as a share. */
  readonly often: number
  /** Natural logarithm of the evidence from which on a member is in quarantine. */
  readonly logThreshold: number
}

/** What speaks against a member, as of which file of its bank. */
export interface FloodEvidence {
  /** Natural logarithm, 0 or above just after a match. */
  readonly log: number
  readonly atFile: number
  /** What the senders come to that were counted since the evidence began. */
  readonly weight: number
  /** Who they are. */
  readonly counted: ReadonlySet<EntityRef>
}

/** What a file that a member matched says of the member. */
export interface WeighedMatch {
  readonly evidence: FloodEvidence
  /** Its sender was counted. */
  readonly counts: boolean
  /** The evidence began again with this file: who was counted before is not any more. */
  readonly anew: boolean
}

/** What is known of a sender of files. */
export interface SenderStanding {
  /** They have sent a file long enough ago, and it matched nothing. */
  readonly known: boolean
  /** They have a strike that a person gave, and that stands. */
  readonly struck: boolean
}

/** Members beside each other, as the store gives them and a snapshot keeps them. */
export interface PackedMembers {
  readonly count: number
  readonly bytes: Uint8Array
}

/** A member that is a video; without its frames where it cannot match. */
export interface VideoMember {
  readonly id: number
  readonly bank: number
  readonly state: MemberState
  /** As it came. */
  readonly value: string | undefined
}

/** A bank as the store knows it: settings, where somebody has set them, and counts. */
export interface BankRecord {
  readonly number: number
  readonly name: string
  /** Undefined: as the pack says. */
  readonly enabled: boolean | undefined
  readonly share: number | undefined
  /** New files that were held against it, and how many of them matched. */
  readonly files: number
  readonly matched: number
  readonly by: string
  readonly changedMs: number
}

/** How many members there are, by state and kind. */
export interface BankCounts {
  readonly states: Readonly<Record<MemberState, number>>
  readonly types: Readonly<Partial<Record<HashType, number>>>
}

/** A member without its hash. */
export interface MemberRecord {
  readonly member: number
  readonly bank: string
  readonly type: HashType
  readonly state: MemberState
  /** The file or feed that it came from. */
  readonly source: string
  readonly ids: readonly string[]
  readonly tags: readonly string[]
  readonly by: string
  /** Who decided on it, and why, in their words. */
  readonly decidedBy: string | undefined
  readonly questionedBy: string | undefined
  readonly why: string | undefined
  /** How many different files matched it. */
  readonly matches: number
  readonly madeMs: number
  readonly changedMs: number
}

/** The SHA-256 of an import's file and what it is for, as a UUID's 32 hexadecimal digits behind `bki-`. */
export type BankImportId = `bki-${string}`

export interface BankImport {
  readonly id: BankImportId
  readonly bank: string
  /** As the file is called. */
  readonly name: string
  readonly total: number
  /** How many of the first entries were taken up. */
  readonly received: number
  readonly added: number
  readonly changed: number
  readonly withdrawn: number
  readonly by: string
}

/** How jobs about a bank's matches are opened. */
export interface BankJobs {
  readonly queue: string
  /** `id@version`; empty: none. */
  readonly policy: string
}

export const BANK_ACTS = ['confirm', 'dispute', 'withdraw', 'release'] as const
export type BankAct = (typeof BANK_ACTS)[number]

export interface AskedAct {
  readonly bank: string
  readonly member: number
  readonly act: BankAct
  /** The bank is sealed: two people must dispute. */
  readonly sealed: boolean
  readonly by: string
  readonly why: string | undefined
  readonly jobs: BankJobs
}

export interface ActDone {
  readonly member: MemberRecord
  /** Jobs that were opened for decisions that stood on this member alone. */
  readonly jobs: number
}

/** A decision, or a file without one, that a member matched. */
export interface MatchRecord {
  readonly member: number
  /** SHA-256 of the file. */
  readonly sha256: string
  readonly decision: DecisionId | undefined
  readonly atMs: number
  /** No other member that still matches was among its matches. */
  readonly alone: boolean
  /** Its sender was counted by the flood guard since the member's evidence began. */
  readonly counted: boolean
}

/** A file that was held against banks, in the order of arrival. */
export interface SeenFile {
  readonly sha256: string
  readonly decision: DecisionId | undefined
  /** The actor of that decision; undefined: nobody knows, and the flood guard counts nothing that it matches. */
  readonly sender: EntityRef | undefined
  readonly atMs: number
  /** Banks that it was held against, by number. */
  readonly banks: readonly number[]
  readonly matches: readonly { readonly bank: number; readonly member: number }[]
  /** It was seen before: it says nothing new of how often a member matches. */
  readonly repeated: boolean
}

/** The flood guard's own figures; pure, so that the store works them out under its locks. See `flood.ts`. */
export interface FloodGuard {
  bounds(bank: { readonly files: number; readonly matched: number; readonly members: number }): FloodBounds
  weigh(
    bounds: FloodBounds,
    evidence: FloodEvidence,
    match: { readonly file: number; readonly sender: EntityRef | undefined; readonly worth: number },
  ): WeighedMatch
  /** `upheld`: people found that a match of the member was right. */
  isFlood(bounds: FloodBounds, evidence: FloodEvidence, upheld: boolean): boolean
  weightOf(standing: SenderStanding): number
  /** A sender is known by a file of so long ago, in ms. */
  readonly knownAfterMs: number
  jobs(bank: string): BankJobs
}

/** A member that was put into quarantine just now. */
export interface Quarantined {
  readonly bank: string
  readonly member: number
}

/** Where changes are followed from: everything up to this change, and of the next one up to that member. */
export interface ChangeCursor {
  readonly change: number
  readonly member: number
}

/** Banks of known hashes, durable. Each call rejects with `Unavailable` when the database is out of reach. */
export interface HashBankStore {
  /** Banks that have settings or members, by name. */
  banks(): Promise<BankRecord[]>
  counts(bank: string): Promise<BankCounts>
  /** Sets what is given; undefined leaves it, null is as the pack says. Makes the bank when it is not known. */
  set(
    bank: string,
    settings: { readonly enabled?: boolean | null; readonly share?: number | null },
    by: string,
    nowMs: number,
  ): Promise<BankRecord>
  /** Begins an import, or finds the same one where it was left; one that is done begins anew. */
  beginImport(
    asked: Pick<BankImport, 'id' | 'bank' | 'name' | 'total' | 'by'>,
    nowMs: number,
  ): Promise<BankImport>
  import(id: BankImportId): Promise<BankImport | undefined>
  /** Takes up entries from that number on; what is there already is passed over, and nothing is taken up behind a gap. */
  addEntries(
    id: BankImportId,
    from: number,
    entries: readonly BankEntry[],
    jobs: BankJobs,
    nowMs: number,
  ): Promise<BankImport | undefined>
  /** Adds one hash by hand; one that was withdrawn or disputed comes back. */
  add(bank: string, signal: BankHash, by: string, source: string, nowMs: number): Promise<MemberRecord>
  /** Undefined: there is no such member, or nothing to do with it in its state. */
  act(
    asked: AskedAct,
    nowMs: number,
  ): Promise<ActDone | { readonly refused: MemberState | 'same-person' } | undefined>
  member(bank: string, member: number): Promise<MemberRecord | undefined>
  /** Members in a state, by id, behind `after`. */
  members(
    bank: string,
    asked: { readonly state: MemberState | undefined; readonly after: number; readonly limit: number },
  ): Promise<MemberRecord[]>
  /** What a member matched, the latest first. */
  matches(member: number, limit: number): Promise<MatchRecord[]>
  /** Members with their hashes, by id, behind `after`; fewer than `limit` where they are long, none at the end. */
  exported(bank: string, after: number, limit: number): Promise<ExportedMember[]>
  /** Members with their hashes under ids that begin so, by id and member, behind `after`; fewer and none as above. */
  exportedByIds(
    bank: string,
    prefix: string,
    after: { readonly id: string; readonly member: number } | undefined,
    limit: number,
  ): Promise<MemberUnderId[]>
  /** Notes what was seen, and puts members into quarantine that match too much. */
  note(seen: readonly SeenFile[], guard: FloodGuard): Promise<readonly Quarantined[]>
  /** The number of the latest change. */
  head(): Promise<number>
  /** Members that are matched with and can match, by id, behind `after`: `videos` by their numbers; `to` undefined: that is all. */
  packed(
    after: number,
    limit: number,
  ): Promise<{
    readonly members: PackedMembers
    readonly videos: readonly number[]
    readonly to: number | undefined
  }>
  /**
   * What changed behind a cursor, in order, videos by their numbers; `to` is where to go on. Members that are only kept are passed
   * over.
   */
  changed(
    after: ChangeCursor,
    limit: number,
  ): Promise<{
    readonly members: PackedMembers
    readonly videos: readonly number[]
    readonly to: ChangeCursor
  }>
  /** Members that are videos as they are now; frames of one may come to megabytes, so ask for few at once. */
  videos(members: readonly number[]): Promise<readonly VideoMember[]>
}
