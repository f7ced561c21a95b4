import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AppealId, EnforcementId, JobId, StatementId, StrikeId, UserId } from '../../core/ids.ts'
import type { JudgedAppeal, LedgerChanges, LedgerWork, OutMessage, Wanted } from '../ledger/ports.ts'
import type {
  AppealRecord,
  Cause,
  EnforcementRecord,
  EnforcementState,
  Statement,
  StatementKind,
  StrikeRecord,
} from '../ports.ts'

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
