import { normalDraw } from '../../../src/stats/draws.ts'
import { populationStability } from '../../../src/stats/drift/population-stability.ts'
import { scoreDrift, type TimedScore } from '../../../src/stats/drift/score-drift.ts'
import type { Interval } from '../../../src/stats/exact-interval.ts'
import {
  addToInterval,
  bettingInterval,
  NEW_BETTING_INTERVAL,
} from '../../../src/stats/sequential/betting-interval.ts'
import { chosenByEvidence } from '../../../src/stats/sequential/chosen-by-evidence.ts'
import {
  type Detector,
  type DetectorPlan,
  NEW_DETECTOR,
  watch,
} from '../../../src/stats/sequential/detector.ts'
import { addNumber, logMeanShift, NOTHING_SEEN } from '../../../src/stats/sequential/mean-shift.ts'
import { mean, share } from '../draw.ts'
import { grid, method } from '../method.ts'

const detector = method({
  ...{
    name: 'detector',
    what: 'labels to a false alarm, on the bar',
    source: 'Shiryaev 1963, Roberts 1966; e-detectors, Shin, Ramdas and Rinaldo 2022',
  },
  nominal: ({ runLength }) => runLength,
  ...{ promise: 'run length', runs: 200 },
  scenarios: grid({ bar: [0.01, 0.05, 0.2], runLength: [100, 1000], least: [1, 0.2], below: [0, 1] }),
  procedure: watch as (plan: DetectorPlan, state: Detector, loss: number, probability: number) => Detector,
  mutant: {
    what: 'alarm at a tenth of the evidence',
    procedure: (plan, state, loss, probability) =>
      watch({ ...plan, runLength: plan.runLength! / 10 }, state, loss, probability),
  },
  measure: (step, { bar, runLength, least, below }, random, runs) =>
    mean(runs, () => {
      let state = NEW_DETECTOR
      const plan = { bar, runLength, leastProbability: least }
      // Longer than is asked for need not be waited out.
      for (let t = 0; state.alarmAt === null && t < 3 * runLength; t++) {
        // Drift below the bar is no harm.
        const rate = below ? bar * (0.7 + 0.3 * Math.sin(t / 30)) : bar
        const isRisky = random() < least
        state = step(plan, state, Number(random() < rate), isRisky ? 1 : least)
      }
      return state.alarmAt ?? 3 * runLength
    }),
})

const chosen = method({
  ...{
    name: 'evidence over many',
    what: 'share of false ones among models and measures chosen',
    source: 'e-BH, Wang and Ramdas 2022',
  },
  ...{ promise: 'risk', nominal: () => 0.1, runs: 4000 },
  scenarios: grid({ many: [10, 100], real: [0, 0.2, 0.5], alike: [0, 0.9] }),
  procedure: chosenByEvidence,
  mutant: {
    what: 'each on its own',
    procedure: (logs: readonly number[], alpha: number) =>
      logs.flatMap((log, i) => (log >= Math.log(1 / alpha) ? [i] : [])),
  },
  measure: (choose, { many, real, alike }, random, runs) =>
    mean(runs, () => {
      const common = normalDraw(random)
      const logs = Array.from({ length: many }, (_, i) => {
        const z = Math.sqrt(alike) * common + Math.sqrt(1 - alike) * normalDraw(random)
        // ln of a likelihood ratio of a shift of two deviations.
        return 2 * (z + (i < real * many ? 3 : 0)) - 2
      })
      const found = choose(logs, 0.1)
      return found.length === 0 ? 0 : found.filter((i) => i >= real * many).length / found.length
    }),
})

const VALUES = {
  normal: (random: () => number) => normalDraw(random),
  even: (random: () => number) => random() - 0.5,
  'one in ten': (random: () => number) => Number(random() < 0.1) - 0.1,
  'long tail': (random: () => number) => Math.exp(0.5 * normalDraw(random)) - Math.exp(0.125),
} as const

const shift = method({
  ...{
    name: 'guardrail',
    what: 'a mean that did not move is ever called moved',
    source: 'mixture sequential probability ratio, Robbins 1970',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 1000 },
  scenarios: grid({
    values: Object.keys(VALUES) as (keyof typeof VALUES)[],
    shift: [0.05, 0.2],
    numbers: [2000],
  }),
  procedure: logMeanShift,
  mutant: {
    what: 'a z-test at every look',
    procedure: ({ count, mean: seen, squares }, expected) =>
      count >= 30 && Math.abs(seen - expected) > 1.96 * Math.sqrt(squares / (count - 1) / count) ? 9 : 0,
  },
  measure: (evidence, { values, shift: scale, numbers }, random, runs) =>
    share(runs, () => {
      let running = NOTHING_SEEN
      for (let i = 0; i < numbers; i++) {
        running = addNumber(running, VALUES[values](random))
        if (evidence(running, 0, scale) >= -Math.log(0.05)) return true
      }
      return false
    }),
})

const betting = method({
  ...{
    name: 'betting interval',
    what: 'the mean is outside at any of 300 looks',
    source: 'hedged capital, Waudby-Smith and Ramdas 2024',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 200 },
  scenarios: grid({ mean: [0, 0.02, 0.3, 0.5, 1], kind: ['yes or no', 'between'] as const }),
  procedure: (seen: readonly number[], at: (interval: Interval) => void) => {
    let state = NEW_BETTING_INTERVAL
    for (const [i, value] of seen.entries()) {
      state = addToInterval(state, value)
      if (i % 5 === 4) at(bettingInterval(state))
    }
  },
  mutant: {
    what: "Wald's interval at every look",
    procedure: (seen, at) => {
      let sum = 0
      for (const [i, value] of seen.entries()) {
        sum += value
        const p = sum / (i + 1)
        const half = 1.96 * Math.sqrt((p * (1 - p)) / (i + 1))
        if (i > 30) at({ low: p - half, high: p + half })
      }
    },
  },
  measure: (look, { mean: truth, kind }, random, runs) =>
    share(runs, () => {
      const seen = Array.from({ length: 300 }, () => {
        if (kind === 'yes or no') return Number(random() < truth)
        const spread = Math.min(truth, 1 - truth)
        return truth + spread * (2 * random() - 1)
      })
      let isMissed = false
      look(seen, ({ low, high }) => {
        if (low > truth + 1e-9 || high < truth - 1e-9) isMissed = true
      })
      return isMissed
    }),
})

function scoresOf(
  random: () => number,
  accounts: number,
  size: number,
  alike: number,
  name: string,
): TimedScore[] {
  return Array.from({ length: accounts }, (_, i) => i).flatMap((account) => {
    const common = normalDraw(random)
    // A tenth are seen at both times.
    const cluster = account % 10 === 0 ? `both${account}` : `${name}${account}`
    return Array.from({ length: 1 + Math.floor(random() * (2 * size - 1)) }, () => ({
      ...{ score: Math.sqrt(alike) * common + Math.sqrt(1 - alike) * normalDraw(random), cluster },
    }))
  })
}

const drift = method({
  ...{
    name: 'drift of scores',
    what: 'scores that did not change are called changed',
    source: 'Kolmogorov and Smirnov, whole accounts permuted',
  },
  ...{ promise: 'error', nominal: () => 0.05, runs: 300 },
  scenarios: grid({ accounts: [10, 40, 120], size: [1, 5, 25], alike: [0, 0.5, 0.9] }).filter(
    ({ accounts, size }) => accounts * size <= 1200,
  ),
  procedure: (random: () => number, before: readonly TimedScore[], after: readonly TimedScore[]) =>
    scoreDrift(random, before, after, 99)!.p,
  mutant: {
    what: 'items permuted one by one',
    procedure: (random, before, after) => {
      const alone = (rows: readonly TimedScore[], name: string) =>
        rows.map(({ score }, i) => ({ score, cluster: `${name}${i}` }))
      return scoreDrift(random, alone(before, 'b'), alone(after, 'a'), 99)!.p
    },
  },
  measure: (chance, { accounts, size, alike }, random, runs) =>
    share(
      runs,
      () =>
        chance(
          random,
          scoresOf(random, accounts, size, alike, 'b'),
          scoresOf(random, accounts, size, alike, 'a'),
        ) <= 0.05,
    ),
})

const stability = method({
  ...{
    name: 'population stability',
    what: 'values that did not change are called changed',
    source: 'Yurdakul and Naranjo 2020',
  },
  nominal: ({ alpha }) => alpha,
  ...{ promise: 'error', runs: 1000 },
  scenarios: grid({ before: [500, 5000], after: [500, 5000], bins: [5, 10, 20], alpha: [0.05, 0.01] }),
  procedure: (before: readonly number[], after: readonly number[], bins: number, alpha: number) =>
    populationStability(before, after, { bins, alpha, floor: 0 })!.isDrift,
  mutant: {
    what: 'anything above 0.025',
    procedure: (before, after, bins) => populationStability(before, after, { bins })!.index > 0.025,
  },
  measure: (isDrift, { before, after, bins, alpha }, random, runs) =>
    share(runs, () => {
      const draw = (n: number) => Array.from({ length: n }, random)
      return isDrift(draw(before), draw(after), bins, alpha)
    }),
})

export const watching = [detector, chosen, shift, betting, drift, stability]
