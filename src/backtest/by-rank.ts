import { VERDICT_RANK, Verdict } from '../core/verdict.ts'

/**
 * Verdicts by rank, as rows and columns of the matrix of compared packs stand. In a file of its own: whoever only shows
 * a comparison must not load what reads history.
 */
export const BY_RANK: readonly Verdict[] = [...Verdict.options].sort(
  (a, b) => VERDICT_RANK[a] - VERDICT_RANK[b],
)
