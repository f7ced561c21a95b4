import type { DatasetFacts } from '../dataset/dataset.ts'
import type { Suspect } from '../dataset/ports.ts'
import type { GateResult } from '../gates/gate.ts'
import type { Agreement } from '../gates/gate-evidence.ts'
import type { CheckResult } from '../registry/check-result.ts'
import type { Attempt } from '../registry/ports.ts'
import type { LearnInput, LearnOutput } from './learn-types.ts'
import type { SettingsSearch } from './search-settings.ts'

/** What is needed to judge a model; plain data, so that it can be sent to another thread. */
export interface JudgeInput {
  readonly nowMs: number
  /** What it was learnt from. */
  readonly input: LearnInput
  readonly output: LearnOutput
  /** The settings that were tried before it was learnt. */
  readonly search: SettingsSearch | undefined
  readonly facts: DatasetFacts
  readonly attempt: Attempt | undefined
  readonly agreement: Agreement | undefined
  /** Of the policies of its task, as they are now. */
  readonly policyVersion: string
}

/** What was found of a model. */
export interface Judgement {
  readonly results: readonly GateResult[]
  readonly checks: readonly CheckResult[]
  /** Labels of train rows that may be wrong, the likeliest first. */
  readonly suspects: readonly Suspect[]
}
