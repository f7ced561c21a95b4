import { type Detector, NEW_DETECTOR, watch } from '../../stats/sequential/detector.ts'
import { addBeside, judgementOf, lossBar, type ProbationState } from '../probation/fold-probation.ts'
import type { FoldGiven } from '../probation/ports.ts'
import { type Tripwire, tripwires } from '../probation/tripwires.ts'
import type { Task } from '../task.ts'
import type { Manifest } from '../train/candidate.ts'

/** What is remembered of a live model; plain JSON. */
export interface WatchState {
  readonly detector: Detector
  readonly labels: number
  readonly losses: number
  readonly void: number
  /** Of other strata: judged, and how many of them violate. */
  readonly beside: ProbationState['beside']
  /** ln of the detector after each of the last labels, for the chart; two decimals. */
  readonly trace: readonly number[]
}

export const NEW_WATCH: WatchState = {
  ...{ detector: NEW_DETECTOR, labels: 0, losses: 0, void: 0, beside: {}, trace: [] },
}

export type WatchOutcome = { readonly verdict: 'healthy' | 'roll-back'; readonly says: string }

const LONGEST_TRACE = 500

export function detectorPlan(task: Task, manifest: Pick<Manifest, 'thresholds'>) {
  return { bar: lossBar(task, manifest), runLength: task.probation.runLength }
}

/** Takes up what was judged of what a live model did, in the order of drawing. */
export function foldWatch(
  task: Task,
  manifest: Pick<Manifest, 'thresholds'>,
  { state, through, samples }: Pick<FoldGiven, 'state' | 'through' | 'samples'>,
  nowMs: number,
): { readonly state: WatchState; readonly through: number } {
  const plan = detectorPlan(task, manifest)
  let folded: WatchState = { ...NEW_WATCH, ...(state as Partial<WatchState>) }
  let last = through
  for (const sample of samples) {
    const judged = judgementOf(sample, task, nowMs)
    if (judged === 'waiting') break
    last = sample.number
    if (judged === 'void') {
      folded = { ...folded, void: folded.void + 1 }
      continue
    }
    if (sample.stratum !== 'act') {
      folded = { ...folded, beside: addBeside(folded.beside, sample.stratum, judged.violates) }
      continue
    }
    const loss = judged.violates ? 0 : 1
    const detector = watch(plan, folded.detector, loss)
    folded = {
      ...folded,
      ...{ detector, labels: folded.labels + 1, losses: folded.losses + loss },
      trace: [...folded.trace, Math.round(100 * logOf(detector)) / 100].slice(-LONGEST_TRACE),
    }
  }
  return { state: folded, through: last }
}

/** ln of the mean over stakes, which the alarm is raised by. */
export function logOf({ logs }: Detector): number {
  const known = logs.filter((log) => log !== null)
  if (known.length === 0) return 0
  const best = Math.max(...known)
  return best + Math.log(known.reduce((sum, log) => sum + Math.exp(log - best), 0) / logs.length)
}

/** A harmful change rolls back by itself; drift alone never does. */
export function watchOutcome(
  task: Task,
  manifest: Pick<Manifest, 'thresholds'>,
  { detector, labels, losses }: WatchState,
  cells: FoldGiven['cells'],
): WatchOutcome & { readonly tripwires: readonly Tripwire[] } {
  const trips = tripwires(cells, task.bars.latencyMs)
  const trip = trips.find(({ tripped }) => tripped)
  if (trip !== undefined) return { verdict: 'roll-back', says: trip.says, tripwires: trips }
  const bar = Math.round(1000 * lossBar(task, manifest)) / 10
  if (detector.alarmAt !== null)
    return {
      ...{ verdict: 'roll-back', tripwires: trips },
      says: `more than ${bar} % of what it does has become wrong: the alarm came at label ${detector.alarmAt}`,
    }
  return {
    ...{ verdict: 'healthy', tripwires: trips },
    says: `${losses} of ${labels} judged account-days were wrong, of which ${bar} % may be`,
  }
}
