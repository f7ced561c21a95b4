import { type ProbationPlan, probationEvidence, wholePlan } from './probation.ts'

/** For a number of labels: with at most so many losses it passes, with at least so many it is revoked. */
export interface Boundary {
  readonly labels: number
  /** -1: no number of losses is small enough yet. */
  readonly passes: number
  /** labels + 1: none is large enough yet. */
  readonly revokes: number
}

/** The boundaries of a probation for numbers of labels from 1 to its cap, each `every` labels: what a chart shows. */
export function probationBoundaries(plan: ProbationPlan, every = 1): Boundary[] {
  const { cap, passError, revokeError } = wholePlan(plan)
  const boundaries: Boundary[] = []
  let [passes, revokes] = [-1, 0]
  for (let labels = every; labels <= cap; labels += every) {
    const evidence = (losses: number) => probationEvidence(plan, { labels, losses })
    // Both boundaries only rise with labels; evidence falls (rises) with each loss.
    while (passes < labels && evidence(passes + 1).pass >= -Math.log(passError)) passes++
    while (revokes <= labels && evidence(revokes).revoke < -Math.log(revokeError)) revokes++
    boundaries.push({ labels, passes, revokes })
  }
  return boundaries
}

export interface ProbationOdds {
  readonly pass: number
  readonly revoke: number
  /** Neither by the cap. */
  readonly undecided: number
  /** Labels by which half of all such models have their verdict by evidence; undefined: fewer than half ever do. */
  readonly medianLabels: number | undefined
}

/**
 * What becomes of a model with a true loss rate, exactly: the chance of every count of losses is carried from label to label,
 * and taken out where a boundary is reached. So no simulation is needed to publish a probation's error rates.
 */
export function probationOdds(
  plan: ProbationPlan,
  rate: number,
  boundaries = probationBoundaries(plan),
): ProbationOdds {
  let chances = new Float64Array([1])
  let [pass, revoke] = [0, 0]
  let medianLabels: number | undefined
  for (const [i, { labels, passes, revokes }] of boundaries.entries()) {
    if (labels !== i + 1)
      throw new RangeError(`Odds take the boundaries of every label; after ${i} comes ${labels}`)
    const next = new Float64Array(Math.min(labels, revokes) + 1)
    chances.forEach((chance, losses) => {
      if (chance === 0) return
      next[losses]! += chance * (1 - rate)
      if (losses + 1 < next.length) next[losses + 1]! += chance * rate
      else revoke += chance * rate
    })
    for (let losses = 0; losses < next.length; losses++) {
      if (losses <= passes) pass += next[losses]!
      else if (losses >= revokes) revoke += next[losses]!
      else continue
      next[losses] = 0
    }
    if (medianLabels === undefined && pass + revoke >= 0.5) medianLabels = labels
    chances = next
  }
  return { pass, revoke, undecided: Math.max(0, 1 - pass - revoke), medianLabels }
}
