import { betaTails } from './beta-tails.ts'

/**
 * The regularised incomplete beta function I_x(a, b), for a, b > 0 and 0 ≤ x ≤ 1. What is above x is as precise as
 * `betaRatio(b, a, 1 - x)`; logarithms for extreme tails are those of `betaTails`.
 */
export function betaRatio(a: number, b: number, x: number): number {
  return Math.exp(betaTails(a, b, x).below)
}
