import type { LaterEffect } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AnnotationId, EnforcementId, JobId, ReportId, StrikeId, UserId } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import type { GoldenItem, GoldenTally } from '../golden/ports.ts'
import type { AnnotationRecord, Choice, JobKind, JobRecord, JobStage, JobState, Judgement } from '../ports.ts'

/** Waiting jobs that the same people may take. What jobs of a lane have in common, and the highest rank among them. */
export interface Lane {
  readonly id: string
  readonly queue: string
  readonly stage: JobStage
  readonly severity: Severity
  readonly family: string
  readonly world: string
  readonly language: string | undefined
  readonly excluded: readonly UserId[]
  readonly top: number
}

/** A lane to be taken from, with what its queue says now: how long a job is held, and in what time its weight doubles. */
export interface AskedLane {
  readonly id: string
  readonly holdMs: number
  readonly doublesMs: number
}

export interface JudgedJob {
  readonly job: JobId
  readonly annotation: AnnotationId
  readonly policy: string
}

/** Which jobs to list; times in ms since the epoch. What is not there does not matter. */
export interface JobFilter {
  readonly queues?: readonly string[]
  readonly states?: readonly JobState[]
  readonly kinds?: readonly JobKind[]
  readonly stages?: readonly JobStage[]
  readonly policy?: string
  readonly family?: string
  readonly item?: string
  readonly actor?: string
  readonly decision?: DecisionId
  readonly world?: string
  readonly language?: string
  readonly heldBy?: UserId
  readonly breached?: boolean
  /** Leaves out golden jobs, or all that are judged blind, but for those that `holder` has. */
  readonly hides?: { readonly what: 'golden' | 'blind'; readonly holder: UserId | undefined }
}

/** Whom a job must be visible to, for the database to pass over the rest. */
export interface Sight {
  /** Null: all. */
  readonly worlds: readonly string[] | null
  /** The gravest that may be seen. */
  readonly gravest: Severity
  /** Queues that ask for more than the person has. */
  readonly hidden: readonly string[]
  /** Only these queues, and no other; null: all. */
  readonly known: readonly string[] | null
}

/** How many jobs of a queue, a world and a severity wait. */
export interface QueueCount {
  readonly queue: string
  readonly world: string
  readonly severity: Severity
  readonly waiting: number
  readonly held: number
  readonly breached: number
  readonly oldestMs: number | undefined
  readonly dueMs: number | undefined
}

/** How much somebody has judged; `medianMs`: how long half of it took at most, null: there is none. */
export interface WorkDone {
  readonly judged: number
  readonly violates: number
  readonly fine: number
  readonly unsure: number
  readonly medianMs: number | null
}

/** A job whose time to be undone is over, with every judgement that stands. */
export interface Settling {
  readonly job: JobRecord
  /** In the order in which they were given. */
  readonly annotations: readonly AnnotationRecord[]
  /** Whether the decision had force: a verdict other than `allow`, or effects. */
  readonly force: boolean
  /** Of a golden job. */
  readonly truth: { readonly choice: 'violates' | 'fine'; readonly policies: readonly string[] } | undefined
}

export interface NewMark {
  readonly annotation: AnnotationId
  readonly mark: 'agreed' | 'disagreed' | 'truth' | 'golden-right' | 'golden-wrong'
}

/** What becomes of a job that has settled. */
export type Settled = { readonly marks: readonly NewMark[] } & (
  | {
      /** Somebody else is to judge it. */
      readonly kind: 'on'
      readonly stage: JobStage
      readonly blind: boolean
      readonly needs: 1 | 2
      readonly excluded: readonly UserId[]
    }
  | {
      readonly kind: 'done'
      readonly outcome: Choice
      /** The judgement that decided. */
      readonly annotation: AnnotationId
      readonly effects: readonly LaterEffect[]
    }
)

/** What an account has behind it. Times in ms since the epoch. */
export interface AccountHistory {
  /** Newest first; those that are over too. */
  readonly strikes: readonly {
    readonly id: StrikeId
    readonly world: string | undefined
    readonly decision: DecisionId | undefined
    readonly item: EntityRef | undefined
    readonly policy: string
    readonly family: string
    readonly weight: number
    readonly atMs: number
    readonly takenMs: number
    readonly expiresMs: number
    readonly reversedMs: number | undefined
  }[]
  /** In force. */
  readonly enforcements: readonly {
    readonly id: EnforcementId
    readonly name: string
    readonly target: EntityRef
    readonly world: string | undefined
    /** Of its causes that stand. */
    readonly policies: readonly string[]
    readonly fromMs: number
    readonly untilMs: number | undefined
  }[]
  /** Borne now. */
  readonly labels: readonly {
    readonly label: string
    readonly sinceMs: number
    readonly untilMs: number | undefined
  }[]
}

/** Jobs, judgements and golden items as they are kept. Rejects with `Unavailable`. */
export interface JobStore {
  /** Every lane in which something waits. */
  lanes(): Promise<Lane[]>
  /** Takes the next jobs of the lanes by priority, for a person; never one that somebody holds. In no order. */
  claim(ask: {
    readonly lanes: readonly AskedLane[]
    readonly person: UserId
    readonly claim: string
    readonly count: number
    readonly nowMs: number
  }): Promise<JobRecord[]>
  /** The next jobs of the lanes by priority, taken by nobody. */
  peek(lanes: readonly AskedLane[], count: number, nowMs: number): Promise<JobRecord[]>
  /**
   * Puts a golden job, which nobody but this person is given, in the place of one that was just taken, which goes
   * back. Undefined: there is none left for this person, and nothing was changed.
   */
  swapGolden(ask: {
    readonly job: JobRecord
    readonly id: JobId
    readonly person: UserId
    readonly sight: Sight
    readonly families: readonly string[] | null
    readonly languages: readonly string[] | null
    /** Severities of which the person has seen enough for now. */
    readonly barred: readonly Severity[]
    /** By how much it looks older than the job that it takes the place of, so that the two are not known by it. */
    readonly olderMs: number
    readonly nowMs: number
  }): Promise<JobRecord | undefined>
  get(ids: readonly JobId[]): Promise<JobRecord[]>
  heldBy(person: UserId): Promise<JobRecord[]>
  /** Gives back what was held too long; how many. */
  freeExpired(nowMs: number): Promise<number>
  /** False: it is not held by this person under this claim. */
  extend(id: JobId, person: UserId, claim: string, untilMs: number): Promise<boolean>
  release(id: JobId, person: UserId, claim: string): Promise<boolean>
  /** Gives back all that somebody holds; how many. */
  releaseAll(person: UserId): Promise<number>
  /** Waiting jobs with near-identical content, as grave or less. */
  similar(job: JobRecord, person: UserId, sight: Sight, limit: number): Promise<JobRecord[]>
  /**
   * Records a judgement of the job at hand (the first) and of jobs like it, which are taken in the same stroke. Gives
   * those that were judged; empty: the first is not held by this person under this claim, and nothing was recorded.
   */
  annotate(ask: {
    readonly jobs: readonly JudgedJob[]
    readonly judgement: Judgement
    readonly person: UserId
    readonly claim: string
    readonly nowMs: number
    readonly settleMs: number
  }): Promise<JudgedJob[]>
  /** Takes back a judgement, and those given with it; the job is its reviewer's again. Undefined: it is too late. */
  undo(id: JobId, person: UserId, nowMs: number, heldUntilMs: number): Promise<JobRecord | undefined>
  annotations(jobs: readonly JobId[]): Promise<AnnotationRecord[]>
  /** What accounts have behind them, all at once; each account asked for is there. */
  histories(accounts: readonly EntityRef[], nowMs: number): Promise<ReadonlyMap<EntityRef, AccountHistory>>
  /** Judged jobs about an actor, newest first. */
  earlier(actor: EntityRef, besides: JobId, limit: number): Promise<JobRecord[]>
  members(
    job: JobId,
    limit: number,
  ): Promise<
    {
      decision: DecisionId | undefined
      report: ReportId | undefined
      rule: string | undefined
      atMs: number
    }[]
  >
  /**
   * What happened in the same session just before and after, in order; only as far as it lies among the next two
   * thousand decisions on either side, since nothing finds decisions by their session.
   */
  thread(decision: DecisionId, session: EntityRef): Promise<DecisionId[]>
  list(filter: JobFilter, sight: Sight, limit: number, before?: JobId): Promise<JobRecord[]>
  counts(): Promise<QueueCount[]>
  /** What somebody has judged since each of these moments, without what was taken back. */
  work(person: UserId, since: readonly number[]): Promise<WorkDone[]>
  /** Undefined: it is judged or withdrawn already, or there is none. */
  move(
    id: JobId,
    to: {
      readonly queue: string
      readonly doublesMs: number
      /** Whether whoever holds it gives it back. */
      readonly takeBack: boolean
    },
  ): Promise<JobRecord | undefined>
  /** Neither rank nor severity ever falls by it. */
  raise(id: JobId, rank: number, severity: Severity | undefined): Promise<JobRecord | undefined>
  withdraw(id: JobId, nowMs: number): Promise<JobRecord | undefined>
  assign(
    id: JobId,
    person: UserId,
    claim: string,
    nowMs: number,
    untilMs: number,
  ): Promise<JobRecord | undefined>
  /** Takes this very job for a person. Undefined: somebody else holds it, or the person judged the matter before. */
  claimOne(
    id: JobId,
    person: UserId,
    claim: string,
    nowMs: number,
    untilMs: number,
  ): Promise<JobRecord | undefined>
  /** False: the decision is golden under this family already. */
  addGolden(item: GoldenItem): Promise<boolean>
  golden(sight: Sight, limit: number, before?: string): Promise<GoldenTally[]>
  retireGolden(id: string, nowMs: number): Promise<GoldenItem | undefined>
  /** The job and judgement behind an annotation; undefined: there is none, or it was undone. */
  annotation(id: AnnotationId): Promise<{ job: JobRecord; annotation: AnnotationRecord } | undefined>
  /** Settles judged jobs whose time to be undone is over, all or none; how many. */
  settle(settle: (settling: Settling) => Settled, nowMs: number, limit: number): Promise<number>
}
