import type { GateResult } from '../gates/gate.ts'

export const LAB_STEPS = ['snapshot', 'train', 'calibrate', 'certify', 'gates', 'shadow'] as const
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
}

/** A run of a task from data to shadow; it outlives the process. Times in ms since the epoch. */
export interface LabRun {
  readonly id: string
  readonly task: string
  readonly state: 'waiting' | 'running' | 'done' | 'stopped' | 'failed' | 'interrupted'
  readonly step: LabStepName
  /** Of the step, 0 to 1, and what is being done. */
  readonly progress: number
  readonly doing: string
  readonly steps: readonly LabStep[]
  readonly dataset: string | undefined
  readonly model: string | undefined
  readonly by: string
  readonly madeMs: number
  readonly changedMs: number
  readonly fault: string | undefined
}
