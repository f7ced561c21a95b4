import type { Effect, EffectParams } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { AnnotationId, AppealId, JobId, ReportId, UserId } from '../core/ids.ts'
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
