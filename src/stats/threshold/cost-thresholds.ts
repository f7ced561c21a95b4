/** What errors and looks cost, in one unit of the policy's choice; all above 0. */
export interface Costs {
  /** Acting on what is fine. */
  readonly falsePositive: number
  /** Letting pass what violates. */
  readonly falseNegative: number
  /** A person's look. */
  readonly review: number
}

export interface CostThresholds {
  /** Act alone from this probability on. */
  readonly act: number
  /** Have it reviewed from this probability on; undefined: a look costs more than it saves. */
  readonly review: number | undefined
}

/**
 * The probabilities at which acting alone and asking a person cost least, given calibrated probabilities: act when p is at
 * least 1 - review / falsePositive, review when it is at least review / falseNegative. Where these cross a look never pays, and
 * the one threshold is falsePositive / (falsePositive + falseNegative). Source: Chow, IEEE Transactions on Information Theory 16
 * (1970).
 */
export function costThresholds({ falsePositive, falseNegative, review }: Costs): CostThresholds {
  for (const [name, cost] of Object.entries({ falsePositive, falseNegative, review }))
    if (!(cost > 0)) throw new RangeError(`Cost "${name}" is ${cost}; costs are numbers above 0, in one unit`)
  const act = 1 - review / falsePositive
  const look = review / falseNegative
  if (look < act) return { act, review: look }
  return { act: falsePositive / (falsePositive + falseNegative), review: undefined }
}
