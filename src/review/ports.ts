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

/** A judgement as quality is measured from it; those that were taken back are not among them. Times in ms. */
export interface QualityRow {
  readonly job: JobId
  readonly kind: JobDraft['kind']
  readonly stage: 'first' | 'second' | 'adjudication'
  readonly decision: DecisionId | undefined
  readonly world: string
  /** Of the content; undefined: not known. */
  readonly language: string | undefined
  /** What was asked, as `id@version`. */
  readonly policy: string
  readonly choice: 'violates' | 'fine' | 'unsure'
  /** What was found, as `id@version`; empty: what was asked. */
  readonly policies: readonly string[]
  readonly reviewer: UserId
  readonly spentMs: number
  readonly atMs: number
  /** With what chance the decision was chosen, by which sample. */
  readonly probability: number
  readonly sample: string | undefined
  /** How many saw the content. */
  readonly reach: number
  readonly marks: readonly string[]
  /** Of a golden job. */
  readonly truth: { readonly choice: 'violates' | 'fine'; readonly policies: readonly string[] } | undefined
}

/** What had been decided where a judgement was asked for. */
export interface SampledDecision {
  readonly type: string
  readonly world: string
  readonly verdict: Verdict
  /** Rules that fired, in shadow too. */
  readonly fired: readonly { readonly rule: string; readonly policy: string; readonly shadow: boolean }[]
}

export interface QualityQuery {
  readonly fromMs: number
  readonly toMs: number
  /** Null: all. */
  readonly worlds: readonly string[] | null
  /** Undefined: all. */
  readonly kinds?: readonly JobDraft['kind'][]
}

/** What people judged, for measuring them and the harm that they find. Rejects with `Unavailable`. */
export interface QualityRows {
  /** Newest first; `whole` is false when there were more than are looked at. */
  judged(query: QualityQuery): Promise<{ readonly rows: readonly QualityRow[]; readonly whole: boolean }>
  /** What was decided; decisions that are kept no more are left out. */
  decisions(ids: readonly DecisionId[]): Promise<ReadonlyMap<DecisionId, SampledDecision>>
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
