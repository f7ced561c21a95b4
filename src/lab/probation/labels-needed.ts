import type { LossCounts } from '../../stats/sequential/beta-mixture.ts'
import { type ProbationPlan, probationEvidence, wholePlan } from '../../stats/sequential/probation.ts'

/**
 * How many more labels it probably takes until the evidence to pass is there, if losses go on as they came; undefined: as
 * they came they never suffice within the cap.
 */
export function labelsNeeded(plan: ProbationPlan, { labels, losses }: LossCounts): number | undefined {
  const { cap, passError } = wholePlan(plan)
  // Before there is anything to go by, half of what may be wrong is thought to be.
  const rate = (losses + plan.bar * 5) / (labels + 10)
  const enough = -Math.log(passError)
  for (let more = 0; labels + more <= cap; more++) {
    const counts = { labels: labels + more, losses: losses + rate * more }
    if (probationEvidence(plan, counts).pass >= enough) return more
  }
  return undefined
}
