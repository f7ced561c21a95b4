import {
  addLabel,
  type Probation as Counts,
  NEW_PROBATION,
  type ProbationPlan,
  probationVerdict,
} from '../../stats/sequential/probation.ts'
import type { Task } from '../task.ts'
import type { Manifest } from '../train/candidate.ts'
import { breaksPolicy } from './breaks-policy.ts'
import type { FoldGiven, JudgedSample } from './ports.ts'
import { tripwires } from './tripwires.ts'

/** What is remembered of a model in shadow; plain JSON. */
export interface ProbationState {
  readonly counts: Counts
  /** What became of each label in turn: 1 a loss, 0 none; for the chart. */
  readonly path: string
  /** Judged without a word that counts, or not judged in time. */
  readonly void: number
  /** Of other strata: judged, and how many of them violate. */
  readonly beside: Readonly<Record<string, { readonly judged: number; readonly violating: number }>>
}

export const NEW_PROBATION_STATE: ProbationState = { counts: NEW_PROBATION, path: '', void: 0, beside: {} }

/** What must have been seen before a model passes, and what was. */
export interface Exposure {
  readonly accounts: { readonly seen: number; readonly needed: number }
  readonly surfaces: { readonly seen: number; readonly needed: number }
  readonly days: { readonly seen: number; readonly needed: number }
}

export type ProbationOutcome =
  | { readonly verdict: 'pass'; readonly says: string }
  | { readonly verdict: 'extend'; readonly says: string; readonly wayOut: string }
  | { readonly verdict: 'revoke'; readonly says: string }

/** The loss rate that a model must be below: what it does may be wrong so often. */
export function lossBar(
  { bars, costs }: Pick<Task, 'bars' | 'costs'>,
  { thresholds }: Pick<Manifest, 'thresholds'>,
): number {
  if (thresholds.act !== undefined) return 1 - bars.precision
  // A model that only ranks: looks that find nothing may cost as much as the misses that they save.
  return Math.min(0.9, Math.max(0.05, 1 - costs.review / costs.miss))
}

export function planOf(task: Task, manifest: Pick<Manifest, 'thresholds'>): ProbationPlan {
  const { alphaPass, alphaRevoke, mostLabels } = task.probation
  return {
    ...{ bar: lossBar(task, manifest), cap: mostLabels },
    ...{ passError: alphaPass, revokeError: alphaRevoke },
  }
}

/**
 * Takes up what was judged, in the order of drawing: late judgements are other than early ones, so that one that is not
 * there yet holds up those behind it, until its time is over. Gives the number of the last sample taken up.
 */
export function foldProbation(
  task: Task,
  manifest: Pick<Manifest, 'thresholds'>,
  { state, through, samples }: Pick<FoldGiven, 'state' | 'through' | 'samples'>,
  nowMs: number,
): { readonly state: ProbationState; readonly through: number } {
  const plan = planOf(task, manifest)
  let folded: ProbationState = { ...NEW_PROBATION_STATE, ...(state as Partial<ProbationState>) }
  let last = through
  for (const sample of samples) {
    const judged = judgementOf(sample, task, nowMs)
    if (judged === 'waiting') break
    last = sample.number
    if (judged === 'void') folded = { ...folded, void: folded.void + 1 }
    else if (sample.stratum === 'act')
      folded = {
        ...folded,
        counts: addLabel(plan, folded.counts, !judged.violates),
        path: folded.path + (judged.violates ? '0' : '1'),
      }
    else folded = { ...folded, beside: addBeside(folded.beside, sample.stratum, judged.violates) }
  }
  return { state: folded, through: last }
}

/** One more judgement of a stratum that is not what the model is proved by. */
export function addBeside(
  beside: ProbationState['beside'],
  stratum: string,
  violates: boolean,
): ProbationState['beside'] {
  const { judged = 0, violating = 0 } = beside[stratum] ?? {}
  return { ...beside, [stratum]: { judged: judged + 1, violating: violating + Number(violates) } }
}

/** What a sample's judgement says; `waiting`: those behind it wait with it. */
export function judgementOf(
  { outcome, policies, drawnMs }: JudgedSample,
  task: Pick<Task, 'policies' | 'probation'>,
  nowMs: number,
): 'waiting' | 'void' | { readonly violates: boolean } {
  if (outcome === undefined) return nowMs - drawnMs > task.probation.patienceMs ? 'void' : 'waiting'
  if (outcome === 'void') return 'void'
  return { violates: outcome === 'violates' && breaksPolicy(policies, task.policies) }
}

/** What was seen, beside what must have been. `sinceMs`: since when the model is in shadow. */
export function exposureOf(
  { probation }: Pick<Task, 'probation'>,
  given: Pick<FoldGiven, 'cells' | 'accounts'>,
  sinceMs: number,
  nowMs: number,
): Exposure {
  const surfaces = new Set(given.cells.map(({ type }) => type)).size
  return {
    accounts: { seen: given.accounts, needed: probation.accounts },
    surfaces: { seen: surfaces, needed: probation.surfaces },
    days: { seen: (nowMs - sinceMs) / 86_400_000, needed: probation.days },
  }
}

/** The verdict of a probation: what trips revokes at once, and so does a term that ends without proof. */
export function outcomeOf(
  task: Task,
  manifest: Pick<Manifest, 'thresholds'>,
  { counts }: ProbationState,
  exposure: Exposure,
  cells: FoldGiven['cells'],
): ProbationOutcome {
  const trip = tripwires(cells, task.bars.latencyMs).find(({ tripped }) => tripped)
  if (trip !== undefined) return { verdict: 'revoke', says: trip.says }
  const plan = planOf(task, manifest)
  const short = Object.entries(exposure).filter(([, { seen, needed }]) => seen < needed)
  const found = probationVerdict([{ plan, probation: counts }], short.length === 0)
  const wrong = `${counts.losses} of ${counts.labels} judged account-days were wrong, of which ${percent(plan.bar)} may be`
  switch (found.verdict) {
    case 'pass':
      return { verdict: 'pass', says: wrong }
    case 'revoke':
      return {
        verdict: 'revoke',
        says: found.because === 'losses' ? wrong : `${wrong}: not proved within ${counts.labels} labels`,
      }
    case 'extend': {
      if (exposure.days.seen > task.probation.mostDays)
        return { verdict: 'revoke', says: `${wrong}: not proved within ${task.probation.mostDays} days` }
      const missing = short.map(([what, { seen, needed }]) => `${round(seen)} of ${needed} ${what}`)
      return {
        verdict: 'extend',
        says: wrong,
        wayOut:
          found.because === 'exposure-missing'
            ? `it was seen on ${missing.join(', ')}: wait`
            : 'judge the jobs that it draws',
      }
    }
  }
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`
}

function round(value: number): number {
  return Math.floor(value * 100) / 100
}
