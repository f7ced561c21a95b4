import { z } from 'zod'

/** The answer to the caller, in rising order of strictness. */
export const Verdict = z.enum(['allow', 'nudge', 'mask', 'hold', 'block'])
export type Verdict = z.infer<typeof Verdict>

/** Position of a verdict in the order of strictness: allow 0 … block 4. */
export const VERDICT_RANK: Readonly<Record<Verdict, number>> = {
  allow: 0,
  nudge: 1,
  mask: 2,
  hold: 3,
  block: 4,
}

/** Merges the verdicts of all fired rules: the strictest wins, whatever their order. */
export function strictest(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (worst, next) => (VERDICT_RANK[next] > VERDICT_RANK[worst] ? next : worst),
    'allow',
  )
}
