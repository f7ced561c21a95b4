import type { KeyScope } from '../access/capability.ts'
import type {
  AccessStore,
  AuditLog,
  CredentialStore,
  Erasures,
  Holds,
  SessionStore,
  UserStore,
} from '../access/ports.ts'
import type { Effect, RetroactId } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { EntityRefId, QueryId, UserId } from '../core/ids.ts'
import type { DeliveryStore } from '../enforcement/delivery/ports.ts'
import type { EnforcementLog, LedgerWork, OutboxEffect } from '../enforcement/ports.ts'
import type { CounterSnapshots, DecisionLog, LabelChange, PastEvents, RulesetLog } from '../engine/ports.ts'
import type { LabData } from '../lab/dataset/ports.ts'
import type { ModelStore } from '../lab/registry/ports.ts'
import type { JobStore, PlanJobs } from '../review/ports.ts'
import type { ProtectionStore } from '../review/protection/ports.ts'
import type { QualityRows } from '../review/quality/ports.ts'
import type { QueueWatch, ReportLog } from '../review/reports/ports.ts'

/** An API key as it is kept: its hash, never the key. */
export interface KeyRecord {
  readonly id: string
  readonly name: string
  /** SHA-256 of the whole key, 64 hexadecimal digits. */
  readonly hash: string
  readonly scopes: readonly KeyScope[]
  /** The worlds it may speak for; `null`: all. */
  readonly worlds: readonly string[] | null
  /** Requests a second, sustained; `null`: the service's default. */
  readonly ratePerSecond: number | null
  readonly createdAt: string
  readonly revokedAt: string | null
  /** For whom it speaks; null: for a machine. */
  readonly user: UserId | null
}

export interface KeyStore {
  all(): Promise<KeyRecord[]>
  add(record: KeyRecord): Promise<void>
  /** False when there is no such key or it was revoked before. */
  revoke(id: string, at: string): Promise<boolean>
  /** Lets a key that speaks for nobody speak for somebody. */
  give(id: string, user: UserId): Promise<void>
}

/**
 * What there may be to do: by this process or another on the same database. Texts and numbers are marks, which change
 * when what they stand for does; null: not asked for.
 */
export interface Seen {
  /** Effects in the outbox that were not carried out. */
  readonly effects: boolean
  readonly labels: boolean
  /** Judged jobs that cannot be undone any more. */
  readonly settling: boolean
  /** Jobs that were held too long. */
  readonly held: boolean
  /** Enforcements that are over, appeals that were decided. */
  readonly enforcements: boolean
  readonly erasures: boolean
  readonly deliveries: boolean
  /** The latest. */
  readonly version: number | null
  /** Keys and people. */
  readonly access: string | null
}

/** Tells everybody at once. Rejects with `Unavailable`. */
export interface Lookout {
  /** `labelsSince`: a cursor's `xid`; `access`: whether keys and people are asked for. */
  look(asked: {
    readonly nowMs: number
    readonly labelsSince: string
    readonly access: boolean
  }): Promise<Seen>
}

/** Whether the store would take a decision just now, and in words why not. */
export type StoreHealth = { readonly ok: true } | { readonly ok: false; readonly why: string }

/** How a version went live. */
export type Via = 'start' | 'folder' | 'apply' | 'rollback'

/** A pack that went live, with who and why. Its files are in the `RulesetLog`. */
export interface VersionRecord {
  /** From 1, without gaps. */
  readonly number: number
  readonly ruleset: string
  readonly appliedAt: string
  readonly appliedBy: string
  readonly why: string
  readonly via: Via
  /** The version that was live before; 0: none. */
  readonly base: number
  /** The version that a rollback brought back. */
  readonly restores: number | undefined
}

/** The versions in order: the latest one judges, in every process on the database. */
export interface VersionLog {
  latest(): Promise<VersionRecord | undefined>
  get(number: number): Promise<VersionRecord | undefined>
  /** Newest first; those below `before`, when given. */
  list(limit: number, before?: number): Promise<VersionRecord[]>
  /** The files of a ruleset as one JSON text, by path. */
  filesOf(ruleset: string): Promise<string | undefined>
  /** Of some rulesets, the files of one folder that mention a text; by ruleset, then path. */
  filesWith(
    rulesets: readonly string[],
    folder: string,
    text: string,
  ): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>
  /**
   * Makes the version after `base` the latest, together with its files (JSON in UTF-8; undefined: they are kept
   * already). Undefined when `base` is no longer the latest. Rejects with `Unavailable`, and then it may have been
   * recorded all the same: `latest` tells.
   */
  record(
    version: Omit<VersionRecord, 'number'>,
    files: Uint8Array | undefined,
  ): Promise<VersionRecord | undefined>
}

/** What a rule did: with force, without (in shadow, or a canary not drawn), and when it could not be decided. */
export interface RuleCounts {
  readonly fired: number
  readonly shadow: number
  readonly unknown: number
}

/** Counts to add. Hours count from the epoch. */
export interface HourCounts {
  readonly rules: readonly ({ readonly hour: number; readonly rule: string } & RuleCounts)[]
  readonly events: readonly {
    readonly hour: number
    readonly type: string
    readonly world: string
    readonly events: number
  }[]
  /** The same by the minute; not there: nothing to add. */
  readonly minutes?: MinuteCounts
}

/** Counts to add. Minutes count from the epoch. */
export interface MinuteCounts {
  readonly events: readonly MinuteEvents[]
  readonly firings: readonly {
    readonly minute: number
    readonly world: string
    readonly rule: string
    /** Its id, without the version. */
    readonly policy: string
    readonly fired: number
    readonly shadow: number
  }[]
}

export interface MinuteEvents {
  readonly minute: number
  readonly world: string
  readonly type: string
  /** A number for each verdict, in their order. */
  readonly verdicts: readonly number[]
}

/** A rule asked for, and where it judges. */
export interface AskedRule {
  readonly rule: string
  readonly on: readonly string[]
  /** Undefined: all worlds. */
  readonly worlds: readonly string[] | undefined
}

/** Hours from `from` (inclusive) to `to` (exclusive). */
export interface HourSpan {
  readonly from: number
  readonly to: number
}

/** Counts of one span, and the events that there were to fire on. */
export interface SpanCounts extends RuleCounts {
  readonly events: number
}

/** Sums over the hours of a baseline, from which rates and their spread follow: y firings or unknowns, n events. */
export interface BaselineSums {
  /** Hours with events. */
  readonly hours: number
  readonly n: number
  readonly nn: number
  readonly fired: { readonly y: number; readonly yy: number; readonly yn: number }
  readonly unknown: { readonly y: number; readonly yy: number; readonly yn: number }
}

export interface RuleHistory {
  readonly rule: string
  /** As the spans that were asked for. */
  readonly spans: readonly SpanCounts[]
  readonly baseline: BaselineSums
  /** The first hour with events for it; undefined: there were none. */
  readonly since: number | undefined
}

/** What each rule did, hour by hour; `fired` in sums counts firings with and without force. */
export interface RuleHours {
  add(counts: HourCounts): Promise<void>
  history(rules: readonly AskedRule[], spans: readonly HourSpan[], baseline: HourSpan): Promise<RuleHistory[]>
  /** Each hour from `from` on in which there were events for a rule, from the oldest. */
  hours(rule: AskedRule, from: number): Promise<({ readonly hour: number } & SpanCounts)[]>
  /** Firings of every rule, with and without force, by day since the epoch, from an hour on; days without left out. */
  days(from: number): Promise<{ readonly rule: string; readonly day: number; readonly fires: number }[]>
  /** Forgets the hours before this one, and the minutes before that one. */
  forget(beforeHour: number, beforeMinute: number): Promise<void>
}

/** Roll-ups to read: those by the minute (1) or by the hour (60), from a minute (inclusive) to another (exclusive). */
export interface RollUpPiece {
  readonly step: 1 | 60
  readonly from: number
  readonly to: number
}

export interface AskedRollUps {
  /** What the series is made of, and in what steps, in minutes. */
  readonly series: readonly RollUpPiece[]
  readonly every: number
  /** What the rest is made of. */
  readonly totals: readonly RollUpPiece[]
  /** Null: all. */
  readonly worlds: readonly string[] | null
  /** How many rules, policies, worlds and types at most. */
  readonly top: number
}

interface RolledUpFirings {
  readonly policy: string
  readonly fired: number
  readonly shadow: number
}

/** What was asked for: most first. `verdicts`: a number for each, in their order. */
export interface RolledUp {
  /** Only the steps in which there were events. */
  readonly series: readonly { readonly minute: number; readonly verdicts: readonly number[] }[]
  readonly worlds: readonly { readonly world: string; readonly verdicts: readonly number[] }[]
  readonly types: readonly { readonly type: string; readonly verdicts: readonly number[] }[]
  readonly rules: readonly (RolledUpFirings & { readonly rule: string })[]
  readonly policies: readonly RolledUpFirings[]
  /** The first minute of all that is kept; undefined: nothing is. */
  readonly since: number | undefined
}

/** What was decided, by the minute and by the hour. Rejects with `Unavailable`. */
export interface RollUps {
  read(asked: AskedRollUps): Promise<RolledUp>
  /** Events by minute and world, from this minute on. */
  recent(from: number): Promise<readonly Omit<MinuteEvents, 'type'>[]>
}

/** Who set a label or took it off. */
export type LabelSource =
  | { readonly kind: 'rule'; readonly rule: string; readonly decision: DecisionId }
  /** By hand: `by` names the key, and who asked. */
  | { readonly kind: 'api' | 'cli' | 'retroact' | 'reverse'; readonly by: string; readonly reason: string }

/** What one source said of a label of an entity. Times in ms since the epoch. */
export interface LabelWord {
  readonly entity: EntityRef
  readonly label: string
  readonly source: LabelSource
  readonly atMs: number
  /** Undefined: it never ends. */
  readonly untilMs: number | undefined
}

export interface LabelEvent extends LabelWord {
  readonly op: 'set' | 'unset'
  /** Older ones come behind it. */
  readonly cursor: string
}

/** A change made by hand, or by a run over the past, whose id then stands in the place of the rule. */
export interface ManualLabelChange extends LabelChange {
  readonly rule: RetroactId | undefined
  readonly via: 'api' | 'cli' | 'retroact'
  readonly by: string
  readonly reason: string
}

export interface LabelBearer {
  readonly entity: EntityRef
  readonly sinceMs: number
  readonly untilMs: number | undefined
}

/** Up to where label changes are known. */
export interface LabelCursor {
  readonly xid: string
}

/**
 * Labels as they are kept, those of rules written with their decisions. Rejects with `Unavailable`; then a change may
 * have been recorded all the same, and `changes` will tell it.
 */
export interface LabelLog {
  /** Gives the latest word of every source to `take`, and the cursor behind which all else comes. */
  load(take: (change: LabelChange) => void): Promise<LabelCursor>
  /** What was written since, by whatever process; some of it more than once. */
  changes(since: LabelCursor, take: (change: LabelChange) => void): Promise<LabelCursor>
  /**
   * Gives the id under which it stands: its own, or a later one where something later is known of the label already,
   * as from a process whose clock was ahead. Undefined: nobody bears the label that was to be taken off, and nothing
   * was recorded.
   */
  record(change: ManualLabelChange): Promise<string | undefined>
  /** What is in force on an entity, a word for each source, by label. */
  borneBy(entity: string, nowMs: number): Promise<LabelWord[]>
  /** What was ever said, as long as it is kept, newest first. */
  history(entity: string, limit: number, before?: string): Promise<LabelEvent[]>
  /** Who bears a label, in order of entity; those behind `after`, when given. */
  bearers(label: string, nowMs: number, limit: number, after?: string): Promise<LabelBearer[]>
  /** How many bear each of these labels, `most` at most. */
  tally(labels: readonly string[], nowMs: number, most: number): Promise<ReadonlyMap<string, number>>
}

/** A question about the past that was saved. */
export interface QueryRecord {
  readonly id: QueryId
  /** Undefined: known by its link alone. */
  readonly name: string | undefined
  /** As JSON. */
  readonly body: string
  /** Whom it was saved for; null: for all worlds. */
  readonly worlds: readonly string[] | null
  /** As people read it, and the id by which its owner is known again. */
  readonly by: string
  readonly owner: string
  readonly madeMs: number
}

/** Saved questions, and entities by ids that may stand in an address. Rejects with `Unavailable`. */
export interface QueryLog {
  save(query: QueryRecord): Promise<void>
  /** Notes that it was used. */
  get(id: QueryId, nowMs: number): Promise<QueryRecord | undefined>
  /** Those with a name, newest first. */
  list(limit: number): Promise<QueryRecord[]>
  remove(id: QueryId): Promise<boolean>
  /** The id of an entity: `fresh` when it has none yet. */
  refOf(entity: EntityRef, fresh: EntityRefId, nowMs: number): Promise<EntityRefId>
  entityOf(ref: EntityRefId, nowMs: number): Promise<EntityRef | undefined>
}

/** Everything durable that the service stands on. */
export interface ServiceStore {
  readonly decisions: DecisionLog
  readonly rulesets: RulesetLog
  readonly past: PastEvents
  readonly snapshots: CounterSnapshots
  readonly versions: VersionLog
  readonly ruleHours: RuleHours
  readonly rollUps: RollUps
  readonly labels: LabelLog
  readonly retroacts: RetroactLog
  readonly queries: QueryLog
  readonly delivery: DeliveryStore
  readonly quality: QualityRows
  readonly jobs: JobStore
  readonly protection: ProtectionStore
  /** The registry of models. */
  readonly models: ModelStore
  readonly labData: LabData
  readonly keys: KeyStore
  readonly audit: AuditLog
  readonly erasures: Erasures
  readonly holds: Holds
  readonly users: UserStore
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly access: AccessStore
  readonly effects: EffectFollower
  readonly enforcements: EnforcementLog
  readonly reports: ReportLog
  readonly queues: QueueWatch
  readonly lookout: Lookout
  /** As the server tells it: `18.4`. */
  readonly postgresVersion: string
  /** How long the live pack keeps what is personal in reports, in ms. */
  keepFor(lengths: { readonly reports: number }): void
  /** Cheap and current. */
  health(): StoreHealth
  close(): Promise<void>
}

/** How far a run over the past is. A `stopped` one rests until somebody goes on with it; a `failed` one has no plan. */
export type RetroactState =
  | 'planning'
  | 'failed'
  | 'planned'
  | 'running'
  | 'stopped'
  | 'done'
  | 'reverting'
  | 'revert-stopped'
  | 'reverted'

export interface NewRetroact {
  readonly id: RetroactId
  readonly rule: string
  readonly ruleset: string
  /** Receipt of the events, in ms since the epoch: from (inclusive) to (exclusive). */
  readonly fromMs: number
  readonly toMs: number
  readonly why: string
  readonly by: string
  readonly createdAt: string
  /** What it stands on when it is no rule, as JSON. */
  readonly bulk?: string | undefined
}

export interface RetroactRecord extends NewRetroact {
  readonly state: RetroactState
  /** Events on which the rule fires, and whom its effects fall on. */
  readonly events: number
  readonly targets: number
  /** How many effects are still to be applied, are applied, taken back, or left out with decisions kept no more. */
  readonly effects: {
    readonly planned: number
    readonly applied: number
    readonly reversed: number
    readonly gone: number
  }
}

/** An effect of a run, on account of a decision. Its end counts from when it is applied. */
export interface PlannedEffect {
  readonly decision: DecisionId
  readonly effect: Effect
  readonly forMs: number | undefined
}

/** Rules applied to the past. Rejects with `Unavailable`. */
export interface RetroactLog {
  create(run: NewRetroact): Promise<void>
  /** Adds planned effects, numbered from `first`. */
  add(id: RetroactId, first: number, effects: readonly PlannedEffect[]): Promise<void>
  /** The plan is whole. */
  planned(id: RetroactId, events: number, targets: number): Promise<void>
  get(id: RetroactId): Promise<RetroactRecord | undefined>
  /** Newest first. */
  list(limit: number): Promise<RetroactRecord[]>
  /** False when the run is in none of the states `from`. */
  move(id: RetroactId, from: readonly RetroactState[], to: RetroactState): Promise<boolean>
  /** The first effects that are still planned, or still applied. */
  next(
    id: RetroactId,
    what: 'planned' | 'applied',
    limit: number,
  ): Promise<(PlannedEffect & { readonly seq: number })[]>
  /** Puts effects into the outbox and notes them as applied (`planned`) or taken back (`applied`), all or none. */
  write(
    id: RetroactId,
    what: 'planned' | 'applied',
    effects: readonly { readonly seq: number; readonly decision: DecisionId; readonly effect: Effect }[],
  ): Promise<void>
}

/** What the effects of decisions are carried out with: each kind's own logic, which the store calls. */
export interface Carriers {
  readonly jobs: PlanJobs
  /** Strikes, enforcements, notices and reversals; see enforcement/ledger-work.ts. */
  readonly enforcements: (rows: readonly OutboxEffect[], nowMs: number) => LedgerWork
}

/** Effects of one kind that were put aside for one kind of fault. */
export interface AsideEffects {
  readonly kind: string
  /** As `SQLSTATE 22P02`; never content. */
  readonly fault: string
  readonly count: number
  readonly oldestMs: number
}

/** Reads the outbox on. Rejects with `Unavailable`, and then nothing has happened. */
export interface EffectFollower {
  /**
   * Carries out at most `limit` effects; gives how many it passed, 0 when there are none just now. `aside`: what cannot
   * be carried out for a reason of its own is put aside, and passed.
   */
  follow(carriers: Carriers, limit: number, nowMs: number, aside?: boolean): Promise<number>
  /** What was put aside, the most frequent first. */
  aside(limit: number): Promise<AsideEffects[]>
  /** Puts it back where it is carried out once more; gives how many. */
  retryAside(): Promise<number>
}
