import { logWealth } from '../../stats/sequential/bets.ts'
import { addToCanary, type CanaryPlan, NEW_CANARY } from '../../stats/sequential/canary.ts'
import type { ProbationPlan } from '../../stats/sequential/probation.ts'
import { type Boundary, probationBoundaries } from '../../stats/sequential/probation-boundary.ts'

type Points = readonly (readonly [x: number, y: number])[]

/** Losses against labels with the boundaries, as far as a chart of it needs to go. */
export interface ProbationLines {
  readonly stands: Points
  readonly passes: Points
  readonly revokes: Points
  readonly bar: Points
  /** Labels until it passes when none of them is a loss; undefined: not before the cap, or it has passed. */
  readonly toGo: number | undefined
}

/** `path`: one character for each label in turn, `1` a loss. Boundaries are drawn a good piece beyond where it stands. */
export function probationLines(
  plan: ProbationPlan,
  path: string,
  boundaries = probationBoundaries(plan),
): ProbationLines {
  const stands = lossesOf(path)
  const losses = stands.at(-1)![1]
  const passing = boundaries.find(({ labels, passes }) => labels >= path.length && passes >= losses)
  const until = Math.max(60, Math.ceil(path.length * 1.3), Math.min(passing?.labels ?? 0, path.length + 400))
  const shown = boundaries.filter(({ labels }) => labels <= until)
  return {
    stands,
    passes: shown.flatMap(({ labels, passes }) => (passes < 0 ? [] : [[labels, passes] as const])),
    revokes: shown.flatMap((one) => (isOutOfReach(one) ? [] : [[one.labels, one.revokes] as const])),
    bar: [
      [0, 0],
      [shown.at(-1)?.labels ?? until, (shown.at(-1)?.labels ?? until) * plan.bar],
    ],
    toGo: passing === undefined || passing.labels === path.length ? undefined : passing.labels - path.length,
  }
}

function isOutOfReach({ labels, revokes }: Boundary): boolean {
  return revokes > labels
}

function lossesOf(path: string): [number, number][] {
  const points: [number, number][] = [[0, 0]]
  for (let i = 0, losses = 0; i < path.length; i++) {
    losses += path[i] === '1' ? 1 : 0
    points.push([i + 1, losses])
  }
  return points
}

/** Wealth of both bets against judged differences, as base-10 logarithms. `path`: `1` where the new model was the worse one. */
export function canaryLines(
  plan: CanaryPlan,
  path: string,
): { readonly promote: Points; readonly rollBack: Points } {
  let canary = NEW_CANARY
  const promote: [number, number][] = [[0, 0]]
  const rollBack: [number, number][] = [[0, 0]]
  for (let i = 0; i < path.length; i++) {
    const difference = path[i] === '1' ? 1 : -1
    canary = addToCanary(plan, canary, { kind: 'labelled', difference, probability: plan.leastProbability })
    promote.push([i + 1, logWealth(canary.promote) / Math.LN10])
    rollBack.push([i + 1, logWealth(canary.rollBack) / Math.LN10])
  }
  return { promote, rollBack }
}

/** The detector against labels, as base-10 logarithms. `trace`: natural logarithms after each of the last labels. */
export function watchLine(trace: readonly number[], labels: number): Points {
  return trace.map((log, i) => [labels - trace.length + i + 1, log / Math.LN10] as const)
}
