import type { DecisionId } from '../../core/id.ts'
import type { JobId, UserId } from '../../core/ids.ts'
import type { Verdict } from '../../core/verdict.ts'
import type { JobDraft } from '../ports.ts'

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
