import { clusterDraws } from '../cluster-bootstrap.ts'
import { quantile } from '../quantile.ts'
import type { Predicted } from './predicted.ts'
import { cutEvenly } from './reliability-bins.ts'

export interface CalibrationErrorOptions {
  readonly bins?: number
  /** The bound is below the truth in about this share of cases. */
  readonly alpha?: number
  readonly draws?: number
}

export const CALIBRATION_ERROR_DEFAULTS: Required<CalibrationErrorOptions> = {
  ...{ bins: 10, alpha: 0.05, draws: 1000 },
}

export interface CalibrationError {
  /** Mean squared difference of given and true shares, over bins; below 0 by chance when calibrated. */
  readonly squared: number
  /** Its upper bound, over clusters. */
  readonly upper: number
}

/**
 * How far probabilities are from the shares that come true, with the bias of small bins taken off: the usual "expected
 * calibration error" of a perfect model is 0.05 at 300 rows. Undefined without rows.
 *
 * The squared difference of each bin less its variance, weighted by rows. Source: Kumar, Liang and Ma, Verified Uncertainty
 * Calibration (2019); the variance here is that of the residual over clusters, as rows of an account come together. The bound
 * is the basic bootstrap's over clusters, on the scale of the root.
 */
export function squaredCalibrationError(
  random: () => number,
  rows: readonly Predicted[],
  options: CalibrationErrorOptions = {},
): CalibrationError | undefined {
  const { bins, alpha, draws } = { ...CALIBRATION_ERROR_DEFAULTS, ...options }
  if (rows.length === 0) return undefined
  const cut = cutEvenly(rows, bins)
  const { cells, clusters } = cellsOf(cut)
  const seen = errorOf(cells, cut.length, undefined)
  const resampled = clusterDraws(
    random,
    clusters,
    (weights) => errorOf(cells, cut.length, weights).debiased,
    draws,
  )
  // Where these cells are the world, the truth is what is not debiased: what the draws scatter around. Roots, because the
  // scatter of a square grows with it, so that one seen too small would also be thought too sure.
  const root = (square: number) => Math.sqrt(Math.max(0, square))
  const upper = (root(seen.debiased) + Math.max(0, root(seen.plain) - root(quantile(resampled, alpha)))) ** 2
  return { squared: seen.debiased, upper }
}

/** The rows of one cluster in one bin: how many, and the sum of truth less probability. */
interface Cell {
  readonly bin: number
  readonly cluster: number
  rows: number
  residual: number
}

function cellsOf(cut: readonly Predicted[][]): { cells: readonly Cell[]; clusters: number } {
  const numbers = new Map<string, number>()
  const cells: Cell[] = []
  let single = 0
  for (const [bin, rows] of cut.entries()) {
    const own = new Map<string, Cell>()
    for (const { probability, isPositive, cluster } of rows) {
      const key = cluster === undefined ? `#${single++}` : `c${cluster}`
      const number = numbers.get(key) ?? numbers.set(key, numbers.size).size - 1
      const cell = own.get(key) ?? { bin, cluster: number, rows: 0, residual: 0 }
      own.set(key, cell)
      cell.rows++
      cell.residual += Number(isPositive) - probability
    }
    cells.push(...own.values())
  }
  return { cells, clusters: numbers.size }
}

function errorOf(
  cells: readonly Cell[],
  bins: number,
  weights: Float64Array | undefined,
): { readonly plain: number; readonly debiased: number } {
  const sums = Array.from({ length: bins }, () => ({
    rows: 0,
    residual: 0,
    squares: 0,
    weight: 0,
    weights: 0,
  }))
  for (const { bin, cluster, rows, residual } of cells) {
    const weight = weights === undefined ? 1 : weights[cluster]!
    const sum = sums[bin]!
    sum.rows += weight * rows
    sum.residual += weight * residual
    sum.weight += weight
    sum.weights += weight * weight
  }
  for (const { bin, cluster, rows, residual } of cells) {
    const weight = weights === undefined ? 1 : weights[cluster]!
    const sum = sums[bin]!
    sum.squares += weight * (residual - (sum.residual / sum.rows) * rows) ** 2
  }
  let [all, plain, noise] = [0, 0, 0]
  for (const { rows, residual, squares, weight, weights: heavy } of sums) {
    all += rows
    plain += residual ** 2 / rows
    // As many clusters as tell as much were all weights equal (Kish 1965).
    const telling = (weight * weight) / heavy
    if (weights === undefined) noise += (squares / rows) * (telling / Math.max(1, telling - 1))
    else noise += squares / rows
  }
  return { plain: plain / all, debiased: (plain - noise) / all }
}
