import type { LabRunId } from '../../../core/ids.ts'
import type { LabRunAsked } from '../../../lab/run/lab-run-asked.ts'
import type { LabRun } from '../../../lab/run/lab-step.ts'

/** Runs of the lab, as this process carries them out and shows them. */
export interface KeptRuns {
  /** Puts a run in line; it is carried out here, or by another process on the database. */
  begin(asked: LabRunAsked, by: string): Promise<LabRun>
  /** As current as this process knows it. */
  get(id: LabRunId): Promise<LabRun | undefined>
  list(task: string | undefined, limit: number): Promise<LabRun[]>
  /** One that goes on is over as soon as its process has heard of it. */
  cancel(id: LabRunId): Promise<LabRun | undefined>
  /** Resolves when there may be news of a run, or after a while. */
  news(id: LabRunId, signal: AbortSignal): Promise<void>
  /** Takes up a run that waits, if none is under way here. */
  look(): Promise<void>
  /** Lets go of what is under way, to be taken up by whoever comes next. */
  stop(): Promise<void>
}
