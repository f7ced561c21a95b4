import type { LearningPoint } from '../../../lab/evaluate/evaluation.ts'
import type { LabRun, LabStep, LabStepName } from '../../../lab/run/lab-step.ts'

/** What a step works with. */
export interface StepContext {
  readonly run: LabRun
  /** What steps before it, or itself before it was cut off, left behind, by name. */
  readonly kept: ReadonlyMap<string, Uint8Array>
  /** Aborted when the run is not wanted any more, or is carried out elsewhere. */
  readonly signal: AbortSignal
  /** Tells how much is done, 0 to 1, and what is being done. */
  readonly progress: (share: number, doing: string) => void
  readonly point: (point: LearningPoint) => void
  /** Keeps where it is, to be taken up there after a crash. */
  readonly checkpoint: (name: string, body: Uint8Array) => Promise<void>
}

/** How a step ended, with what steps behind it need. */
export interface StepOutcome extends Omit<LabStep, 'step' | 'seconds'> {
  readonly dataset?: string
  readonly model?: string
  readonly keep?: ReadonlyMap<string, Uint8Array>
}

/** Carries out one step. Done twice, it comes to the same. */
export type CarryOutStep = (context: StepContext) => Promise<StepOutcome>

export type LabSteps = Readonly<Record<LabStepName, CarryOutStep>>

/** Why a step came to nothing, in a sentence with the way out that may be shown and kept: it names no content. */
export class StepFault extends Error {
  override readonly name = 'StepFault'
}

/** What a step needs of those before it is not there, as after an update of Haechi: they are done anew. */
export class StepsMissing extends Error {
  override readonly name = 'StepsMissing'
}

/** A step that cannot go on since evidence is missing: the run stops there. */
export class StepStop extends Error {
  override readonly name = 'StepStop'
  readonly wayOut: string
  constructor(says: string, wayOut: string) {
    super(says)
    this.wayOut = wayOut
  }
}
