/** Settings of the learner; one set serves every task. */
export interface FitSettings {
  readonly seed: number
  /** Rows are split into as many folds; the scores of each come from a model that has not seen it. */
  readonly folds: number
  readonly epochs: number
  /** Passes of the last model, which starts from what those of the folds have learnt. */
  readonly lastEpochs: number
  readonly cost: number
  readonly lengthPower: number
  readonly smoothing: number
  readonly ratioPower: number
  readonly leastRatio: number
  /** Bytes that weights and hashes may take. */
  readonly mostBytes: number
  readonly mostFeatures: number
  readonly ridge: number
  readonly othersRidge: number
}

export const FIT_DEFAULTS: FitSettings = {
  seed: 1,
  folds: 3,
  epochs: 3,
  lastEpochs: 2,
  cost: 0.07,
  lengthPower: 0.35,
  smoothing: 0.5,
  ratioPower: 0.7,
  leastRatio: 0.8,
  mostBytes: 2_000_000,
  mostFeatures: 81_900,
  ridge: 0.1,
  othersRidge: 10,
}
