import type { Effect, EffectParams, LaterEffect, RetroactId } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type {
  AnnotationId,
  AppealId,
  EnforcementId,
  JobId,
  StatementId,
  StrikeId,
  UserId,
} from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import type { Verdict } from '../core/verdict.ts'

/** A sum of strikes' weights that leads to an enforcement. */
export interface Threshold {
  readonly at: number
  readonly withinMs: number
  /** Undefined: strikes of all families count. */
  readonly families: readonly string[] | undefined
}

/** Who or what asked: a rule, a person, or a sum of strikes. */
export interface Origin {
  readonly decision: DecisionId | undefined
  /** `id@version` */
  readonly policy: string
  readonly rule: string | undefined
  readonly annotation: AnnotationId | undefined
  /** A person's id, or the key by which somebody asked. */
  readonly by: string | undefined
  readonly retroact: RetroactId | undefined
}

/** Why an enforcement is in force. Times in ms since the epoch. */
export interface Cause extends Origin {
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly kind: 'rule' | 'person' | 'threshold'
  readonly reason: string | undefined
  /** The strike that crossed the threshold. */
  readonly strike: StrikeId | undefined
  readonly threshold: Threshold | undefined
  readonly statement: StatementId | undefined
  readonly atMs: number
  /** Undefined: without an end. */
  readonly untilMs: number | undefined
  /** Undefined: it stands. */
  reversedMs: number | undefined
}

export type EnforcementState = 'applied' | 'reversed' | 'expired'

/** An effect with force on a target; what changes in the course of time is not readonly. */
export interface EnforcementRecord {
  readonly id: EnforcementId
  readonly target: EntityRef
  /** Whom it hits; undefined: nobody that we know of. */
  readonly account: EntityRef | undefined
  readonly world: string | undefined
  readonly name: string
  readonly params: EffectParams
  readonly reversible: boolean
  readonly fromMs: number
  state: EnforcementState
  /** The latest message about it is the one with this number among those of its target. */
  sequence: number
  untilMs: number | undefined
  endedMs: number | undefined
  readonly causes: Cause[]
}

/** A weighted penalty on an account. */
export interface StrikeRecord extends Origin {
  readonly id: StrikeId
  readonly account: EntityRef
  readonly world: string | undefined
  /** The item that was judged, when it has a name of its own. */
  readonly item: EntityRef | undefined
  readonly family: string
  readonly weight: number
  /** When the violation happened. */
  readonly atMs: number
  /** When it came to count. */
  readonly takenMs: number
  readonly expiresMs: number
  reversedMs: number | undefined
}

/** `[start, end)` in UTF-16 units of the content. */
export type Spans = readonly (readonly [number, number])[]

/** What is known of a decision, as far as a statement of reasons says it. */
export interface DecisionFacts {
  readonly eventMs: number
  readonly reasons: readonly { readonly rule: string; readonly policy: string; readonly spans: Spans }[]
}

/** What is known of a person's judgement. */
export interface AnnotationFacts {
  readonly kind: string
  readonly reported: boolean
  readonly trusted: boolean
  readonly spans: Spans
}

/** A statement as it stands, as far as corrections need it. */
export interface GivenStatement {
  readonly id: StatementId
  readonly account: EntityRef
  readonly decision: DecisionId | undefined
  readonly kind: StatementKind
  readonly policy: string
  readonly world: string | undefined
}

export type StatementKind = 'enforcement' | 'notice' | 'correction' | 'appeal'

/** What an affected user is told. Holds neither content nor personal data but the account that it is for. */
export interface Statement {
  readonly id: StatementId
  readonly account: EntityRef
  readonly kind: StatementKind
  readonly decision: DecisionId | undefined
  readonly enforcement: EnforcementId | undefined
  readonly appeal: AppealId | undefined
  readonly world: string | undefined
  readonly policy: string
  readonly atMs: number
  /** Undefined: it cannot be appealed. */
  readonly appealUntilMs: number | undefined
  readonly body: StatementBody
}

/** What was said: in words, by language, and as data from which reports can be made. Times are ISO strings. */
export interface StatementBody {
  readonly texts: Readonly<Record<string, string>>
  /** What was done; not there on corrections. */
  readonly measure?: {
    readonly enforcement?: string
    readonly verdict?: string
    readonly from: string
    readonly until: string | null
  }
  readonly event?: {
    readonly id?: string
    readonly type: string
    readonly time?: string
    readonly field?: string
    readonly spans: Spans
  }
  readonly automatedDetection?: boolean
  readonly automatedDecision?: 'fully' | 'partially' | 'not'
  readonly source?: 'own-initiative' | 'report'
  /** The statements that it corrects, or that were appealed. */
  readonly about?: readonly StatementId[]
  readonly outcome?: 'upheld' | 'overturned' | 'reversed'
  /** The fields of the EU's transparency database, without those that only an export knows. */
  readonly dsa?: Readonly<Record<string, string | readonly string[]>>
}

/** What the world is told, in the form in which messages are queued. */
export interface OutMessage {
  readonly type: string
  readonly target: string
  readonly key: string
  readonly data: unknown
  readonly notBeforeMs: number
}

/** An appeal that somebody has judged. */
export interface JudgedAppeal {
  readonly id: AppealId
  readonly account: EntityRef
  readonly statement: StatementId
  readonly decision: DecisionId | undefined
  readonly enforcement: EnforcementId | undefined
  readonly world: string | undefined
  readonly policy: string
  readonly outcome: 'upheld' | 'overturned'
}

/** Everything that is known of some subjects, loaded under their locks; whoever works with it changes it in place. */
export interface LedgerState {
  /** The last sequence number of each subject. */
  readonly sequences: Map<EntityRef, number>
  /** Those in force, and those with a cause that is to be taken back. */
  readonly enforcements: EnforcementRecord[]
  /** Those not reversed that may still count for something. */
  readonly strikes: StrikeRecord[]
  readonly statements: readonly GivenStatement[]
  readonly decisions: ReadonlyMap<DecisionId, DecisionFacts>
  readonly annotations: ReadonlyMap<AnnotationId, AnnotationFacts>
}

/** What came of it, to be written in the same transaction. */
export interface LedgerChanges {
  /** Of all subjects: their rows are written even when no number changed, so that two changes cannot miss each other. */
  readonly sequences: ReadonlyMap<EntityRef, number>
  readonly enforcements: readonly EnforcementRecord[]
  readonly causes: readonly { readonly enforcement: EnforcementId; readonly cause: Cause }[]
  readonly strikes: readonly StrikeRecord[]
  readonly statements: readonly Statement[]
  readonly messages: readonly OutMessage[]
  /** Decisions taken back whole, the labels that they set too. */
  readonly reversed: readonly {
    readonly decision: DecisionId
    readonly appeal: AppealId | undefined
    readonly why: string
  }[]
}

/** What a piece of work needs to know of. */
export interface Wanted {
  readonly subjects: Iterable<EntityRef>
  /** Facts of these are read for statements. */
  readonly decisions?: Iterable<DecisionId>
  readonly annotations?: Iterable<AnnotationId>
  /** Everything that these led to is loaded, and locked, too. */
  readonly reversing?: Iterable<DecisionId>
  /** These, and what they are on. */
  readonly enforcements?: Iterable<EnforcementId>
  readonly strikes?: Iterable<StrikeId>
}

/** Works on what was loaded, and says what came of it. */
export type LedgerWork = (state: LedgerState) => LedgerChanges

/** What happened, as far as it is known where an effect is carried out. */
export interface Situation {
  readonly decision: DecisionId
  readonly type: string
  readonly world: string
  readonly verdict: Verdict
  readonly receivedMs: number
  readonly eventId: string | undefined
  readonly session: EntityRef | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
}

/** One effect out of the outbox. */
export interface OutboxEffect extends Situation {
  readonly effect: Effect | LaterEffect
}

/** A page of what is listed newest first; `worlds` null: all of them. */
export interface Page<Id extends string> {
  readonly worlds: readonly string[] | null
  readonly before: Id | undefined
  readonly limit: number
}

/** What a list is narrowed to; undefined: not by that. Times in ms since the epoch, from inclusive, to exclusive. */
export interface ListFilter {
  readonly world?: string | undefined
  /** Id of a policy, in whatever version. */
  readonly policy?: string | undefined
  readonly fromMs?: number | undefined
  readonly toMs?: number | undefined
}

export interface EnforcementFilter extends ListFilter {
  /** What it falls on, or the account that it hits. */
  readonly entity?: EntityRef | undefined
  readonly states?: readonly EnforcementState[] | undefined
  readonly name?: string | undefined
  /** Who or what asked for it. */
  readonly kind?: Cause['kind'] | undefined
}

export interface StrikeFilter extends ListFilter {
  readonly account?: EntityRef | undefined
}

export interface StatementFilter extends ListFilter {
  readonly account?: EntityRef | undefined
  readonly kinds?: readonly StatementKind[] | undefined
}

export interface AppealFilter extends ListFilter {
  readonly account?: EntityRef | undefined
  readonly state?: AppealRecord['state'] | undefined
}

/** Where a matter is entered: any of its parts. */
export type ChainStart = DecisionId | EnforcementId | StatementId | AppealId | StrikeId | JobId

/** Everything that belongs to one matter, each kind oldest first. */
export interface ChainRecord {
  readonly decisions: readonly DecisionId[]
  readonly jobs: readonly JobId[]
  readonly enforcements: readonly EnforcementRecord[]
  readonly strikes: readonly StrikeRecord[]
  readonly statements: readonly Statement[]
  readonly appeals: readonly AppealRecord[]
  /** Decisions that were taken back whole. */
  readonly reversed: readonly {
    readonly decision: DecisionId
    readonly atMs: number
    readonly appeal: AppealId | undefined
    readonly why: string
  }[]
}

/** What a change would come to, tried out and taken back. */
export interface TriedOut {
  readonly changes: LedgerChanges
  /** Labels that rules had set and that would go. */
  readonly labels: number
  /** Messages to endpoints, and to how many endpoints. */
  readonly messages: number
  readonly endpoints: number
}

/** What an appeal is about, as its statement says. */
export interface Appealed {
  readonly statement: StatementId
  readonly account: EntityRef
  readonly decision: DecisionId | undefined
  readonly enforcement: EnforcementId | undefined
  readonly world: string | undefined
  readonly policy: string
  readonly atMs: number
  /** Undefined: it cannot be appealed. */
  readonly appealUntilMs: number | undefined
}

export interface AppealRecord {
  readonly id: AppealId
  readonly account: EntityRef
  readonly statement: StatementId
  readonly decision: DecisionId | undefined
  readonly enforcement: EnforcementId | undefined
  readonly world: string | undefined
  readonly policy: string
  readonly severity: Severity
  /** The player's own words; undefined: erased. */
  readonly text: string | undefined
  readonly atMs: number
  readonly state: 'open' | 'upheld' | 'overturned'
  readonly decidedMs: number | undefined
  readonly annotation: AnnotationId | undefined
}

/** What its job is made from. */
export interface AppealFacts {
  readonly appeal: AppealRecord
  readonly type: string | undefined
  readonly session: EntityRef | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  /** Everybody who judged it, or did it by hand. */
  readonly judgedBy: readonly UserId[]
}

export type Filed =
  | { readonly kind: 'filed' | 'repeated'; readonly appeal: AppealRecord }
  /** The decision was appealed before, under another id. */
  | { readonly kind: 'double'; readonly appeal: AppealRecord }

/** What became of decisions, as people and platforms look at it and act on it. Rejects with `Unavailable`. */
export interface EnforcementLog {
  /** Loads, works and writes in one transaction, messages included. */
  change(wanted: Wanted, work: LedgerWork, nowMs: number): Promise<LedgerChanges>
  /** As `change`, but all of it is taken back again: says what it would come to. */
  tryOut(wanted: Wanted, work: LedgerWork, nowMs: number): Promise<TriedOut>
  /** Ends what is over and carries out what was decided about appeals; gives how many. */
  tick(work: (appeals: readonly JudgedAppeal[]) => LedgerWork, nowMs: number): Promise<number>
  get(id: EnforcementId): Promise<EnforcementRecord | undefined>
  /** Newest first. */
  find(filter: EnforcementFilter, page: Page<EnforcementId>): Promise<EnforcementRecord[]>
  strike(id: StrikeId): Promise<StrikeRecord | undefined>
  strikes(filter: StrikeFilter, page: Page<StrikeId>): Promise<StrikeRecord[]>
  /** Those of accounts that count at a time. */
  standing(accounts: readonly EntityRef[], nowMs: number): Promise<StrikeRecord[]>
  /** Gives the strikes of each account that count at a time to `take`. */
  eachAccount(nowMs: number, take: (strikes: readonly StrikeRecord[]) => void): Promise<void>
  statement(id: StatementId): Promise<Statement | undefined>
  statements(filter: StatementFilter, page: Page<StatementId>): Promise<Statement[]>
  /** The latest statement of an account about a statement, an enforcement or a decision. */
  appealed(account: EntityRef, about: StatementId | EnforcementId | DecisionId): Promise<Appealed | undefined>
  /** Keeps an appeal, opens its job and sends the receipt, in one transaction. `job` makes the job's draft. */
  file(
    appeal: Omit<AppealRecord, 'state' | 'decidedMs' | 'annotation'> & { readonly key: string | undefined },
    job: (facts: AppealFacts) => unknown,
    receipt: OutMessage,
    nowMs: number,
  ): Promise<Filed>
  appeal(id: AppealId): Promise<AppealRecord | undefined>
  /** Newest first. */
  appeals(filter: AppealFilter, page: Page<AppealId>): Promise<AppealRecord[]>
  /** The job of each appeal that has one. */
  appealJobs(appeals: readonly AppealId[]): Promise<ReadonlyMap<AppealId, JobId>>
  /** The matter that something belongs to; undefined: there is no such thing. */
  chain(start: ChainStart): Promise<ChainRecord | undefined>
  /** How many of a name are in force, and appeals of each state; `worlds` null: all. */
  tally(worlds: readonly string[] | null): Promise<{
    readonly inForce: readonly { readonly name: string; readonly count: number }[]
    readonly appeals: Readonly<Record<AppealRecord['state'], number>>
  }>
}

// Delivery of messages to endpoints. Times in ms since the epoch.
