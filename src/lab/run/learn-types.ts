import type { DatasetId } from '../dataset/dataset.ts'
import type { PlacedRow } from '../dataset/row.ts'
import type { Certification } from '../evaluate/certification.ts'
import type { LearningPoint, ModelEvaluation } from '../evaluate/evaluation.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import type { SuiteFile } from '../suites/suite-file.ts'
import type { Task } from '../task.ts'
import type { Manifest, ModelId } from '../train/candidate.ts'
import type { GivenFile, LearnerAsked } from '../train/learner-asked.ts'

/** A model that is there already, to be scored beside the new one. */
export interface GivenModel {
  readonly id: ModelId
  readonly manifest: Manifest
  readonly files: Readonly<Record<string, GivenFile>>
}

/** All that a model is made from and measured on; plain data, so that it can be sent to another thread. */
export interface LearnInput {
  readonly task: Task
  /** Rows in the order of the dataset; tombstones are passed over. */
  readonly dataset: {
    readonly id: DatasetId
    readonly rows: readonly PlacedRow[]
    /** Texts that more accounts say than this are on their own; undefined: there are none. */
    readonly commonBound?: number | undefined
  }
  /** Labels of rows beside `violates` that the model is to have; empty: `violates` alone. */
  readonly categories: readonly string[]
  readonly learner: LearnerAsked
  readonly seed: number
  /** SHA-256 of the learner's code and of the lockfile. */
  readonly code: string
  readonly lockfile: string
  readonly policyVersion: string
  /** Hash of bars, costs and gates. */
  readonly gates: string
  /** Chance of certifying a threshold below its bar, as the ledger allows this try. */
  readonly alpha: { readonly act: number; readonly actForGood: number }
  readonly incumbent: GivenModel | undefined
  /** Beside those that are built in. */
  readonly suites: readonly SuiteFile[]
  /** What an interrupted training of the same input had told last. */
  readonly checkpoint: Uint8Array | undefined
}

/** What is told on the way; plain data. */
export type LearnTold =
  | { readonly kind: 'progress'; readonly step: LearnStep; readonly share: number; readonly doing: string }
  | { readonly kind: 'point'; readonly point: LearningPoint }
  /** Given back as `checkpoint`, the training goes on from there, to the same bytes. */
  | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array }
  /** A step ended; how long it took, in seconds, and a line of evidence. */
  | { readonly kind: 'done'; readonly step: LearnStep; readonly seconds: number; readonly says: string }

export type LearnStep = 'train' | 'calibrate' | 'certify' | 'evaluate'

/** A trained, calibrated and measured model. */
export interface LearnOutput {
  readonly id: ModelId
  readonly manifest: Manifest
  /** Files that are new or were given as bytes; those that lie elsewhere are in the manifest only. */
  readonly files: Readonly<Record<string, Uint8Array>>
  readonly evaluation: ModelEvaluation
  readonly certification: { readonly act: Certification; readonly actForGood: Certification }
  /** For gates. Those of certify must not be shown, nor kept where they can be asked for. */
  readonly scored: { readonly tune: ScoredRows; readonly certify: ScoredRows }
  /** The incumbent on the same rows; undefined without one. */
  readonly incumbentScored: { readonly tune: ScoredRows; readonly certify: ScoredRows } | undefined
  /** Probability of `violates` for train rows from a model that had not learnt from them: suspected label errors come of it. */
  readonly outOfFold: { readonly rows: Int32Array; readonly scores: Float32Array }
  /** Rows that were there to be learnt from and measured on: what is erased meanwhile makes them fewer. */
  readonly rows: number
  /** Categories that had too few rows to be learnt. */
  readonly left: readonly string[]
  readonly seconds: Readonly<Record<LearnStep, number>>
}

/** Why nothing can be learnt from an input: a sentence with the way out, for people. Holds no content. */
export interface LearnRefusal {
  readonly why: string
  readonly wayOut: string
}
