import { binomialAtMost } from '../special/binomial.ts'

export interface CertifyingPlan {
  /** What must be certified: the true share right is at least this. */
  readonly bar: number
  /** The share right that the model is thought to have. */
  readonly truth: number
  /** Chance of certifying a model below the bar, at most. */
  readonly alpha?: number
  /** Chance of certifying this model, at least. */
  readonly power?: number
}

export const CERTIFYING_DEFAULTS = { alpha: 0.05, power: 0.8 } as const

export interface CertifyingSize {
  readonly labels: number
  /** Certified with at most so many errors among them. */
  readonly errors: number
  /** The chance of that, were the model as it is thought to be. */
  readonly power: number
}

/** Beyond this many errors a plan is of no use to anyone. */
const MOST_ERRORS = 2 ** 20

/**
 * How many labels it takes to certify, by the exact lower bound, a model that is above the bar: the fewest that do it with
 * the power asked for. Undefined when the model is not above the bar, or so little that millions would be needed.
 *
 * For each number of errors that may be let pass there is one smallest sample, and fewer labels give more power: so only
 * those samples need be looked at.
 */
export function labelsForCertifying(plan: CertifyingPlan): CertifyingSize | undefined {
  const { bar, truth, alpha, power } = { ...CERTIFYING_DEFAULTS, ...plan }
  if (truth <= bar) return undefined
  const sizeFor = (errors: number): CertifyingSize => {
    const labels = smallestSample(errors, bar, alpha)
    return { labels, errors, power: binomialAtMost(errors, labels, 1 - truth) }
  }
  let high = 1
  if (sizeFor(0).power >= power) return sizeFor(0)
  while (sizeFor(high).power < power) {
    high *= 2
    if (high > MOST_ERRORS) return undefined
  }
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (sizeFor(middle).power >= power) high = middle
    else low = middle
  }
  return sizeFor(high)
}

/** The smallest n with P(at most so many errors) ≤ alpha at the bar. */
function smallestSample(errors: number, bar: number, alpha: number): number {
  const isEnough = (n: number) => binomialAtMost(errors, n, 1 - bar) <= alpha * (1 + 1e-12)
  let low = errors
  let high = errors + 1
  while (!isEnough(high)) {
    low = high
    high *= 2
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isEnough(middle)) high = middle
    else low = middle
  }
  return high
}
