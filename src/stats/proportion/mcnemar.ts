import { binomialAtMost, binomialMass } from '../special/binomial.ts'

/** Cases on which two models differ: which of them was right. */
export interface Discordant {
  /** Only the new model was right. */
  readonly gained: number
  /** Only the old model was right. */
  readonly lost: number
}

export interface McNemar {
  /** Chance of a split as uneven, were both equally often right; exact, two-sided. */
  readonly p: number
  /** The same with half of what was seen itself (Lancaster 1961): nearer its level on average, not bounded by it. */
  readonly midP: number
  /** Chance of so few losses, were both equally often right: small when the new model is better. */
  readonly better: number
}

/** The exact test of McNemar for paired answers. Source: McNemar, Psychometrika 12 (1947); exact form Fay, Biostatistics 11 (2010). */
export function mcnemar({ gained, lost }: Discordant): McNemar {
  const n = gained + lost
  const few = Math.min(gained, lost)
  const tail = binomialAtMost(few, n, 0.5)
  const p = Math.min(1, 2 * tail)
  const midP = gained === lost ? 1 - binomialMass(few, n, 0.5) / 2 : p - binomialMass(few, n, 0.5)
  return { p, midP, better: binomialAtMost(lost, n, 0.5) }
}
