import { betaTails } from '../special/beta-tails.ts'
import { logGamma } from '../special/log-gamma.ts'

/** Shapes of a beta distribution over the loss rate. */
export interface BetaShape {
  readonly a: number
  readonly b: number
}

export interface LossCounts {
  readonly labels: number
  /** How many of them were losses: what the model would have done was wrong. */
  readonly losses: number
}

/**
 * ln of the evidence that losses come more often than `bar` ('above') or less often ('below'): how many times likelier the
 * counts are under rates on that side, weighed by the prior, than at the bar.
 *
 * It is an e-process: a model on the other side of the bar, or on it, ever sees it reach 1/a with chance at most a, however
 * often one looks (Ville). Source: mixtures of likelihood ratios, Robbins, Annals of Mathematical Statistics 41 (1970).
 */
export function logEvidence(
  { labels, losses }: LossCounts,
  bar: number,
  side: 'above' | 'below',
  { a, b }: BetaShape,
): number {
  const right = labels - losses
  const after = logBeta(losses + a, right + b) + betaTails(losses + a, right + b, bar)[side]
  const before = logBeta(a, b) + betaTails(a, b, bar)[side]
  return after - before - losses * Math.log(bar) - right * Math.log1p(-bar)
}

function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}
