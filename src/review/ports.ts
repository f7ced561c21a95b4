import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { AppealId, JobId, ReportId, UserId } from '../core/ids.ts'
import type { Severity } from '../core/severity.ts'

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
