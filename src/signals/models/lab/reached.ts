/** What a score may lead to, in rising order; read in rules as fields of the model. */
export const REACHES = ['rank', 'act', 'act_for_good'] as const
export type Reach = (typeof REACHES)[number]

/** Score of `violates` from which on each is reached; undefined: it never is. */
export type Thresholds = Readonly<Record<Reach, number | undefined>>

/** What a score reaches. NaN reaches nothing. */
export function reached(score: number, thresholds: Thresholds): Reach[] {
  return REACHES.filter((reach) => {
    const from = thresholds[reach]
    return from !== undefined && score >= from
  })
}
