import { highDraw, lowDraw } from './share-draws.ts'

/** Answers where the truth is known. */
export interface KnownAnswers {
  /** Truly violating, and how many of these were judged so. */
  readonly violating: number
  readonly found: number
  /** Truly fine, and how many of these were judged so. */
  readonly fine: number
  readonly passed: number
}

/** How often judges are right of what violates, and of what does not. */
export interface Rates {
  readonly sensitivity: number
  readonly specificity: number
}

const PERFECT: Rates = { sensitivity: 1, specificity: 1 }

/** The rates that were seen; undefined: not to be known. */
export function ratesOf(known: KnownAnswers | undefined): Rates | undefined {
  if (known === undefined) return PERFECT
  if (known.violating === 0 || known.fine === 0) return undefined
  return { sensitivity: known.found / known.violating, specificity: known.passed / known.fine }
}

/** The estimate; undefined when the judges do no better than chance. */
export function corrected(share: number, rates: Rates | undefined): number | undefined {
  if (rates === undefined || rates.sensitivity + rates.specificity <= 1) return undefined
  return truth(share, rates)
}

/** The true share behind one that was judged at these rates (Rogan and Gladen 1978), within 0 and 1. */
export function truth(share: number, { sensitivity, specificity }: Rates): number {
  const better = sensitivity + specificity - 1
  const excess = share + specificity - 1
  if (better <= 0) return excess > 0 ? 1 : 0
  return Math.min(1, Math.max(0, excess / better))
}

/** Draws the rates under which least violates in truth, and those under which most does. */
export function rateDraws(random: () => number, known: KnownAnswers | undefined): readonly [Rates, Rates] {
  if (known === undefined) return [PERFECT, PERFECT]
  const { violating, found, fine, passed } = known
  return [
    { sensitivity: highDraw(random, found, violating), specificity: lowDraw(random, passed, fine) },
    { sensitivity: lowDraw(random, found, violating), specificity: highDraw(random, passed, fine) },
  ]
}
