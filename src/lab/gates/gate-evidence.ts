import type { DatasetFacts } from '../dataset/dataset.ts'
import type { Certification } from '../evaluate/certification.ts'
import type { ModelEvaluation } from '../evaluate/evaluation.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import type { Authority } from '../registry/authority.ts'
import type { Attempt } from '../registry/ports.ts'
import type { Task } from '../task.ts'
import type { Manifest } from '../train/candidate.ts'
import type { TextTraces } from './find-texts.ts'
import type { GateResult } from './gate.ts'
import type { RowFindings } from './look-at-rows.ts'
import type { GateName } from './required-gates.ts'

/** The same training again, on all rows or on some: what it came to, as a hash over the artefact. */
export interface Reproduced {
  readonly rows: number
  readonly first: string
  readonly second: string
}

/** How far people agree who judged the same, blind: Krippendorff's alpha with its lower bound. */
export interface Agreement {
  readonly pairs: number
  readonly alpha: number
  readonly low: number
}

/** All that gates look at. What is undefined was not gathered, and then a gate is inconclusive: never passed. */
export interface GateEvidence {
  readonly nowMs: number
  readonly bars: Task['bars']
  /** The version of the task's policies as it is now. */
  readonly policyVersion: string
  readonly manifest: Manifest
  readonly dataset: DatasetFacts
  readonly rows: RowFindings
  readonly evaluation: ModelEvaluation
  readonly certification: { readonly act: Certification; readonly actForGood: Certification }
  readonly scored: { readonly tune: ScoredRows; readonly certify: ScoredRows }
  /** What train rows get from a model that had not seen them, with their labels. */
  readonly outOfFold: { readonly scores: Float32Array; readonly violates: Uint8Array } | undefined
  readonly agreement: Agreement | undefined
  /** The look at the certify rows that the ledger granted before they were looked at. */
  readonly attempt: Attempt | undefined
  readonly reproduced: Reproduced | undefined
  readonly traces: TextTraces | undefined
}

/** A gate: a pure function of evidence. */
export interface Gate {
  readonly gate: GateName
  readonly for: Authority
  readonly on: GateResult['on']
  readonly judge: (evidence: GateEvidence) => Judged
}

/** What a gate found; `alpha` is 0 where nothing is estimated. */
export type Judged = Pick<GateResult, 'verdict' | 'says'> &
  Partial<Pick<GateResult, 'alpha' | 'figures' | 'slices' | 'wayOut' | 'labelsNeeded'>>

/** The error rate of gates that are not asked of certify rows. */
export const GATE_ALPHA = 0.05
