export type RiskControl =
  | { readonly ok: true; readonly threshold: number; readonly risk: number }
  | { readonly ok: false; readonly reason: 'too-few-labels' | 'not-monotone' }

export interface RiskControlOptions {
  /** The share of harm that may be missed, in expectation. */
  readonly alpha: number
  /** Thresholds to choose among. */
  readonly candidates: readonly number[]
}

/**
 * The highest threshold at which the share of harm that is missed (scores below it) is at most `alpha`, in expectation over
 * samples like this one of scores of what does violate; exchangeable, one an actor. That is not "with high probability":
 * for that use `certifyThreshold`. Source: Angelopoulos, Bates, Fisch, Lei and Schuster, Conformal Risk Control (2022), with
 * losses up to 1.
 */
export function missedHarmThreshold(
  violatingScores: readonly number[],
  options: RiskControlOptions,
): RiskControl {
  const losses = (threshold: number) => violatingScores.map((score) => Number(score < threshold))
  return controlRisk(losses, options)
}

/**
 * Conformal risk control for any losses from 0 to 1, one for each label, that never fall as the threshold rises. Losses that do
 * are refused: precision is such a one (a higher threshold may lower or raise it), and the guarantee then fails without
 * bound. Use `certifyThreshold` there.
 */
export function controlRisk(
  losses: (threshold: number) => readonly number[],
  { alpha, candidates }: RiskControlOptions,
): RiskControl {
  let found: RiskControl = { ok: false, reason: 'too-few-labels' }
  let previous: readonly number[] | undefined
  let isWithin = true
  for (const threshold of [...candidates].sort((x, y) => x - y)) {
    const now = losses(threshold)
    const falls = previous !== undefined && now.some((loss, i) => loss < previous![i]! - 1e-12)
    if (falls || now.length !== (previous ?? now).length) return { ok: false, reason: 'not-monotone' }
    previous = now
    const risk = now.reduce((sum, loss) => sum + loss, 0)
    isWithin &&= (risk + 1) / (now.length + 1) <= alpha
    if (isWithin) found = { ok: true, threshold, risk: risk / now.length }
  }
  return found
}
