import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { JobId, ReportId, UserId } from '../../core/ids.ts'
import type { Severity } from '../../core/severity.ts'
import type { ItemRef, JobDraft, JobRecord, JobState } from '../ports.ts'

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
  readonly kind: JobRecord['kind']
  readonly blind: boolean
  readonly state: JobState
  readonly claimedBy: UserId | undefined
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
