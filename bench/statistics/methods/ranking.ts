import { normalDraw } from '../../../src/stats/draws.ts'
import type { Interval } from '../../../src/stats/exact-interval.ts'
import { areaUnderCurve } from '../../../src/stats/ranking/area-under-curve.ts'
import { averagePrecision } from '../../../src/stats/ranking/average-precision.ts'
import type { Scored } from '../../../src/stats/ranking/scored.ts'
import { normalCdf } from '../../../src/stats/special/normal.ts'
import { holds, share } from '../draw.ts'
import { grid, method } from '../method.ts'

interface RankingWorld {
  readonly positives: number
  readonly negatives: number
  /** Standard deviations between positives and negatives. */
  readonly apart: number
  /** Rows of one account, half of whose scatter is common to all. */
  readonly size: number
}

function rowsOf(random: () => number, { positives, negatives, apart, size }: RankingWorld): Scored[] {
  let common = 0
  return Array.from({ length: positives + negatives }, (_, i) => {
    if (i % size === 0) common = normalDraw(random)
    const isPositive = i < positives
    const own = normalDraw(random)
    const scatter = size === 1 ? own : Math.SQRT1_2 * (common + own)
    return { score: scatter + (isPositive ? apart : 0), isPositive, cluster: `${Math.floor(i / size)}` }
  })
}

const withoutClusters = (rows: readonly Scored[]) =>
  rows.map(({ score, isPositive }) => ({ score, isPositive }))

const area = method({
  ...{ name: 'area under the curve', what: 'positives above negatives, by account, 95 %' },
  source: 'DeLong 1988, Obuchowski 1997, Newcombe 2006',
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid<RankingWorld>({
    positives: [20, 60, 200],
    negatives: [60, 400],
    apart: [0, 1, 2, 3.5],
    size: [1, 2, 5],
  }),
  procedure: areaUnderCurve as (rows: readonly Scored[]) => Interval | undefined,
  mutant: {
    what: 'items counted as if independent',
    procedure: (rows) => areaUnderCurve(withoutClusters(rows)),
  },
  measure(interval, world, random, runs) {
    const truth = normalCdf(world.apart / Math.SQRT2)
    return share(runs, () => holds(interval(rowsOf(random, world)), truth))
  },
})

const precision = method({
  ...{ name: 'average precision', what: 'area below precision and recall, by account, 95 %' },
  source: 'log-odds, Boyd, Eng and Page 2013; bootstrap of accounts, Rubin 1981',
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid<RankingWorld>({
    positives: [40, 200],
    negatives: [200, 800],
    apart: [1, 2, 3, 4],
    size: [1, 4],
  }),
  procedure: ((random, rows) => averagePrecision(random, rows, { draws: 300 })) as (
    random: () => number,
    rows: readonly Scored[],
  ) => Interval | undefined,
  mutant: {
    what: 'items counted as if independent',
    procedure: (random, rows) => averagePrecision(random, withoutClusters(rows), { draws: 300 }),
  },
  measure(interval, world, random, runs) {
    const truth = trueAveragePrecision(world)
    return share(runs, () => holds(interval(random, rowsOf(random, world)), truth))
  },
})

/** ∫ precision over the scores of positives, in slices of a hundredth of their deviation. */
function trueAveragePrecision({ positives, negatives, apart }: RankingWorld): number {
  let sum = 0
  for (let z = -6; z < 6; z += 0.01) {
    const chance = normalCdf(z + 0.01) - normalCdf(z)
    const caught = 1 - normalCdf(z + 0.005)
    const wrong = 1 - normalCdf(z + 0.005 + apart)
    sum += chance * ((positives * caught) / (positives * caught + negatives * wrong))
  }
  return sum
}

export const ranking = [area, precision]
