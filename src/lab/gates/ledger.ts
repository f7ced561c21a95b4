import { spentAlpha } from '../../stats/proportion/spent-alpha.ts'
import { zeroErrorSize } from '../../stats/proportion/zero-error-size.ts'
import type { Attempt, CertifySet, KeptAttempt, Refusal } from '../registry/ports.ts'
import { overlapOf } from './overlap.ts'

/** What a task may err by in all over its certify rows, however often they are asked. */
export const LEDGER_ALPHA = 0.05

/**
 * From what share in common on two certify sets count as one: whoever adds some rows has not drawn fresh ones, nor has
 * who splits the same rows anew. Two quarters drawn of the same rows have 0.25 / 1.75 = 0.14 in common, which sketches tell
 * to 0.02.
 */
export const SAME_SET = 0.08

/** However many rows there are: so often nobody asks for a task who does not fish. */
export const MOST_ATTEMPTS = 100

/** What is certified, and on how much. */
export interface LedgerFacts {
  /** In all, over all attempts. */
  readonly alpha: number
  /** The lowest precision that is to be certified. */
  readonly bar: number
  /** Certify rows that violate: no model that is right can act on more. */
  readonly violating: number
  /** Attempts for other tasks count as well: to give a task another name does not make its rows fresh. */
  readonly task: string
}

/**
 * The next look at a certify set. The k-th one may err by 6a/(pi^2 k^2), which comes to a over all there will ever be;
 * since the set tells pass or fail alone, the union bound holds although each try is made knowing of those before
 * (C. Dwork et al., CACM 60, 2017). The same subject on the same set costs nothing again: it gets the same answer.
 * Refused when not even a model without a fault could be certified at what is left.
 */
export function nextAttempt(
  kept: readonly KeptAttempt[],
  subject: string,
  set: CertifySet,
  { alpha, bar, violating, task }: LedgerFacts,
): Attempt | Refusal {
  const known = kept.find((one) => one.set.id === set.id && one.subject === subject)
  if (known !== undefined)
    return { number: known.number, alpha: spentAlpha(known.number, alpha), isRepeat: true }
  const same = kept.filter((one) => one.set.id === set.id || overlapOf(one.set, set) >= SAME_SET)
  const number = 1 + same.length
  const left = spentAlpha(number, alpha)
  // Few rows certify nothing to act on at the first try either; they do for shadow, and the gates say the rest.
  const spent = zeroErrorSize(bar, left) > violating && zeroErrorSize(bar, spentAlpha(1, alpha)) <= violating
  const own = same.filter((one) => one.task === task).length
  if (!spent && own < MOST_ATTEMPTS) return { number, alpha: left, isRepeat: false }
  const fresh = freshLabels(bar, alpha, set.rows === 0 ? 0 : violating / set.rows)
  return {
    ok: false,
    why: `these certify rows were asked ${number - 1} times: at what is left of the error budget not even a model without a fault could be certified on them`,
    wayOut: `draw fresh labels: about ${fresh} rows, a quarter of which certify (\`haechi lab label\`)`,
  }
}

/** Labels in all from which a first attempt could certify a model that finds half of what violates without a fault. */
export function freshLabels(bar: number, alpha: number, violatingShare: number): number {
  const share = Math.max(violatingShare, 0.002)
  const rows = (2 * zeroErrorSize(bar, spentAlpha(1, alpha))) / share / 0.25
  return 100 * Math.ceil(rows / 100)
}
