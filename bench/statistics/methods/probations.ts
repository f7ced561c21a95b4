import { exactLower, exactUpper } from '../../../src/stats/proportion/exact-bound.ts'
import { logWealth } from '../../../src/stats/sequential/bets.ts'
import {
  addToCanary,
  type Canary,
  type CanaryPlan,
  NEW_CANARY,
} from '../../../src/stats/sequential/canary.ts'
import type { ProbationPlan } from '../../../src/stats/sequential/probation.ts'
import {
  type Boundary,
  probationBoundaries,
  probationOdds,
} from '../../../src/stats/sequential/probation-boundary.ts'
import {
  addWeightedLoss,
  NEW_WEIGHTED_PROBATION,
  type WeightedLoss,
  type WeightedProbation,
  type WeightedProbationPlan,
} from '../../../src/stats/sequential/weighted-probation.ts'
import { share } from '../draw.ts'
import { grid, method } from '../method.ts'

/** What people do: look at an exact bound after every label. */
function peeking({ bar, passError = 0.01, revokeError = 0.01, cap = 1500 }: ProbationPlan): Boundary[] {
  const boundaries: Boundary[] = []
  let [passes, revokes] = [-1, 1]
  for (let labels = 1; labels <= cap; labels++) {
    while (passes < labels && exactUpper(passes + 1, labels, passError) <= bar) passes++
    while (revokes <= labels && exactLower(revokes, labels, revokeError) <= bar) revokes++
    boundaries.push({ labels, passes, revokes })
  }
  return boundaries
}

const BARS = grid({ bar: [0.01, 0.05, 0.1, 0.2], error: [0.05, 0.01], cap: [500, 1500] })
type Bar = (typeof BARS)[number]
const planOf = ({ bar, error, cap }: Bar): ProbationPlan => ({
  bar,
  passError: error,
  revokeError: error,
  cap,
})

const passed = method({
  ...{
    name: 'probation, pass',
    what: 'a model on the bar ever passes, at any look',
    source: 'mixture of likelihood ratios, Robbins 1970; Ville',
  },
  nominal: ({ error }: Bar) => error,
  ...{ promise: 'error', runs: 1, scenarios: BARS },
  procedure: probationBoundaries as (plan: ProbationPlan) => Boundary[],
  mutant: { what: 'an exact bound after every label', procedure: peeking },
  measure: (boundaries, params) => ({
    value: probationOdds(planOf(params), params.bar, boundaries(planOf(params))).pass,
    runs: Infinity,
  }),
})

const revoked = method({
  ...{
    name: 'probation, revoke',
    what: 'a model on the bar is ever revoked for losses',
    source: 'mixture of likelihood ratios, Robbins 1970; Ville',
  },
  nominal: ({ error }: Bar) => error,
  ...{ promise: 'error', runs: 1, scenarios: BARS },
  procedure: probationBoundaries as (plan: ProbationPlan) => Boundary[],
  mutant: { what: 'an exact bound after every label', procedure: peeking },
  measure: (boundaries, params) => ({
    value: probationOdds(planOf(params), params.bar, boundaries(planOf(params))).revoke,
    runs: Infinity,
  }),
})

/** A drawn label as it comes in: of which account-day, whether a loss, and how long the reviewer takes. */
interface Arrival {
  readonly unit: number
  readonly isLoss: boolean
  readonly arrives: number
}

/** Worlds whose loss rate is the bar or more at every label, given all before. */
const WORLDS = {
  steady: (bar: number) => () => bar,
  'worse by day': (bar: number) => (t: number) => bar * (1.3 + 0.3 * Math.sin(t / 40)),
  'worse later': (bar: number) => (t: number) => (t < 300 ? bar : 2 * bar),
} as const

const PASS = -Math.log(0.05)

/** Counts losses in the order of drawing, one label for each account-day, and says whether it ever passes. */
function inOrder(arrivals: readonly Arrival[], boundaries: readonly Boundary[]): boolean {
  let [labels, losses, last] = [0, 0, -1]
  for (const { unit, isLoss } of arrivals) {
    if (unit === last) continue
    last = unit
    labels++
    losses += Number(isLoss)
    const boundary = boundaries[labels - 1]
    if (boundary === undefined) return false
    if (losses <= boundary.passes) return true
  }
  return false
}

const streams = method({
  ...{
    name: 'probation, streams',
    what: 'a bad model ever passes: bursts, late labels, drift',
    source: 'order of drawing, one label an account-day',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 4000 },
  scenarios: grid({
    ...{ bar: [0.05, 0.2], world: Object.keys(WORLDS) as (keyof typeof WORLDS)[] },
    ...{ burst: [1, 5, 20, 50], lateLosses: [0, 200] },
  }),
  procedure: inOrder,
  mutant: {
    what: 'every item counted, as it arrives',
    procedure: (arrivals: readonly Arrival[], boundaries: readonly Boundary[]) =>
      inOrder(
        [...arrivals].sort((x, y) => x.arrives - y.arrives).map((one, i) => ({ ...one, unit: i })),
        boundaries,
      ),
  },
  measure(everPasses, { bar, world, burst, lateLosses }, random, runs) {
    const rate = WORLDS[world](bar)
    const boundaries = probationBoundaries({ bar, passError: 0.05, revokeError: 0.05, cap: 600 })
    return share(runs, () => {
      const arrivals: Arrival[] = []
      for (let unit = 0; unit < 600; unit++) {
        const isLoss = random() < rate(unit)
        // An account's items of one day share their fate.
        for (let i = 0; i < burst && arrivals.length < 12_000; i++)
          arrivals.push({ unit, isLoss, arrives: arrivals.length + (isLoss ? lateLosses : 0) })
      }
      return everPasses(arrivals, boundaries)
    })
  },
})

const weighted = method({
  ...{ name: 'probation, weighted', what: 'a bad model ever passes; labels drawn with unequal chances' },
  source: 'bets, Waudby-Smith and Ramdas 2024; Cover 1991',
  ...{ promise: 'error', nominal: () => 0.05, runs: 500 },
  scenarios: grid({
    bar: [0.05, 0.2],
    least: [1, 0.2, 0.05],
    side: ['pass', 'revoke'] as const,
    partial: [0, 1],
  }),
  procedure: addWeightedLoss as (
    plan: WeightedProbationPlan,
    state: WeightedProbation,
    label: WeightedLoss,
  ) => WeightedProbation,
  mutant: {
    what: 'chances left out',
    procedure: (plan, state, label) =>
      addWeightedLoss({ ...plan, leastProbability: 1 }, state, { ...label, probability: 1 }),
  },
  measure(add, { bar, least, side, partial }, random, runs) {
    const plan = { bar, leastProbability: least }
    return share(runs, () => {
      let state = NEW_WEIGHTED_PROBATION
      for (let labels = 0; labels < 1000; ) {
        const isRisky = random() < 0.25
        const probability = isRisky === (side === 'revoke') ? 1 : least
        if (random() >= probability) continue
        labels++
        // Where labels are thick losses are rare (pass) or common (revoke); over all items the mean is the bar.
        const rate = isRisky ? 2.2 * bar : 0.6 * bar
        const loss = random() < rate * (partial ? 2 : 1) ? (partial ? 0.5 : 1) : 0
        state = add(plan, state, { loss, probability })
        if (logWealth(side === 'pass' ? state.pass : state.revoke) >= PASS) return true
      }
      return false
    })
  },
})

const CANARIES = grid({ margin: [0.001, 0.01], discordant: [0.02, 0.2], least: [1, 0.3] })
type CanaryWorld = (typeof CANARIES)[number]

function canary(side: 'promote' | 'rollBack') {
  return method({
    ...{
      name: side === 'promote' ? 'canary, promote' : 'canary, roll back',
      source: 'paired bets, Waudby-Smith and Ramdas 2024',
    },
    what:
      side === 'promote'
        ? 'a model worse by the margin is ever promoted'
        : 'a model worse by the harm allowed is ever rolled back',
    ...{ promise: 'error', nominal: () => 0.05, runs: 300, scenarios: CANARIES },
    procedure: addToCanary as (
      plan: CanaryPlan,
      state: Canary,
      item: Parameters<typeof addToCanary>[2],
    ) => Canary,
    mutant: {
      what: 'losses on the bar bet against as if it were half, or twice',
      procedure: (plan, state, item) =>
        addToCanary({ ...plan, margin: 3 * plan.margin, harm: plan.harm / 3 }, state, item),
    },
    measure(add, { margin, discordant, least }: CanaryWorld, random, runs) {
      const plan = { margin, harm: margin, leastProbability: least }
      const worse = (1 + margin / discordant) / 2
      return share(runs, () => {
        let state = NEW_CANARY
        for (let i = 0; i < 700; i++) {
          state = add(plan, state, { kind: 'concordant', count: Math.round(1 / discordant) - 1 })
          const isDrawn = random() < least
          const difference = random() < worse ? 1 : -1
          state = add(
            plan,
            state,
            isDrawn ? { kind: 'labelled', difference, probability: least } : { kind: 'unlabelled', count: 1 },
          )
          if (logWealth(state[side]) >= PASS) return true
        }
        return false
      })
    },
  })
}

export const probations = [passed, revoked, streams, weighted, canary('promote'), canary('rollBack')]
