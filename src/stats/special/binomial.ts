import { betaTails } from './beta-tails.ts'
import { deviance } from './deviance.ts'
import { stirlingError } from './stirling-error.ts'

/** P(X = k) for X of n trials, each a hit with chance p. Source: Loader (2000). */
export function binomialMass(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0
  if (k === 0) return Math.exp(n * Math.log1p(-p))
  if (k === n) return p ** n
  const errors = stirlingError(n) - stirlingError(k) - stirlingError(n - k)
  const log = errors - deviance(k, n * p) - deviance(n - k, n * (1 - p))
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * k * (n - k)))
}

/** P(X ≤ k). Source: DLMF 8.17.5. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0
  return k >= n ? 1 : Math.exp(betaTails(k + 1, n - k, p).above)
}

/** P(X ≥ k). */
export function binomialAtLeast(k: number, n: number, p: number): number {
  if (k <= 0) return 1
  return k > n ? 0 : Math.exp(betaTails(k, n - k + 1, p).below)
}
