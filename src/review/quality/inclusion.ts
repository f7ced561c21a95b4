import type { Sample } from '../../pack/pack.ts'
import { jointProbability } from '../../stats/joint-probability.ts'
import type { SampledDecision } from './ports.ts'

/** A sample that chose a decision, and with what chance. */
export interface DrawnBy {
  readonly sample: string | undefined
  readonly probability: number
}

/**
 * The chance with which a decision was chosen at all: by those samples that did choose it, and by those of the live
 * pack that might have chosen it as well. Without the latter, what two samples may draw would count twice.
 */
export function inclusionProbability(
  drawnBy: readonly DrawnBy[],
  decision: SampledDecision | undefined,
  samples: readonly Sample[],
): number {
  const drawn = new Map(drawnBy.map(({ sample, probability }) => [sample, probability]))
  const missed =
    decision === undefined ? [] : samples.filter((one) => !drawn.has(one.name) && mayDraw(one, decision))
  return jointProbability([...drawn.values(), ...missed.map(({ share }) => share)])
}

function mayDraw(
  { on, worlds, verdicts, policies }: Sample,
  { type, world, verdict, fired }: SampledDecision,
): boolean {
  return (
    (on?.includes(type) ?? true) &&
    (worlds?.includes(world) ?? true) &&
    (verdicts?.includes(verdict) ?? true) &&
    (policies === undefined ||
      fired.some(({ policy, shadow }) => !shadow && policies.includes(policy.split('@', 1)[0]!)))
  )
}
