/** What the service proved of itself and of the learner while it made a model; see ML_TESTS for who needs which. */
export const CHECKS = {
  ablation: 'each block of features earns its place: better with it than without, by a paired interval',
  'new-feature':
    'a feature that was added reaches a model in shadow without a change elsewhere, and how long it takes',
  'golden-vectors': 'the features of fixed texts (Unicode, empty, 1 MB) are what they were',
  spec: 'the task is data whose hash is in the manifest, signed off or within its change plan',
  hyperparameters: 'the settings were chosen by a seeded search over tuning rows, which is logged',
  learner: 'the loss falls, one batch can be learnt by heart, an interrupted run ends as an unbroken one',
  integration: 'a small set went the whole way in this build',
  explain: 'one example is explained: its features, their weights, its score, the rule',
} as const
export type CheckName = keyof typeof CHECKS

/** One check as it ended. `not-applicable` counts only where the learner bears it out. */
export interface CheckResult {
  readonly check: CheckName
  readonly verdict: 'pass' | 'fail' | 'not-applicable'
  readonly says: string
}

/** What is watched of a served model. Each is `armed` from shadow on. */
export const WATCHES = {
  dependencies: 'lockfile, code, upstream model and policy are those that it was made with',
  invariants: 'served inputs fit the schema',
  skew: 'served items scored again give the same bits',
  age: 'it is younger than its data may be old',
  numerics: 'no NaN, no infinity, scores as spread as they were',
  compute: 'p99, memory and time to train beside the model before',
  quality: 'e-detectors on sampled judgements',
} as const
export type WatchName = keyof typeof WATCHES

export interface WatchResult {
  readonly watch: WatchName
  readonly state: 'armed' | 'ok' | 'alarm'
  readonly says: string
}
