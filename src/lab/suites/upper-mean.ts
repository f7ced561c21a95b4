import { studentQuantile } from '../../stats/special/student-quantile.ts'

const ALPHA = 0.05

/**
 * Upper bound of the mean of numbers from 0 to 1, below it in about 5 % of cases (Student 1908): it leans on there being some
 * hundred of them. Fewer than two say nothing.
 */
export function upperMean(values: readonly number[]): number {
  if (values.length < 2) return 1
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1)
  return Math.min(1, mean + studentQuantile(values.length - 1, ALPHA) * Math.sqrt(variance / values.length))
}
