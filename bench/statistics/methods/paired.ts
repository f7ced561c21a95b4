import { mostLost, type PairedCases } from '../../../src/stats/proportion/paired-difference.ts'
import { quantileUpper } from '../../../src/stats/proportion/quantile-bound.ts'
import { quantile } from '../../../src/stats/quantile.ts'
import { share } from '../draw.ts'
import { grid, method } from '../method.ts'

const difference = method({
  ...{
    name: 'paired difference',
    what: 'more is lost than its upper bound',
    source: 'McNemar 1947; Fay and Lumbard 2021',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 1000 },
  scenarios: grid({
    cases: [40, 300, 1000],
    discordant: [0, 0.01, 0.1, 0.4],
    lost: [0.3, 0.5, 0.8, 1],
  }).filter(({ discordant, lost }) => discordant > 0 || lost === 0.5),
  procedure: mostLost,
  mutant: {
    what: "Wald's bound",
    procedure: ({ gained, lost, cases }: PairedCases) =>
      (lost - gained) / cases + (1.645 * Math.sqrt(gained + lost - (lost - gained) ** 2 / cases)) / cases,
  },
  measure(bound, { cases, discordant, lost }, random, runs) {
    const known = new Map<number, boolean>()
    const truth = discordant * (2 * lost - 1)
    return share(runs, () => {
      let [gains, losses] = [0, 0]
      for (let i = 0; i < cases; i++)
        if (random() < discordant) {
          if (random() < lost) losses++
          else gains++
        }
      const key = gains * 10_000 + losses
      let isBelow = known.get(key)
      if (isBelow === undefined) {
        isBelow = bound({ gained: gains, lost: losses, cases }, 0.05) < truth - 1e-9
        known.set(key, isBelow)
      }
      return isBelow
    })
  },
})

const DISTRIBUTIONS = {
  even: (u: number) => u,
  'long tail': (u: number) => (1 - u) ** -1.5,
  'few values': (u: number) => Math.floor(8 * u ** 3),
}

const upperQuantile = method({
  ...{
    name: 'quantile bound',
    what: 'the quantile is above its upper bound',
    source: 'order statistics; Hahn and Meeker 1991',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 4000 },
  scenarios: grid({
    of: Object.keys(DISTRIBUTIONS) as (keyof typeof DISTRIBUTIONS)[],
    n: [299, 500, 2000],
    q: [0.5, 0.9, 0.99],
  }),
  procedure: quantileUpper as (values: Iterable<number>, q: number, alpha: number) => number | undefined,
  mutant: {
    what: 'the quantile of the sample',
    procedure: (values, q) => quantile(Float64Array.from(values).sort(), q),
  },
  measure(bound, { of, n, q }, random, runs) {
    const truth = DISTRIBUTIONS[of](q)
    return share(runs, () => {
      const values = Float64Array.from({ length: n }, () => DISTRIBUTIONS[of](random()))
      return bound(values, q, 0.05)! < truth
    })
  },
})

export const paired = [difference, upperQuantile]
