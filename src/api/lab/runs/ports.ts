import type { LabRunId } from '../../../core/ids.ts'
import type { LearningPoint } from '../../../lab/evaluate/evaluation.ts'
import type { LabRunAsked } from '../../../lab/run/lab-run-asked.ts'
import type { LabRun, LabStep, LabStepName } from '../../../lab/run/lab-step.ts'

export type { LabRun }

export interface NewLabRun {
  readonly id: LabRunId
  readonly asked: LabRunAsked
  readonly by: string
  readonly madeMs: number
}

/** Who holds a run: the process, by an id of its own. */
export interface Holder {
  readonly run: LabRunId
  readonly holder: string
}

/** How far a step is. */
export interface LabProgress {
  /** Those that have ended: what is told before a step ended, and comes after, changes nothing. */
  readonly steps: readonly LabStep[]
  readonly step: LabStepName
  readonly progress: number
  readonly doing: string
  readonly curve: readonly LearningPoint[]
}

/** What a step changes of its run, all at once. */
export interface StepEnded {
  /** Undefined: of the step nothing is told yet, as of files that it leaves half-way. */
  readonly step: LabStep
  readonly next: LabStepName | undefined
  readonly dataset?: string
  readonly model?: string
  /** What steps behind it need, by name; those of these names from before go. */
  readonly keep?: ReadonlyMap<string, Uint8Array>
}

/**
 * Runs of the lab. Each is carried out by one process at a time, which holds it by a lease: whatever it writes comes to
 * nothing, and gives false, once another one has it. Rejects with `Unavailable`.
 */
export interface LabRunStore {
  create(run: NewLabRun): Promise<void>
  get(id: LabRunId): Promise<LabRun | undefined>
  /** Newest first. */
  list(asked: { readonly task?: string; readonly limit: number }): Promise<LabRun[]>
  /** Takes the eldest run that waits, or whose process has not been heard of since its lease ended. */
  claim(holder: string, nowMs: number, leaseMs: number): Promise<LabRun | undefined>
  /** Holds on to it and tells how far it is; `cancelled`: somebody does not want it any more. */
  beat(of: Holder, nowMs: number, leaseMs: number, at?: LabProgress): Promise<'held' | 'cancelled' | 'lost'>
  /** Keeps what a step needs to go on from where it is. `code` names the build. */
  checkpoint(of: Holder, code: string, name: string, body: Uint8Array): Promise<boolean>
  /** What was kept by the same build, by name. */
  checkpoints(id: LabRunId, code: string): Promise<ReadonlyMap<string, Uint8Array>>
  stepEnded(of: Holder, code: string, ended: StepEnded, nowMs: number): Promise<boolean>
  /** Takes back the last steps: they are done anew. */
  backTo(of: Holder, steps: readonly LabStep[], next: LabStepName, nowMs: number): Promise<boolean>
  /** It is over; its checkpoints go. */
  end(
    of: Holder,
    state: 'done' | 'stopped' | 'failed' | 'cancelled',
    nowMs: number,
    fault?: string,
  ): Promise<boolean>
  /** Lets go of it, for whoever takes it up next. */
  letGo(of: Holder, nowMs: number): Promise<void>
  /** One that waits is over at once; one that runs, as soon as its process hears of it. Undefined: there is none. */
  cancel(id: LabRunId, nowMs: number): Promise<LabRun | undefined>
}
