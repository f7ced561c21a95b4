import type { DatasetId } from '../dataset/dataset.ts'
import type { Task } from '../task.ts'
import type { FileRef, Learner } from '../train/candidate.ts'

/** What was asked of a run, and is kept with it: with the rows, all that its outcome hangs on. */
export interface LabRunAsked {
  /** As it was when the run was asked for. */
  readonly task: Task
  /** Undefined: a snapshot of the settled annotations, taken as the first step. */
  readonly dataset: DatasetId | undefined
  readonly learner: Learner
  /** Of `head` and `onnx`: the files of the model that is given, uploaded before. */
  readonly files: readonly FileRef[]
  /** Behavioural suites beside those that are built in, uploaded before. */
  readonly suites: readonly FileRef[]
  /** `train`: no more than snapshot, train and calibrate. */
  readonly until: 'train' | 'shadow'
}
