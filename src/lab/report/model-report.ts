import type { DatasetFacts } from '../dataset/dataset.ts'
import type { ModelEvaluation } from '../evaluate/evaluation.ts'
import type { GateResult } from '../gates/gate.ts'
import type { MlTestScore } from '../registry/ml-test-score.ts'
import type { Manifest } from '../train/candidate.ts'

/** All that a page or a card of a model tells; plain data. What is undefined is not known yet, and is said so. */
export interface ModelReport {
  readonly manifest: Manifest
  readonly evaluation: ModelEvaluation
  readonly dataset: DatasetFacts | undefined
  readonly gates: readonly GateResult[]
  readonly mlTestScore: MlTestScore | undefined
}
