import type { PlacedRow } from '../dataset/row.ts'
import type { LearningPoint } from '../evaluate/evaluation.ts'
import type { FileRef } from './candidate.ts'
import type { FittedCalibration } from './fit-calibration.ts'
import type { Scorer } from './scorer.ts'

/** What every learner is given: rows that still have their text. */
export interface MakeAsked {
  readonly name: string
  readonly train: readonly PlacedRow[]
  readonly tune: readonly PlacedRow[]
  readonly categories: readonly string[]
  readonly seed: number
  /** As the dataset says: texts that more accounts say are on their own when rows are held out together. */
  readonly commonBound?: number | undefined
  readonly checkpoint: Uint8Array | undefined
  readonly onProgress: (share: number, doing: string) => void
  readonly onPoint: (point: LearningPoint) => void
  readonly onCheckpoint: (bytes: Uint8Array) => void
}

/** A calibrated model as a learner leaves it. */
export interface Made {
  readonly scorer: Scorer
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Files that are too large to travel. */
  readonly elsewhere: readonly FileRef[]
  readonly calibration: FittedCalibration
  readonly settings: Readonly<Record<string, string | number | boolean>>
  /** Probability of `violates` for each train row from a model that had not seen it; empty where there is none. */
  readonly outOfFold: Float32Array
  /** Of which train rows these are, by their place, where they are not of all. */
  readonly outOfFoldOf?: Int32Array
  readonly points: readonly LearningPoint[]
  /** Categories that had too few rows. */
  readonly left: readonly string[]
}
