import { type Bets, EVEN_STAKES, FALLING_STAKES, logWealth, newBets, placeBet } from './bets.ts'

/** A label with a loss from 0 to 1 and the chance with which it was drawn. */
export interface WeightedLoss {
  readonly loss: number
  readonly probability: number
}

export interface WeightedProbationPlan {
  readonly bar: number
  /** No label is drawn with less than this chance. */
  readonly leastProbability: number
}

/** Plain JSON. */
export interface WeightedProbation {
  readonly pass: Bets
  readonly revoke: Bets
}

export const NEW_WEIGHTED_PROBATION: WeightedProbation = {
  pass: newBets(EVEN_STAKES),
  revoke: newBets(FALLING_STAKES),
}

/**
 * Probation where losses are numbers, or labels were drawn with unequal chances: bets that the mean loss over all items is
 * below the bar, and that it is above it. Evidence is `logWealth` of each.
 *
 * What is bet on is (bar - loss) / probability, which is 0 on average over draws when the loss is the bar: an item that was not
 * drawn then changes nothing, whereas bets on the weighted loss itself would pay for every item not drawn.
 */
export function addWeightedLoss(
  { bar, leastProbability }: WeightedProbationPlan,
  { pass, revoke }: WeightedProbation,
  { loss, probability }: WeightedLoss,
): WeightedProbation {
  if (!(loss >= 0 && loss <= 1)) throw new RangeError(`A loss is a number from 0 to 1, not ${loss}`)
  if (probability < leastProbability)
    throw new RangeError(
      `A label drawn with chance ${probability}, below the least of the plan, ${leastProbability}: its loss cannot be bounded`,
    )
  const weight = leastProbability / probability
  return {
    pass: placeBet(pass, weight * (bar - loss), 1 - bar),
    revoke: placeBet(revoke, weight * (loss - bar), bar),
  }
}

/** ln of the evidence either way. */
export function weightedEvidence({ pass, revoke }: WeightedProbation): {
  readonly pass: number
  readonly revoke: number
} {
  return { pass: logWealth(pass), revoke: logWealth(revoke) }
}
