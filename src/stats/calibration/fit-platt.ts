/** A row with a score of any scale (log-odds at best) and the truth. */
export interface ScoredTruth {
  readonly score: number
  readonly isPositive: boolean
}

/** The probability of a score is 1 / (1 + e^-(slope score + offset)). */
export interface Platt {
  readonly slope: number
  readonly offset: number
}

const MOST_STEPS = 100

/**
 * Platt's scaling: a logistic curve through scores. The targets are drawn in from 0 and 1 by as much as one more row of each
 * kind would, so that separated scores do not make it a step. Sources: Platt 1999 for the targets; Lin, Lin and Weng, Machine
 * Learning 68 (2007), for Newton's method with halved steps.
 */
export function fitPlatt(rows: readonly ScoredTruth[]): Platt {
  const positives = rows.reduce((sum, { isPositive }) => sum + Number(isPositive), 0)
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (rows.length - positives + 2)
  const targets = rows.map(({ isPositive }) => (isPositive ? high : low))
  return fitLogistic(
    rows.map(({ score }) => score),
    targets,
    { slope: 0, offset: Math.log((positives + 1) / (rows.length - positives + 1)) },
  )
}

/** The logistic curve through targets from 0 to 1; a `fixed` offset stays as it is at the start. */
export function fitLogistic(
  scores: readonly number[],
  targets: readonly number[],
  start: Platt,
  fixed: { readonly offset: boolean } = { offset: false },
): Platt {
  let { slope, offset } = start
  const lossAt = (a: number, b: number): number => {
    let loss = 0
    for (let i = 0; i < scores.length; i++) {
      const z = a * scores[i]! + b
      loss += (z > 0 ? z : 0) + Math.log1p(Math.exp(-Math.abs(z))) - targets[i]! * z
    }
    return loss
  }
  let loss = lossAt(slope, offset)
  for (let step = 0; step < MOST_STEPS; step++) {
    let [ga, gb, haa, hab, hbb] = [0, 0, 1e-12, 0, 1e-12]
    for (let i = 0; i < scores.length; i++) {
      const x = scores[i]!
      const p = 1 / (1 + Math.exp(-(slope * x + offset)))
      const weight = p * (1 - p)
      ga += (p - targets[i]!) * x
      gb += p - targets[i]!
      haa += weight * x * x
      hab += weight * x
      hbb += weight
    }
    const down = haa * hbb - hab * hab
    const da = fixed.offset ? ga / haa : (hbb * ga - hab * gb) / down
    const db = fixed.offset ? 0 : (haa * gb - hab * ga) / down
    let size = 1
    let next = lossAt(slope - da, offset - db)
    while (!(next <= loss) && size > 1e-10) {
      size /= 2
      next = lossAt(slope - size * da, offset - size * db)
    }
    if (!(next < loss)) break
    slope -= size * da
    offset -= size * db
    if (loss - next < 1e-12 * (1 + loss)) break
    loss = next
  }
  return { slope, offset }
}
