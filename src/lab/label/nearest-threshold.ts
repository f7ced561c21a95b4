import type { Thresholds } from '../train/candidate.ts'

/** How far a score is from the nearest threshold at which something is done; from a half where there is none. */
export function nearestThreshold(score: number, { review, act, actForGood }: Thresholds): number {
  const known = [review, act, actForGood].flatMap((one) => one ?? [])
  return Math.min(...(known.length === 0 ? [0.5] : known).map((one) => Math.abs(score - one)))
}

/** Whether two models would do otherwise: one takes a text that the other leaves. */
export function differs(
  a: { readonly score: number; readonly thresholds: Thresholds },
  b: { readonly score: number; readonly thresholds: Thresholds },
): boolean {
  const takes = ({ score, thresholds }: typeof a) => score >= (thresholds.act ?? thresholds.review ?? 0.5)
  return takes(a) !== takes(b)
}
