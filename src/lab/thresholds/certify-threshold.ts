import { labelsForCertifying } from '../../stats/proportion/labels-for-certifying.ts'
import { binomialAtMost } from '../../stats/special/binomial.ts'
import { learnThenTest } from '../../stats/threshold/learn-then-test.ts'
import type { Certification } from '../evaluate/certification.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import { type CertifyPlan, planCertifying } from './plan-certifying.ts'
import { countGroups, type Reaching, reachingGroups } from './reaching-groups.ts'

export interface CertifyAsked {
  readonly for: Certification['for']
  readonly bar: number
  readonly alpha: number
  /** No lower threshold is wanted: where acting begins to pay. */
  readonly least: number
}

/**
 * Finds the lowest threshold whose precision is certified: above the bar but for a chance of `alpha`, over accounts and
 * clusters as they come. Which thresholds are tried, in which order, is planned on tune; on certify each start tests its own
 * way down by the exact binomial test until one fails, each with an equal share of alpha. Source: A. Angelopoulos et al., Learn
 * then Test (2021), fixed sequence testing with several starts.
 */
export function certifyThreshold(tune: ScoredRows, certify: ScoredRows, asked: CertifyAsked): Certification {
  const { bar, alpha } = asked
  const groups = countGroups(certify)
  const plan = planCertifying(tune, groups, countGroups(tune), asked)
  const threshold = lowestCertified(certify, plan, bar, alpha)
  const candidates = plan.candidates
  const shown = candidates.find((one) => one.threshold === threshold) ?? candidates[plan.starts.at(-1) ?? 0]
  const reaching = shown === undefined ? 0 : reachingGroups(certify, shown.threshold).groups
  const tunePrecision =
    shown === undefined || shown.tune.groups === 0 ? undefined : 1 - shown.tune.wrong / shown.tune.groups
  return {
    for: asked.for,
    ...{ bar, alpha, threshold },
    candidates: candidates.length,
    reaching,
    of: groups,
    tunePrecision,
    tuneReaching: shown?.tune.groups ?? 0,
    labelsNeeded: threshold === undefined ? labelsNeeded(shown?.tune, bar, alpha, reaching) : undefined,
  }
}

function lowestCertified(
  certify: ScoredRows,
  { candidates, starts }: CertifyPlan,
  bar: number,
  alpha: number,
): number | undefined {
  const pValues = candidates.map(({ threshold }) => {
    const { groups, wrong } = reachingGroups(certify, threshold)
    // Were the share of errors 1 - bar, so few would be seen with this chance.
    return groups === 0 ? 1 : binomialAtMost(wrong, groups, 1 - bar)
  })
  const laxest = starts.length === 0 ? undefined : learnThenTest(pValues, starts, alpha).at(-1)
  return laxest === undefined ? undefined : candidates[laxest]!.threshold
}

/** What tune says is hopeful: where there were rows enough, or nearly so, as many are needed anew. */
function labelsNeeded(
  tune: Reaching | undefined,
  bar: number,
  alpha: number,
  reaching: number,
): number | undefined {
  if (tune === undefined || tune.groups === 0) return undefined
  const truth = 1 - (tune.wrong + 0.5) / (tune.groups + 1)
  const size = labelsForCertifying({ bar, truth, alpha: alpha / 2, power: 0.9 })
  if (size === undefined) return undefined
  return reaching < size.labels / 2 ? size.labels - reaching : size.labels
}
