/** One thing that was judged, and what each judge said of it; who said what does not matter. */
export type Judgements = readonly string[]

export interface Alpha {
  /** 1: all agree; 0: as by chance; below: they disagree more than by chance. Undefined: not to be known. */
  readonly alpha: number | undefined
  /** Share of pairs of judgements of one unit that are the same, each unit weighing by its judgements; undefined: no pairs. */
  readonly agreed: number | undefined
  /** Units with two judgements or more, and the judgements of these. */
  readonly units: number
  readonly judgements: number
}

/**
 * Krippendorff's alpha for nominal values, any number of judges, values missing at will: 1 - Do / De, from the
 * coincidences of values within units. It is not to be known when every judgement is the same: then nothing could have
 * been told apart. Source: Krippendorff, Content Analysis (2004), chapter 11; Computing Krippendorff's
 * Alpha-Reliability (2011).
 */
export function krippendorffAlpha(units: Iterable<Judgements>): Alpha {
  const totals = new Map<string, number>()
  let n = 0
  let count = 0
  let differing = 0
  for (const values of units) {
    const m = values.length
    if (m < 2) continue
    count++
    n += m
    const seen = new Map<string, number>()
    for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1)
    let alike = 0
    for (const [value, k] of seen) {
      totals.set(value, (totals.get(value) ?? 0) + k)
      alike += k * (k - 1)
    }
    differing += (m * (m - 1) - alike) / (m - 1)
  }
  if (n === 0) return { alpha: undefined, agreed: undefined, units: 0, judgements: 0 }
  const sameByChance = [...totals.values()].reduce((sum, k) => sum + k * (k - 1), 0)
  const expected = 1 - sameByChance / (n * (n - 1))
  const observed = differing / n
  return {
    alpha: expected === 0 ? undefined : 1 - observed / expected,
    ...{ agreed: 1 - observed, units: count, judgements: n },
  }
}
