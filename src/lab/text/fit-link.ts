import { solveSymmetric } from './solve-symmetric.ts'
import type { Targets } from './targets.ts'

/** Turns margins into log odds: `matrix` row by row, a row for each column, with the constant last. */
export interface Link {
  readonly columns: number
  readonly matrix: Float64Array
}

export interface LinkOptions {
  /** How much a column's own margin is held back, and those of the others. */
  readonly ridge: number
  readonly othersRidge: number
}

const MOST_STEPS = 12
/** Past so many columns each is fitted to its own margin alone: the work grows with their number cubed. */
const MOST_TOGETHER = 16

/**
 * Fits the log odds of each column to the margins of all columns by logistic regression (J. Platt, Probabilistic
 * Outputs for Support Vector Machines, 1999, with the other labels' margins beside the own one; D. Wolpert, Stacked
 * Generalization, 1992). Margins must come from models that have not seen their rows. By Newton's method.
 */
export function fitLink(margins: Float64Array, { columns, has }: Targets, options: LinkOptions): Link {
  const width = columns + 1
  const matrix = new Float64Array(columns * width)
  const all = Int32Array.from({ length: columns }, (_, k) => k)
  for (let k = 0; k < columns; k++) {
    const inputs = columns <= MOST_TOGETHER ? all : Int32Array.of(k)
    const theta = fitColumn(margins, columns, inputs, has, k, options)
    inputs.forEach((input, j) => {
      matrix[k * width + input] = theta[j]!
    })
    matrix[k * width + columns] = theta[inputs.length]!
  }
  return { columns, matrix }
}

/** The factors of the margins of `inputs`, and last the constant. */
function fitColumn(
  margins: Float64Array,
  columns: number,
  inputs: Int32Array,
  has: Uint8Array,
  column: number,
  { ridge, othersRidge }: LinkOptions,
): Float64Array {
  const rows = margins.length / columns
  const constant = inputs.length
  const width = constant + 1
  const theta = Float64Array.from({ length: width }, (_, j) => (inputs[j] === column ? 1 : 0))
  const x = new Float64Array(width).fill(1)
  for (let step = 0; step < MOST_STEPS; step++) {
    const hessian = new Float64Array(width * width)
    const gradient = new Float64Array(width)
    for (let j = 0; j < width; j++) {
      const own = inputs[j] === column
      const penalty = j === constant ? 1e-3 : own ? ridge : othersRidge
      // A column's own margin is pulled towards counting as it is, the others towards not counting.
      gradient[j] = penalty * (theta[j]! - (own ? 1 : 0))
      hessian[j * width + j] = penalty
    }
    for (let row = 0; row < rows; row++) {
      let z = theta[constant]!
      for (let j = 0; j < constant; j++) {
        x[j] = margins[row * columns + inputs[j]!]!
        z += theta[j]! * x[j]!
      }
      const p = 1 / (1 + Math.exp(-z))
      const error = p - has[row * columns + column]!
      const weight = Math.max(p * (1 - p), 1e-6)
      for (let j = 0; j < width; j++) {
        gradient[j] = gradient[j]! + error * x[j]!
        const wx = weight * x[j]!
        const line = j * width
        for (let l = 0; l <= j; l++) hessian[line + l] = hessian[line + l]! + wx * x[l]!
      }
    }
    const change = solveSymmetric(hessian, gradient)
    let largest = 0
    for (let j = 0; j < width; j++) {
      // Far steps of Newton's overshoot where a column is nearly separable.
      const bounded = Math.max(-4, Math.min(4, change[j]!))
      theta[j] = theta[j]! - bounded
      largest = Math.max(largest, Math.abs(bounded))
    }
    if (largest < 1e-3) break
  }
  return theta
}

/** The log odds of a row's margins, from `at` on, into `into`. */
export function applyLink(
  { columns, matrix }: Link,
  margins: Float64Array,
  at: number,
  into: Float64Array,
): void {
  const width = columns + 1
  for (let k = 0; k < columns; k++) {
    let z = matrix[k * width + columns]!
    for (let j = 0; j < columns; j++) z += matrix[k * width + j]! * margins[at + j]!
    into[k] = z
  }
}
