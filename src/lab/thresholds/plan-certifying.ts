import { binomialAtMost } from '../../stats/special/binomial.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import { type Reaching, reachingGroups } from './reaching-groups.ts'

/** A threshold that may be certified, with what tune says of it. */
export interface CertifyCandidate {
  readonly threshold: number
  readonly tune: Reaching
  /** Certify groups that should reach it, and the chance that they certify it if it is as good as on tune. */
  readonly expected: number
  readonly power: number
}

/** What is to be tried on certify rows, fixed before any of their labels is looked at. */
export interface CertifyPlan {
  /** Strictest first. */
  readonly candidates: readonly CertifyCandidate[]
  /** Where trying starts, as numbers of candidates; each gets its share of the error rate and goes on to laxer ones. */
  readonly starts: readonly number[]
}

const MOST_CANDIDATES = 40
const FEWEST_REACHING = 5

/**
 * Plans on tune rows which thresholds of at least `least` are tried, and from where: from the one that is likeliest to be
 * certified, and from the likeliest of those reached by half as many at most, should tune have been too hopeful.
 */
export function planCertifying(
  tune: ScoredRows,
  certifyGroups: number,
  tuneGroups: number,
  { bar, alpha, least }: { bar: number; alpha: number; least: number },
): CertifyPlan {
  const scale = certifyGroups / Math.max(1, tuneGroups)
  const candidates = thresholdsOf(tune, least).map((threshold): CertifyCandidate => {
    const reached = reachingGroups(tune, threshold)
    const expected = Math.round(reached.groups * scale)
    // A little less sure than tune is: those that look best on it are so by chance, too.
    const errorRate = (reached.wrong + 0.5) / (reached.groups + 1)
    return { threshold, tune: reached, expected, power: power(expected, errorRate, bar, alpha / 2) }
  })
  const best = likeliest(candidates, () => true)
  if (best === undefined) return { candidates, starts: [] }
  const half = candidates[best]!.tune.groups / 2
  const stricter = likeliest(candidates, ({ tune: { groups } }) => groups <= half)
  return { candidates, starts: stricter === undefined ? [best] : [stricter, best] }
}

/** Scores of tune rows as thresholds, strictest first, so that each is reached by about a fifth more than the one before. */
function thresholdsOf({ scores }: ScoredRows, least: number): number[] {
  const sorted = scores
    .filter((score) => score >= least)
    .sort()
    .reverse()
  const thresholds: number[] = []
  for (let n = FEWEST_REACHING; n < sorted.length && thresholds.length < MOST_CANDIDATES - 1; ) {
    thresholds.push(roundDown(sorted[n - 1]!))
    n = Math.max(n + 1, Math.round(n * 1.2))
  }
  return [...new Set([...thresholds, least].filter((threshold) => threshold >= least))]
}

/** Four digits are enough, and read better. */
function roundDown(score: number): number {
  return Math.floor(score * 1e4) / 1e4
}

function likeliest(
  candidates: readonly CertifyCandidate[],
  may: (candidate: CertifyCandidate) => boolean,
): number | undefined {
  let best: number | undefined
  candidates.forEach((candidate, i) => {
    if (candidate.expected === 0 || !may(candidate)) return
    // Of equal ones the laxer.
    if (best === undefined || candidate.power >= candidates[best]!.power) best = i
  })
  return best
}

/** Chance that so many rows with an error rate certify the bar. */
function power(rows: number, errorRate: number, bar: number, alpha: number): number {
  let [low, high] = [-1, rows]
  // The most errors that still certify.
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (binomialAtMost(middle, rows, 1 - bar) <= alpha) low = middle
    else high = middle
  }
  return low < 0 ? 0 : binomialAtMost(low, rows, errorRate)
}
