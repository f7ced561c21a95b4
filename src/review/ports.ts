import type { Effect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { AppealId, JobId, ReportId, UserId } from '../core/ids.ts'
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

/** What the effects of decisions are carried out with: each kind's own logic, which the store calls. */
export interface Carriers {
  readonly jobs: PlanJobs
}

/** Reads the outbox on. Rejects with `Unavailable`, and then nothing has happened. */
export interface EffectFollower {
  /** Carries out at most `limit` effects; gives how many it passed, 0 when there are none just now. */
  follow(carriers: Carriers, limit: number, nowMs: number): Promise<number>
}

/** A user's flag as it was handed in. Times in ms since the epoch. */
export interface NewReport {
  readonly id: ReportId
  /** 32 hexadecimal digits: the hash of its world and of the id that the sender gave. */
  readonly key: string
  readonly reporter: EntityRef | undefined
  readonly item: ItemRef
  readonly target: EntityRef | undefined
  readonly decision: DecisionId | undefined
  readonly world: string
  readonly reason: string
  /** `id@version` */
  readonly policy: string
  readonly text: string | undefined
  readonly location: string | undefined
  readonly name: string | undefined
  readonly email: string | undefined
  readonly bonaFide: boolean
  readonly trusted: boolean
  readonly atMs: number
}

export type ReportOutcome = 'violates' | 'fine' | 'invalid'

export interface ReportRecord extends NewReport {
  readonly job: JobId | undefined
  /** What it counts in its job's priority. */
  readonly weight: number
  /** Undefined: nobody has judged it yet. */
  readonly outcome: ReportOutcome | undefined
  readonly decidedMs: number | undefined
}

/** What became of somebody's earlier reports, one for each matter. */
export interface ReporterRecord {
  readonly upheld: number
  readonly rejected: number
}

/** What is known when a report comes in. */
export interface ReportedAlready {
  readonly record: ReporterRecord
  /** Whether the same person has an open report of the same item and family. */
  readonly again: boolean
  /** Whether many people report the target just now. */
  readonly mass: boolean
  /** What the job is about: the item, or the target of mass reports. */
  readonly item: ItemRef
}

/** What a job tells to whoever may see its reports. */
export interface JobFace extends Weighing {
  readonly queue: string
  readonly world: string
  readonly kind: JobDraft['kind']
  readonly doublesMs: number
}

/** What a job's priority hangs on, as it is stored. */
export interface Weighing {
  readonly severity: Severity
  readonly reach: number
  readonly reports: number
  readonly reportWeight: number
  readonly mass: boolean
  readonly trusted: boolean
  readonly createdMs: number
}

export type ReportsOf =
  | { readonly job: JobId }
  | { readonly reporter: EntityRef }
  | { readonly target: EntityRef }

/** Reports as they are kept. Rejects with `Unavailable`. */
export interface ReportLog {
  /** The decision on an event that a client sent under this id. */
  decisionOf(world: string, eventId: string): Promise<DecisionId | undefined>
  /** Records a report and opens or joins its job, all or none; one with the same key is given back as it stands. */
  file(
    report: NewReport,
    mass: { readonly reporters: number; readonly withinMs: number },
    plan: (known: ReportedAlready) => { readonly draft: JobDraft; readonly weight: number },
  ): Promise<{ readonly report: ReportRecord; readonly repeated: boolean }>
  get(id: ReportId): Promise<ReportRecord | undefined>
  /** Newest first; those before `before`, when given. */
  find(of: ReportsOf, limit: number, before?: ReportId): Promise<ReportRecord[]>
  /** Of each job that is there, by id. */
  faces(jobs: readonly JobId[]): Promise<ReadonlyMap<JobId, JobFace>>
  reporter(
    reporter: EntityRef,
    nowMs: number,
  ): Promise<ReporterRecord & { readonly waiting: number; readonly invalid: number }>
  /** Makes every open report of somebody void, and withdraws jobs that stood on nothing else. */
  invalidate(
    reporter: EntityRef,
    nowMs: number,
  ): Promise<{ readonly reports: number; readonly withdrawn: number }>
}

/** How a queue stands. */
export interface QueueFigures {
  readonly queue: string
  readonly waiting: number
  readonly oldestMs: number
  /** Jobs that have waited longer than their service level. */
  readonly late: number
}

/** Service levels. Rejects with `Unavailable`. */
export interface QueueWatch {
  /** Marks the jobs whose time is over, once each, and tells the world. Gives how many, by queue. */
  breach(nowMs: number): Promise<readonly { readonly queue: string; readonly jobs: number }[]>
  figures(): Promise<readonly QueueFigures[]>
  /** Ranks the jobs of queues anew whose `doubles` has changed; in ms, by queue. Gives how many. */
  rerank(doubles: ReadonlyMap<string, number>): Promise<number>
}
