import { type Bets, FALLING_STAKES, logWealth, newBets, placeBet } from './bets.ts'

export interface CanaryPlan {
  /** The new model may lose more than the old one by less than this, per item: what still counts as not inferior. */
  readonly margin: number
  /** Rolled back when it loses more than the old one by more than this, per item; at least 0. */
  readonly harm: number
  /** No discordant item is labelled with less than this chance. */
  readonly leastProbability: number
  readonly promoteError?: number
  readonly rollBackError?: number
}

export const CANARY_DEFAULTS = { promoteError: 0.01, rollBackError: 0.01 } as const

/** Plain JSON. */
export interface Canary {
  readonly promote: Bets
  readonly rollBack: Bets
}

export const NEW_CANARY: Canary = {
  promote: newBets(FALLING_STAKES),
  rollBack: newBets(FALLING_STAKES),
}

/** Items on which the models agree, or a labelled one on which they do not. */
export type CanaryItem =
  | { readonly kind: 'concordant'; readonly count: number }
  /** Discordant and not drawn for a label. */
  | { readonly kind: 'unlabelled'; readonly count: number }
  | {
      readonly kind: 'labelled'
      /** Loss of the new model less loss of the old one, from -1 to 1. */
      readonly difference: number
      readonly probability: number
    }

/**
 * Takes up what both models said of the same traffic. Only where they differ is a label needed: elsewhere the difference of
 * losses is known to be 0, and that is evidence too. Bets are on margin less difference (promote) and on difference less harm
 * (roll back), each difference by one over the chance of its label.
 */
export function addToCanary(plan: CanaryPlan, { promote, rollBack }: Canary, item: CanaryItem): Canary {
  const { margin, harm, leastProbability: least } = plan
  const seen = item.kind === 'labelled' ? (item.difference * least) / item.probability : 0
  if (!(Math.abs(seen) <= 1))
    throw new RangeError(
      'A difference of losses is from -1 to 1, and its label drawn with the least chance or more',
    )
  const times = item.kind === 'labelled' ? 1 : item.count
  return {
    promote: placeBet(promote, least * margin - seen, 1 - least * margin, times),
    rollBack: placeBet(rollBack, seen - least * harm, 1 + least * harm, times),
  }
}

export type CanaryVerdict = 'promote' | 'wait' | 'roll-back'

/** Rolling back comes first: it is the safe way out. */
export function canaryVerdict(plan: CanaryPlan, { promote, rollBack }: Canary): CanaryVerdict {
  const { promoteError, rollBackError } = { ...CANARY_DEFAULTS, ...plan }
  if (logWealth(rollBack) >= -Math.log(rollBackError)) return 'roll-back'
  return logWealth(promote) >= -Math.log(promoteError) ? 'promote' : 'wait'
}
