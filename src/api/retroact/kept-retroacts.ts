import type { RetroactId } from '../../core/effect.ts'
import type { PlanAsked } from './plan-retroact.ts'
import type { RetroactLog, RetroactRecord } from './ports.ts'

export type Moved =
  | { readonly ok: true; readonly run: RetroactRecord }
  /** There is no such run; or it is in a state in which this cannot be done, and `run` tells which. */
  | { readonly ok: false; readonly run: RetroactRecord | undefined }

/** Runs of rules over the past, as this process carries them out. */
export interface KeptRetroacts {
  readonly log: RetroactLog
  /** Begins to look for what a rule would have done; the run is `planned` when that is known. */
  plan(asked: PlanAsked): Promise<RetroactRecord>
  /** Events looked at so far by a run that is being planned here. */
  looked(id: RetroactId): number | undefined
  /** Begins to apply a plan, or goes on with one that was stopped; so many effects a second. */
  apply(id: RetroactId, perSecond?: number): Promise<Moved>
  /** Begins to take back what a run applied, or goes on with it. */
  revert(id: RetroactId, perSecond?: number): Promise<Moved>
  /** Stops either at the end of the piece under way. */
  stop(id: RetroactId): Promise<Moved>
  /** At the start: runs that a process left in the middle are stopped ones. */
  recover(): Promise<void>
  /** Stops all, and resolves when they are. */
  close(): Promise<void>
}
