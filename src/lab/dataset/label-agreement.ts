import { clusterDraws } from '../../stats/cluster-bootstrap.ts'
import { krippendorffAlpha } from '../../stats/krippendorff-alpha.ts'
import { quantile } from '../../stats/quantile.ts'
import type { Task } from '../task.ts'
import type { LabelAgreement } from './dataset.ts'
import type { RepeatedJudgement } from './ports.ts'
import { unitsOf } from './units-of.ts'

/** Fewer events than this say nothing. */
const LEAST_UNITS = 10
const DRAWS = 1000
const ALPHA = 0.05
/** What each pair of answers weighs that might have been given of an event: as in `alphaInterval`. */
const PRIOR = 0.5

/**
 * How far people agree on what a task asks: Krippendorff's alpha (nominal, two values), and its lower bound by the
 * Bayesian bootstrap over accounts, since the events of one account are alike. Half an event is added for each pair of
 * answers, or full agreement would be beyond all doubt. Undefined: fewer than ten events were judged twice, or all say the same.
 */
export function labelAgreement(
  random: () => number,
  task: Pick<Task, 'policies'>,
  judgements: readonly RepeatedJudgement[],
): LabelAgreement | undefined {
  const units = unitsOf(task, judgements)
  const { alpha } = krippendorffAlpha(units.map(({ said }) => said.map(({ violates }) => `${violates}`)))
  if (units.length < LEAST_UNITS || alpha === undefined) return undefined
  const accounts = new Map<string, number>()
  const tallies = units.map(({ account, said }) => {
    const cluster = accounts.get(account) ?? accounts.size
    accounts.set(account, cluster)
    return { cluster, size: said.length, violating: said.filter(({ violates }) => violates).length }
  })
  const draws = clusterDraws(random, accounts.size, (weights) => weighedAlpha(tallies, weights), DRAWS)
  const judges = new Set(units.flatMap(({ said }) => said.map(({ reviewer }) => reviewer)))
  return { pairs: units.length, judges: judges.size, alpha, low: quantile(draws, ALPHA) }
}

interface Tally {
  readonly cluster: number
  readonly size: number
  readonly violating: number
}

const MIGHT_BE = [0, 1, 2].map((violating) => ({ size: 2, violating }))

function weighedAlpha(tallies: readonly Tally[], weights: Float64Array): number {
  let [judgements, violating, differing] = [0, 0, 0]
  const add = (weight: number, size: number, own: number) => {
    judgements += weight * size
    violating += weight * own
    // Ordered pairs that differ, by how many a judgement is paired with.
    differing += (weight * 2 * own * (size - own)) / (size - 1)
  }
  for (const { cluster, size, violating: own } of tallies) add(weights[cluster]!, size, own)
  for (const { size, violating: own } of MIGHT_BE) add(PRIOR, size, own)
  const share = violating / judgements
  return 1 - differing / judgements / (2 * share * (1 - share))
}
