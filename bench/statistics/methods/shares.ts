import { exactInterval, type Interval } from '../../../src/stats/exact-interval.ts'
import { type Cluster, clusteredInterval } from '../../../src/stats/proportion/clustered-share.ts'
import { exactLower } from '../../../src/stats/proportion/exact-bound.ts'
import {
  type CertifyingPlan,
  type CertifyingSize,
  labelsForCertifying,
} from '../../../src/stats/proportion/labels-for-certifying.ts'
import { spentAlpha } from '../../../src/stats/proportion/spent-alpha.ts'
import { scoreInterval } from '../../../src/stats/score-interval.ts'
import { clustersOf, exactly, holds, share } from '../draw.ts'
import { grid, method } from '../method.ts'

const SIZES = [5, 20, 60, 200, 1000, 5000]
const RATES = [0, 0.001, 0.002, 0.01, 0.05, 0.2, 0.5, 0.95, 0.99, 1]

/** Wald's interval: what most people write down. */
function wald(hits: number, of: number): Interval {
  const p = hits / of
  const half = 1.96 * Math.sqrt((p * (1 - p)) / of)
  return { low: p - half, high: p + half }
}

const exact = method({
  ...{ name: 'exact interval', what: 'a share, 95 %', source: 'Clopper and Pearson 1934' },
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1, scenarios: grid({ n: SIZES, rate: RATES }) },
  procedure: exactInterval as (hits: number, of: number) => Interval,
  mutant: { what: "Wald's interval", procedure: wald },
  measure: (interval, { n, rate }) => exactly(n, rate, (hits) => holds(interval(hits, n), rate)),
})

const lower = method({
  ...{
    name: 'exact bound',
    what: 'a gate: the share is below its lower bound',
    source: 'Clopper and Pearson 1934',
  },
  nominal: ({ alpha }) => alpha,
  ...{ promise: 'error', runs: 1 },
  scenarios: grid({ n: SIZES, rate: [0.001, 0.05, 0.5, 0.9, 0.95, 0.99, 1], alpha: [0.05, 0.01] }),
  procedure: exactLower,
  mutant: {
    what: "Wald's bound",
    procedure: (hits: number, of: number, alpha: number) =>
      hits / of - (alpha === 0.05 ? 1.645 : 2.326) * Math.sqrt(((hits / of) * (1 - hits / of)) / of),
  },
  measure: (bound, { n, rate, alpha }) => exactly(n, rate, (hits) => bound(hits, n, alpha) > rate + 1e-12),
})

const wilson = method({
  ...{ name: 'score interval', what: 'a share as it is shown, 95 % on average', source: 'Wilson 1927' },
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1, onAverage: true },
  scenarios: grid({
    n: [20, 60, 200, 1000],
    rate: [0.01, 0.03, 0.08, 0.2, 0.35, 0.5, 0.65, 0.8, 0.92, 0.97],
  }),
  procedure: ((hits, of) => scoreInterval(hits / of, of)) as (hits: number, of: number) => Interval,
  mutant: { what: "Wald's interval", procedure: wald },
  measure: (interval, { n, rate }) => exactly(n, rate, (hits) => holds(interval(hits, n), rate)),
})

const PLANS = grid({ bar: [0.8, 0.9, 0.95, 0.99], above: [0.3, 0.6, 1], alpha: [0.05, 0.01] })
type Plan = (typeof PLANS)[number]
const planOf = ({ bar, above, alpha }: Plan) => ({ bar, truth: bar + above * (1 - bar), alpha, power: 0.8 })

const certifyingError = method({
  ...{ name: 'certifying', what: 'a model on the bar is certified', source: 'ours, by the exact bound' },
  nominal: ({ alpha }: Plan) => alpha,
  ...{ promise: 'error', runs: 1, scenarios: PLANS },
  procedure: labelsForCertifying as (plan: CertifyingPlan) => CertifyingSize | undefined,
  mutant: { what: 'one more error let pass', procedure: oneMore },
  measure(sizeFor, params) {
    const { labels, errors } = sizeFor(planOf(params))!
    return exactly(labels, 1 - params.bar, (hits) => hits <= errors)
  },
})

const certifyingPower = method({
  ...{
    name: 'certifying, power',
    what: 'the model planned for is certified',
    source: 'ours, by the exact bound',
  },
  ...{ promise: 'power', nominal: () => 0.8, runs: 1, scenarios: PLANS.filter(({ above }) => above < 1) },
  procedure: labelsForCertifying as (plan: CertifyingPlan) => CertifyingSize | undefined,
  mutant: {
    what: 'half of the labels',
    procedure: (plan: CertifyingPlan) => {
      const size = labelsForCertifying(plan)!
      return { ...size, errors: Math.floor(size.errors / 2) - 1 }
    },
  },
  measure(sizeFor, params) {
    const { labels, errors } = sizeFor(planOf(params))!
    return exactly(labels, 1 - planOf(params).truth, (hits) => hits <= errors)
  },
})

function oneMore(plan: CertifyingPlan): CertifyingSize {
  const size = labelsForCertifying(plan)!
  return { ...size, errors: size.errors + 1 }
}

const reuse = method({
  ...{
    name: 'alpha spending',
    what: 'one of 100 tries on one certify set passes, all on the bar',
    source: 'union bound; 6 a / (π² k²)',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 2000 },
  scenarios: grid({ labels: [400, 1500], alike: [0, 0.5, 0.9], bar: [0.95, 0.8] }),
  procedure: spentAlpha,
  mutant: { what: 'the whole alpha for every try', procedure: (_: number, alpha: number) => alpha },
  measure(spent, { labels, alike, bar }, random, runs) {
    const most = Array.from({ length: 100 }, (_, k) => mostErrors(labels, bar, spent(k + 1, 0.05)))
    const wrong = new Uint8Array(labels)
    return share(runs, () => {
      for (let i = 0; i < labels; i++) wrong[i] = Number(random() < 1 - bar)
      return most.some((allowed) => {
        // Each variant answers anew on a share of rows, and is right as often.
        let errors = 0
        for (let i = 0; i < labels; i++) errors += random() < alike ? wrong[i]! : Number(random() < 1 - bar)
        return errors <= allowed
      })
    })
  },
})

function mostErrors(labels: number, bar: number, alpha: number): number {
  let errors = -1
  while (exactLower(labels - errors - 1, labels, alpha) >= bar) errors++
  return errors
}

const clustered = method({
  ...{
    name: 'clustered interval',
    what: 'a share whose items come by account, 95 %',
    source: 'Korn and Graubard 1998, with caution',
  },
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 2000 },
  scenarios: [
    ...grid({
      accounts: [10, 30, 100, 300],
      size: [5, 20, 50],
      rate: [0, 0.005, 0.05, 0.3, 0.9, 1],
      alike: [0, 0.1, 0.5, 1],
    }).filter(
      ({ rate, alike, accounts, size }) => (alike === 0 || (rate > 0 && rate < 1)) && accounts * size <= 6000,
    ),
    ...grid({ accounts: [20, 200], size: [1], rate: [0.01, 0.1, 0.5], alike: [0] }),
  ],
  procedure: clusteredInterval as (clusters: readonly Cluster[]) => Interval,
  mutant: {
    what: 'items counted as if independent',
    procedure: (clusters) => {
      const sum = (of: (one: Cluster) => number) => clusters.reduce((total, one) => total + of(one), 0)
      return exactInterval(
        sum(({ hits }) => hits),
        sum(({ of }) => of),
      )
    },
  },
  measure: (interval, { accounts, size, rate, alike }, random, runs) =>
    share(runs, () => holds(interval(clustersOf(random, accounts, size, rate, alike)), rate)),
})

export const shares = [exact, lower, wilson, certifyingError, certifyingPower, reuse, clustered]
