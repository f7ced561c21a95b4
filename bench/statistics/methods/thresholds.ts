import {
  type CertifiedThreshold,
  type CertifyThresholdOptions,
  certifyThreshold,
  type ScoredLabel,
} from '../../../src/stats/threshold/certify-threshold.ts'
import { missedHarmThreshold } from '../../../src/stats/threshold/risk-control.ts'
import { mean, share } from '../draw.ts'
import { grid, method } from '../method.ts'

/** The chance that a score, even from 0 to 1 above the floor, is of what violates; and the precision above a threshold. */
const SHAPES = {
  steady: { at: (s: number) => 1 - 0.15 * (1 - s), above: (t: number) => 1 - 0.075 * (1 - t) },
  steep: { at: (s: number) => 1 - 0.6 * (1 - s) ** 2, above: (t: number) => 1 - 0.2 * (1 - t) ** 2 },
  // Not monotone: a pit in the middle.
  pit: {
    at: (s: number) => (s > 0.4 && s < 0.6 ? 0.6 : 0.99),
    above: (t: number) => {
      const pit = Math.min(0.2, Math.max(0, 0.6 - t))
      return (0.99 * (1 - t - pit) + 0.6 * pit) / (1 - t)
    },
  },
  'on the bar': { at: () => 0.95, above: () => 0.95 - 1e-9 },
} as const

/** Candidates for the share of harm missed, closer where it is small. */
const FINE = Array.from({ length: 101 }, (_, i) => (i / 100) ** 3)
const CANDIDATES = Array.from({ length: 40 }, (_, i) => i / 40)

const certified = method({
  ...{ name: 'certified threshold', what: 'precision above it is below the bar of 95 %' },
  source: 'Learn then Test, Angelopoulos et al. 2021',
  nominal: ({ delta }) => delta,
  ...{ promise: 'error', runs: 3000 },
  scenarios: grid({
    ...{ shape: Object.keys(SHAPES) as (keyof typeof SHAPES)[], labels: [100, 400, 1500] },
    ...{ starts: [1, 5], delta: [0.05, 0.1] },
  }),
  procedure: certifyThreshold as (
    labels: readonly ScoredLabel[],
    options: CertifyThresholdOptions,
  ) => CertifiedThreshold | { threshold: number } | undefined,
  mutant: {
    what: 'the lowest threshold whose observed precision reaches the bar',
    procedure: (labels, { bar, candidates }) => {
      const threshold = candidates.find((t) => {
        const above = labels.filter(({ score }) => score >= t)
        return above.length > 0 && above.filter(({ isPositive }) => isPositive).length >= bar * above.length
      })
      return threshold === undefined ? undefined : { threshold }
    },
  },
  measure(certify, { shape, labels, starts, delta }, random, runs) {
    const { at, above } = SHAPES[shape]
    return share(runs, () => {
      const seen = Array.from({ length: labels }, () => {
        const score = random()
        return { score, isPositive: random() < at(score) }
      })
      const found = certify(seen, { bar: 0.95, candidates: CANDIDATES, delta, starts })
      return found !== undefined && above(found.threshold) < 0.95
    })
  },
})

const missed = method({
  ...{ name: 'missed harm', what: 'share of harm below the threshold, in expectation' },
  source: 'Conformal Risk Control, Angelopoulos et al. 2022',
  nominal: ({ alpha }) => alpha,
  ...{ promise: 'risk', runs: 5000 },
  scenarios: grid({ labels: [20, 60, 200, 1000], alpha: [0.05, 0.1, 0.3], power: [1, 4] }),
  procedure: (scores: readonly number[], alpha: number) => {
    const found = missedHarmThreshold(scores, { alpha, candidates: FINE })
    return found.ok ? found.threshold : 0
  },
  mutant: {
    what: 'the highest threshold whose observed miss rate is within',
    procedure: (scores, alpha) => {
      const sorted = [...scores].sort((x, y) => x - y)
      return sorted[Math.floor(alpha * sorted.length)]!
    },
  },
  measure: (threshold, { labels, alpha, power }, random, runs) =>
    // Scores u^power: below t lie t^(1 / power).
    mean(Math.ceil((runs * 20) / labels), () => {
      const scores = Array.from({ length: labels }, () => random() ** power)
      return threshold(scores, alpha) ** (1 / power)
    }),
})

export const thresholds = [certified, missed]
