import { type BetaShape, type LossCounts, logEvidence } from './beta-mixture.ts'

export interface ProbationPlan {
  /** The loss rate that the model must be below, such as 0.05. */
  readonly bar: number
  /** Chance that a model on the bar or above is ever passed, at most. */
  readonly passError?: number
  /** Chance that a model on the bar or below is ever revoked for its losses, at most. */
  readonly revokeError?: number
  /** With so many labels and no pass it is over. */
  readonly cap?: number
  /** What loss rates a model worth passing, and one worth revoking, is thought to have. */
  readonly passPrior?: BetaShape
  readonly revokePrior?: BetaShape
}

export const PROBATION_DEFAULTS = { passError: 0.01, revokeError: 0.01, cap: 1500 } as const

/**
 * The plan with what it leaves open. The priors lie around half the bar and twice the bar; the error rates hold with any, these
 * take the fewest labels: at a bar of 5 % losses 352 (median) for a model at 2 %, where Beta(1, 10) takes 394.
 */
export function wholePlan(plan: ProbationPlan): Required<ProbationPlan> {
  if (!(plan.bar > 0 && plan.bar < 1))
    throw new RangeError(`The bar of a probation is a loss rate between 0 and 1, not ${plan.bar}`)
  return {
    ...PROBATION_DEFAULTS,
    ...{ passPrior: { a: 2, b: 4 / plan.bar }, revokePrior: { a: 2, b: 1 / plan.bar } },
    ...plan,
  }
}

/** Plain JSON: may be stored and taken up again. */
export interface Probation extends LossCounts {
  /** The number of labels at which there first was enough evidence; null: not yet. Evidence once reached stands. */
  readonly passedAt: number | null
  readonly revokedAt: number | null
}

export const NEW_PROBATION: Probation = { labels: 0, losses: 0, passedAt: null, revokedAt: null }

/** The probation after one more label, in the order in which labels were drawn; the label is of one account-day, not one item. */
export function addLabel(plan: ProbationPlan, probation: Probation, isLoss: boolean): Probation {
  const counts = { labels: probation.labels + 1, losses: probation.losses + Number(isLoss) }
  const { pass, revoke } = probationEvidence(plan, counts)
  const { passError, revokeError } = wholePlan(plan)
  return {
    ...counts,
    passedAt: probation.passedAt ?? (pass >= -Math.log(passError) ? counts.labels : null),
    revokedAt: probation.revokedAt ?? (revoke >= -Math.log(revokeError) ? counts.labels : null),
  }
}

/** ln of the evidence for passing and for revoking; enough when it is above -ln of the error that is allowed. */
export function probationEvidence(
  plan: ProbationPlan,
  counts: LossCounts,
): { readonly pass: number; readonly revoke: number } {
  const { bar, passPrior, revokePrior } = wholePlan(plan)
  return {
    pass: logEvidence(counts, bar, 'below', passPrior),
    revoke: logEvidence(counts, bar, 'above', revokePrior),
  }
}

export type ProbationVerdict =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'extend'; readonly because: 'evidence-missing' | 'exposure-missing' }
  | { readonly verdict: 'revoke'; readonly because: 'losses' | 'cap-reached' }

/**
 * The verdict over all measures of a model: revoked when one has evidence enough for it, or is at its cap without evidence to
 * pass; passed when every one has evidence to pass and enough was seen (accounts, surfaces, a whole week); else extended. That
 * each must pass at its own error rate bounds the chance that a model passes with any of them bad (Berger 1982); that any one
 * revokes adds up the chances of revoking a good model. Without measures none passes.
 */
export function probationVerdict(
  measures: readonly { readonly plan: ProbationPlan; readonly probation: Probation }[],
  isExposed: boolean,
): ProbationVerdict {
  if (measures.some(({ probation }) => probation.revokedAt !== null))
    return { verdict: 'revoke', because: 'losses' }
  const missing = measures.filter(({ probation }) => probation.passedAt === null)
  if (missing.some(({ plan, probation }) => probation.labels >= (plan.cap ?? PROBATION_DEFAULTS.cap)))
    return { verdict: 'revoke', because: 'cap-reached' }
  if (missing.length > 0 || measures.length === 0) return { verdict: 'extend', because: 'evidence-missing' }
  return isExposed ? { verdict: 'pass' } : { verdict: 'extend', because: 'exposure-missing' }
}
