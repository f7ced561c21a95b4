import type { Effect, EffectParams, LaterEffect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { AnnotationId, AppealId, EnforcementId, JobId, ReportId, StrikeId, UserId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'
import type { Verdict } from '../core/verdict.ts'

/** What is judged: an entity, or `event:` and the 32 hexadecimal digits of a decision. */
export type ItemRef = EntityRef | `event:${string}`

/** A job as it is to be opened, or joined to the one that is under way for its item and family. Times in ms since the epoch. */
export interface JobDraft {
  readonly id: JobId
  readonly kind: 'rule' | 'report' | 'audit' | 'golden' | 'appeal'
  readonly queue: string
  readonly item: ItemRef
  /** The first part of the policy's id. */
  readonly family: string
  /** `id@version` */
  readonly policy: string
  readonly severity: Severity
  readonly decision: DecisionId | undefined
  readonly type: string | undefined
  readonly world: string
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
  /** Code of the content's language; undefined: not known. */
  readonly language: string | undefined
  /** Hash under which near-identical content is found; undefined: none. */
  readonly near: bigint | undefined
  readonly reach: number
  readonly reports: number
  readonly mass: boolean
  /** Sum of what each reporter's word counts; not there: nothing. */
  readonly reportWeight?: number
  /** Whether a trusted flagger reported it; not there: no. */
  readonly trusted?: boolean
  /** A wait of so long counts twice, as its queue has it; not there: 6 hours. */
  readonly doublesMs?: number
  /** Whether the reviewer sees neither what was decided nor what others said. */
  readonly blind: boolean
  /** With what chance it was chosen; 1 when it was not drawn. */
  readonly probability: number
  readonly sample: string | undefined
  readonly createdMs: number
  readonly dueMs: number
  readonly rank: number
  readonly needs: 1 | 2
  readonly excluded: readonly UserId[]
  readonly report: ReportId | undefined
  readonly rule: string | undefined
  readonly appeal: AppealId | undefined
}

export type JobKind = JobDraft['kind']
/** `open`: waits, or is held by whoever took it; `settling`: judged, and may still be undone. */
export type JobState = 'open' | 'settling' | 'done' | 'withdrawn'
export type JobStage = 'first' | 'second' | 'adjudication'
export type Choice = 'violates' | 'fine' | 'unsure'

/** A job as it is kept. */
export interface JobRecord extends Omit<Required<JobDraft>, 'report' | 'rule'> {
  readonly state: JobState
  readonly stage: JobStage
  readonly events: number
  readonly breachedMs: number | undefined
  readonly claimedBy: UserId | undefined
  /** What its holder shows when judging it. */
  readonly claim: string | undefined
  readonly claimedUntilMs: number | undefined
  readonly settleMs: number | undefined
  readonly outcome: Choice | undefined
  readonly closedMs: number | undefined
  readonly golden: string | undefined
}

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

/** An enforcement as a reviewer asked for it. */
export interface AskedEnforcement {
  readonly name: string
  readonly on: 'actor' | 'target' | 'session' | 'item'
  readonly forMs: number | undefined
  readonly with: EffectParams | undefined
}

/** Part of an item that is no text: `[x, y, width, height]` from 0 to 1; for sound and video also from and to, in ms. */
export interface Region {
  readonly box?: readonly [number, number, number, number]
  readonly fromMs?: number
  readonly toMs?: number
}

/** What a person says of a job. */
export interface Judgement {
  readonly choice: Choice
  /** Ids at their live versions. */
  readonly policies: readonly string[]
  readonly enforcements: readonly AskedEnforcement[]
  readonly strike: boolean
  readonly spans: readonly (readonly [number, number])[]
  readonly regions: readonly Region[]
  readonly note: string | undefined
  readonly spentMs: number
}

/** A judgement as it is kept. */
export interface AnnotationRecord extends Judgement {
  readonly id: AnnotationId
  readonly job: JobId
  readonly stage: JobStage
  /** What was asked, as `id@version` of the live pack. */
  readonly policy: string
  readonly reviewer: UserId
  readonly blind: boolean
  readonly atMs: number
  readonly marks: readonly string[]
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

/** An item whose truth is known, with all that a job made of it needs. */
export interface GoldenItem {
  readonly id: string
  readonly decision: DecisionId
  readonly policy: string
  readonly truth: 'violates' | 'fine'
  readonly policies: readonly string[]
  readonly source: 'manual' | 'annotation'
  readonly addedMs: number
  readonly addedBy: UserId | undefined
  readonly retiredMs: number | undefined
  readonly queue: string
  readonly item: ItemRef
  readonly family: string
  readonly severity: Severity
  readonly type: string | undefined
  readonly world: string
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
  readonly language: string | undefined
}

/** A golden item with how it has been judged. */
export interface GoldenTally extends GoldenItem {
  readonly right: number
  readonly wrong: number
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

/** A rule's or a sample's wish for a job, with what is known of the decision. */
export interface AskedJob {
  readonly decision: DecisionId
  readonly effect: Effect & { readonly kind: 'job' }
  readonly type: string
  readonly world: string
  readonly verdict: Verdict
  readonly receivedMs: number
  readonly session: EntityRef | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  /** The gravest policy whose rule fired with force; undefined: none did. */
  readonly gravest: Severity | undefined
  /** What the client sent; undefined when the content is not kept. */
  readonly data: Readonly<Record<string, unknown>> | undefined
}

/** Plans the jobs that are asked for, in their order. */
export type PlanJobs = (asked: readonly AskedJob[], nowMs: number) => readonly JobDraft[]
