import { betaQuantile } from '../special/beta-quantile.ts'

/**
 * The exact lower bound of a share that was seen `hits` times `of` so many: above the true share in at most `alpha` of all
 * cases. Counts need not be whole. Source: Clopper and Pearson, Biometrika 26 (1934).
 */
export function exactLower(hits: number, of: number, alpha: number): number {
  return hits <= 0 ? 0 : betaQuantile(hits, of - hits + 1, alpha)
}

/** The exact upper bound: below the true share in at most `alpha` of all cases. */
export function exactUpper(hits: number, of: number, alpha: number): number {
  return hits >= of ? 1 : betaQuantile(hits + 1, of - hits, alpha, 'above')
}
