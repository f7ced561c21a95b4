import { z } from 'zod'
import { EXCHANGE_FORMATS } from '../../core/exchange-format.ts'
import { HASH_TYPE_NAMES } from '../../core/hash-type.ts'
import { DecisionId } from '../../core/id.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import { Severity } from '../../core/severity.ts'
import { ENTRY_LIMITS } from '../../signals/hash/banks/bank-entry.ts'

/** Of one request of an import. */
export const BANK_ROWS_AT_ONCE = 20_000
/** Of one import. */
export const BANK_MOST_ENTRIES = 50_000_000

const word = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')

export const BankName = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9_.-]*$/, 'expected small letters, digits, and . _ - only, as in known_ncii')
const ImportId = z.string().regex(/^bki-[0-9a-f]{32}$/, 'expected bki- and 32 hexadecimal digits')
const MemberNumber = z.string().regex(/^[1-9][0-9]{0,9}$/, 'expected the number of a member')
const HashTypeName = z.enum(HASH_TYPE_NAMES as [string, ...string[]])
const State = z.enum(MEMBER_STATES)

export const BankParams = z.strictObject({ bank: BankName })
export const BankImportParams = z.strictObject({ bank: BankName, id: ImportId })
export const BankMemberParams = z.strictObject({ bank: BankName, member: MemberNumber })

const count = z.int().nonnegative()

export const BankReply = z.object({
  name: z.string(),
  /** The live pack declares it; else it is kept and matches nothing. */
  declared: z.boolean(),
  policy: z.string().nullable(),
  severity: Severity.nullable(),
  negative: z.boolean(),
  sealed: z.boolean(),
  /** As it holds now. */
  enabled: z.boolean(),
  share: z.number(),
  /** What was set in the service, before what the pack says; null: nothing. */
  set: z.object({ enabled: z.boolean().nullable(), share: z.number().nullable() }),
  distance: z.int().nullable(),
  quality: z.int().nullable(),
  /** What a video must share with a known one, in per cent of the frames of each. */
  video: z.object({ file: z.int(), known: z.int() }).nullable(),
  members: count,
  states: z.record(State, count),
  types: z.record(z.string(), count),
  /** New files that were held against it, and how many of them matched. */
  files: count,
  matched: count,
})
export type BankReply = z.infer<typeof BankReply>

export const BankList = z.object({ banks: z.array(BankReply) })
export type BankList = z.infer<typeof BankList>

export const SetBankRequest = z.strictObject({
  /** Null: as the pack says. */
  enabled: z.boolean().nullable().exactOptional(),
  /** Of files, drawn by their ids; null: as the pack says. */
  share: z.number().min(0).max(1).nullable().exactOptional(),
})
export type SetBankRequest = z.infer<typeof SetBankRequest>

export const BeginBankImportRequest = z.strictObject({
  /** As the file is called. */
  name: word(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  entries: z.int().min(1).max(BANK_MOST_ENTRIES),
})
export type BeginBankImportRequest = z.infer<typeof BeginBankImportRequest>

export const BankImportReply = z.object({
  id: ImportId,
  bank: z.string(),
  entries: count,
  /** How many of the first entries were taken up: those behind them are still to be sent. */
  received: count,
  /** Members that are new, that changed, and that were taken back. */
  added: count,
  changed: count,
  withdrawn: count,
})
export type BankImportReply = z.infer<typeof BankImportReply>

const Hash = z.strictObject({ type: HashTypeName, hash: z.string().min(1).max(ENTRY_LIMITS.frames) })

/** What a file says of one content. */
export const BankRow = z.strictObject({
  /** How the feed knows it: hashes that came under the id and are not named any more are withdrawn. */
  id: word(ENTRY_LIMITS.id).exactOptional(),
  hashes: z.array(Hash).max(ENTRY_LIMITS.hashes),
  /** `active` when not given. */
  state: z.enum(['active', 'disputed', 'withdrawn']).exactOptional(),
  tags: z.array(word(ENTRY_LIMITS.tag)).max(ENTRY_LIMITS.tags).exactOptional(),
})
export type BankRow = z.infer<typeof BankRow>

/** A hash that is known by itself, as `md5 0123…`: most of a large file is. */
const PlainRow = z.string().max(ENTRY_LIMITS.frames + 100)

export const BankRowsRequest = z.strictObject({
  /** Number of the first of these entries, from 0. */
  from: count,
  rows: z
    .array(z.union([PlainRow, BankRow]))
    .min(1)
    .max(BANK_ROWS_AT_ONCE),
})
export type BankRowsRequest = z.infer<typeof BankRowsRequest>

export const ExportBankQuery = z.strictObject({
  format: z.enum(EXCHANGE_FORMATS),
  /** The kind of hash, for `threatexchange`; `pdq` when not given. */
  type: HashTypeName.exactOptional(),
})
export type ExportBankQuery = z.infer<typeof ExportBankQuery>

export const AddMemberRequest = z.strictObject({
  ...Hash.shape,
  /** Where it is from, in a few words. */
  source: word(200).exactOptional(),
})
export type AddMemberRequest = z.infer<typeof AddMemberRequest>

/** A member: never its hash. */
export const BankMemberReply = z.object({
  bank: z.string(),
  member: z.int(),
  type: z.string(),
  state: State,
  source: z.string(),
  ids: z.array(z.string()),
  tags: z.array(z.string()),
  by: z.string(),
  decidedBy: z.string().nullable(),
  questionedBy: z.string().nullable(),
  why: z.string().nullable(),
  /** How many different files matched it. */
  matches: count,
  madeAt: z.iso.datetime(),
  changedAt: z.iso.datetime(),
})
export type BankMemberReply = z.infer<typeof BankMemberReply>

export const BankMembersQuery = z.strictObject({
  state: State.exactOptional(),
  /** The number of the last member of the page before. */
  after: MemberNumber.exactOptional(),
  limit: z
    .string()
    .regex(/^([1-9][0-9]{0,2}|1000)$/, 'expected a number from 1 to 1000')
    .exactOptional(),
})
export type BankMembersQuery = z.infer<typeof BankMembersQuery>

export const BankMembersReply = z.object({
  members: z.array(BankMemberReply),
  /** Where the next page begins; null: this was the last. */
  after: z.int().nullable(),
})
export type BankMembersReply = z.infer<typeof BankMembersReply>

export const BankMatchesReply = z.object({
  matches: z.array(
    z.object({
      media: z.string(),
      decision: DecisionId.nullable(),
      at: z.iso.datetime(),
      /** No other member that still matches was among the decision's matches. */
      alone: z.boolean(),
      /** Its sender was counted by the flood guard since the evidence against the member began. */
      counted: z.boolean(),
    }),
  ),
})
export type BankMatchesReply = z.infer<typeof BankMatchesReply>

export const ActOnMemberRequest = z.strictObject({ why: word(500).exactOptional() })
export type ActOnMemberRequest = z.infer<typeof ActOnMemberRequest>

export const ActOnMemberReply = z.object({
  ...BankMemberReply.shape,
  /** Jobs that were opened: for decisions that stood on this member alone, to be looked at again. */
  jobs: count,
})
export type ActOnMemberReply = z.infer<typeof ActOnMemberReply>
