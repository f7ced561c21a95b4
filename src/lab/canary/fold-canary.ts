import { exactUpper } from '../../stats/proportion/exact-bound.ts'
import { logWealth } from '../../stats/sequential/bets.ts'
import {
  addToCanary,
  type Canary,
  type CanaryPlan,
  canaryVerdict,
  NEW_CANARY,
} from '../../stats/sequential/canary.ts'
import { judgementOf } from '../probation/fold-probation.ts'
import type { FoldGiven } from '../probation/ports.ts'
import { tripwires } from '../probation/tripwires.ts'
import type { Task } from '../task.ts'

/** What is remembered of one share of a canary; plain JSON. */
export interface CanaryState {
  /** Share of accounts that it is of. */
  readonly share: number
  readonly canary: Canary
  /** Judged differences, and in how many of them the new model was the worse one. */
  readonly labels: number
  readonly worse: number
  /** 1: the new model was the worse one; for the chart. */
  readonly path: string
  readonly void: number
  /** Decisions seen, and those in which the two differ, when the share began. */
  readonly from: { readonly seen: number; readonly differ: number }
}

export type CanaryOutcome = {
  readonly verdict: 'promote' | 'wait' | 'roll-back'
  readonly says: string
  readonly wayOut?: string
}

/** Of so few differences the new model cannot do harm worth proving: share of decisions. */
export const HARDLY_DIFFERS = 0.001

/** Of what the models differ in, each account-day is one item; both sides are drawn alike, so that none weighs more. */
export function canaryPlan({ probation }: Pick<Task, 'probation'>): CanaryPlan {
  return {
    ...{ margin: probation.margin, harm: 0, leastProbability: 1 },
    ...{ promoteError: probation.alphaPass, rollBackError: probation.alphaRevoke },
  }
}

/** Takes up what was judged of what the models differ in, in the order of drawing; anew for each share. */
export function foldCanary(
  task: Task,
  share: number,
  { state, through, samples, cells }: Pick<FoldGiven, 'state' | 'through' | 'samples' | 'cells'>,
  nowMs: number,
): { readonly state: CanaryState; readonly through: number } {
  const plan = canaryPlan(task)
  const before = state as Partial<CanaryState>
  let folded: CanaryState = before.share === share ? (before as CanaryState) : newState(share, seenIn(cells))
  let last = through
  for (const sample of samples) {
    const judged = judgementOf(sample, task, nowMs)
    if (judged === 'waiting') break
    last = sample.number
    if (sample.stratum !== 'new-only' && sample.stratum !== 'old-only') continue
    if (judged === 'void') {
      folded = { ...folded, void: folded.void + 1 }
      continue
    }
    // Only one of the two acts: the other one is wrong where this one is right.
    const isWorse = (sample.stratum === 'new-only') !== judged.violates
    folded = {
      ...folded,
      canary: addToCanary(plan, folded.canary, {
        ...{ kind: 'labelled', difference: isWorse ? 1 : -1, probability: 1 },
      }),
      labels: folded.labels + 1,
      worse: folded.worse + Number(isWorse),
      path: folded.path + (isWorse ? '1' : '0'),
    }
  }
  return { state: folded, through: last }
}

function newState(share: number, from: CanaryState['from']): CanaryState {
  return { ...{ share, canary: NEW_CANARY, labels: 0, worse: 0, path: '', void: 0 }, from }
}

function seenIn(cells: FoldGiven['cells']): CanaryState['from'] {
  const sum = (...names: readonly string[]) =>
    cells.reduce((total, { cell, count }) => total + (names.includes(cell) ? count : 0), 0)
  return {
    seen: sum('act', 'review', 'low', 'new-only', 'old-only'),
    differ: sum('new-only', 'old-only'),
  }
}

/** Whether the next share of accounts is given. `sinceMs`: since when this one was. */
export function canaryOutcome(
  task: Task,
  { canary, labels, worse, from }: CanaryState,
  cells: FoldGiven['cells'],
  sinceMs: number,
  nowMs: number,
): CanaryOutcome {
  const trip = tripwires(cells, task.bars.latencyMs).find(({ tripped }) => tripped)
  if (trip !== undefined) return { verdict: 'roll-back', says: trip.says }
  const says = `it was the worse one in ${worse} of ${labels} judged differences`
  const found = canaryVerdict(canaryPlan(task), canary)
  if (found === 'roll-back') return { verdict: 'roll-back', says }
  const { canaryLabels, canaryDays, alphaPass } = task.probation
  const days = (nowMs - sinceMs) / 86_400_000
  if (days < canaryDays)
    return {
      ...{ verdict: 'wait', says },
      wayOut: `this share has had ${Math.floor(days * 100) / 100} of ${canaryDays} days`,
    }
  if (found === 'promote' && labels >= canaryLabels) return { verdict: 'promote', says }
  const now = seenIn(cells)
  const [seen, differ] = [now.seen - from.seen, now.differ - from.differ]
  if (seen > 0 && exactUpper(differ, seen, alphaPass) <= HARDLY_DIFFERS)
    return { verdict: 'promote', says: `the two models differ in ${differ} of ${seen} decisions` }
  return { verdict: 'wait', says, wayOut: 'judge the jobs that it draws' }
}

/** ln of the evidence after each label of a path, for a chart, and from where on it is enough. */
export function canaryEvidence(task: Pick<Task, 'probation'>, path: string) {
  const plan = canaryPlan(task)
  const promote: number[] = []
  const rollBack: number[] = []
  let canary = NEW_CANARY
  for (const one of path) {
    const difference = one === '1' ? 1 : -1
    canary = addToCanary(plan, canary, { kind: 'labelled', difference, probability: 1 })
    promote.push(Math.round(100 * logWealth(canary.promote)) / 100)
    rollBack.push(Math.round(100 * logWealth(canary.rollBack)) / 100)
  }
  const { alphaPass, alphaRevoke } = task.probation
  return { promote, rollBack, promoteAt: -Math.log(alphaPass), rollBackAt: -Math.log(alphaRevoke) }
}
