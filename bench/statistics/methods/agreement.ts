import { alphaInterval } from '../../../src/stats/alpha-interval.ts'
import { clusterBootstrap } from '../../../src/stats/cluster-bootstrap.ts'
import type { Interval } from '../../../src/stats/exact-interval.ts'
import { type Judgements, krippendorffAlpha } from '../../../src/stats/krippendorff-alpha.ts'
import { holds, share } from '../draw.ts'
import { grid, method } from '../method.ts'

const alpha = method({
  ...{
    name: 'agreement',
    what: "Krippendorff's alpha of two judges, 95 %",
    source: 'Bayesian bootstrap of units, Rubin 1981',
  },
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid({ units: [20, 80, 300], violating: [0.1, 0.4], right: [0.8, 0.92, 0.99] }),
  procedure: ((random, units) => alphaInterval(random, units, { draws: 300 })) as (
    random: () => number,
    units: readonly Judgements[],
  ) => Interval | undefined,
  mutant: {
    what: 'units drawn again as they are',
    procedure: (random, units) =>
      clusterBootstrap(
        random,
        units.length,
        (weights) => krippendorffAlpha(units.filter((_, i) => weights[i]! > 0.7)).alpha ?? 1,
        { draws: 100 },
      ),
  },
  measure(interval, { units, violating, right }, random, runs) {
    const share1 = violating * right + (1 - violating) * (1 - right)
    const truth = 1 - (2 * right * (1 - right)) / (2 * share1 * (1 - share1))
    return share(runs, () => {
      const seen = Array.from({ length: units }, () => {
        const isViolating = random() < violating
        return [0, 1].map(() => (random() < right === isViolating ? 'violates' : 'fine'))
      })
      return holds(interval(random, seen), truth)
    })
  },
})

export const agreement = [alpha]
