import type { LabRunId } from '../../core/ids.ts'
import type { LearningPoint } from '../evaluate/evaluation.ts'
import type { GateResult } from '../gates/gate.ts'
import type { LabRunAsked } from './lab-run-asked.ts'

/** Of a whole run in order; one that only trains goes from `calibrate` to `evaluate`, and looks at no certify row. */
export const LAB_STEPS = ['snapshot', 'train', 'calibrate', 'evaluate', 'certify', 'gates', 'shadow'] as const
export type LabStepName = (typeof LAB_STEPS)[number]

/** One step of a run as it ended: a line for people, and an object for programs. */
export interface LabStep {
  readonly step: LabStepName
  readonly state: 'done' | 'stopped'
  /** One line with its evidence. */
  readonly says: string
  readonly seconds: number
  readonly figures: Readonly<Record<string, unknown>>
  readonly gates?: readonly GateResult[]
  /** Of a stop: what would supply the evidence that is missing. */
  readonly wayOut?: string
  /** Of a stop: how many more labels that takes, as far as it can be said. */
  readonly labelsNeeded?: number
}

/**
 * `waiting`: for its turn, or to be taken up again; `stopped`: evidence was missing, or a gate failed, as its last step
 * says; `failed`: something broke, as `fault` says; `cancelled`: somebody asked for it.
 */
export const LAB_RUN_STATES = ['waiting', 'running', 'done', 'stopped', 'failed', 'cancelled'] as const
export type LabRunState = (typeof LAB_RUN_STATES)[number]

/** A run of a task from data to shadow; it outlives the process. Times in ms since the epoch. */
export interface LabRun {
  readonly id: LabRunId
  readonly task: string
  readonly asked: LabRunAsked
  readonly state: LabRunState
  /** The step that it is at, or that it ended at. */
  readonly step: LabStepName
  /** Of the step, 0 to 1, and what is being done. */
  readonly progress: number
  readonly doing: string
  readonly steps: readonly LabStep[]
  readonly curve: readonly LearningPoint[]
  readonly dataset: string | undefined
  readonly model: string | undefined
  readonly by: string
  readonly madeMs: number
  readonly changedMs: number
  readonly fault: string | undefined
}
