import type { DatasetId } from '../dataset/dataset.ts'

/** How a model was made. `linear`: this project's learner; `head`: a linear head on a frozen ONNX model; `onnx`: given. */
export type Learner = 'linear' | 'head' | 'onnx'

/** From which score on what is done. A threshold that could not be certified is undefined: it never acts. */
export interface Thresholds {
  readonly review: number | undefined
  readonly act: number | undefined
  readonly actForGood: number | undefined
}

/** A file of a model: its bytes are kept under their SHA-256. */
export interface FileRef {
  readonly name: string
  readonly sha256: string
  readonly size: number
}

/** Everything a model is; its id is the hash of this, written as canonical JSON. */
export interface Manifest {
  readonly form: 1
  readonly task: string
  readonly dataset: DatasetId
  /** SHA-256 of the learner's code and of the lockfile, as the build knows them. */
  readonly code: string
  readonly lockfile: string
  readonly learner: Learner
  readonly settings: Readonly<Record<string, string | number | boolean>>
  readonly seed: number
  /** `id@version` of each policy of the task when it was trained. */
  readonly policyVersion: string
  /** Hash of bars, costs and gates. */
  readonly gates: string
  /** Hash of the calibration; it is in the files as well. */
  readonly calibrator: string
  readonly labels: readonly string[]
  readonly thresholds: Thresholds
  readonly files: readonly FileRef[]
}

/** `mdl-` and the first 32 hexadecimal digits of the SHA-256 of the manifest. */
export type ModelId = `mdl-${string}`

/** What training leaves behind. */
export interface Candidate {
  readonly id: ModelId
  readonly manifest: Manifest
  readonly files: ReadonlyMap<string, Uint8Array>
}
