import type { Judgements } from './krippendorff-alpha.ts'

/**
 * Gwet's AC1 for any number of judges, a second opinion where nearly every judgement is the same and alpha says little:
 * there chance agreement is taken to be small instead of near 1. `values` is how many values there are to choose from.
 * Undefined when no unit has two judgements. Source: Gwet, British Journal of Mathematical and Statistical Psychology 61
 * (2008).
 */
export function gwetAc1(units: Iterable<Judgements>, values = 2): number | undefined {
  const shares = new Map<string, number>()
  let count = 0
  let agreed = 0
  for (const said of units) {
    const m = said.length
    if (m < 2) continue
    count++
    const seen = new Map<string, number>()
    for (const value of said) seen.set(value, (seen.get(value) ?? 0) + 1)
    for (const [value, k] of seen) {
      shares.set(value, (shares.get(value) ?? 0) + k / m)
      agreed += (k * (k - 1)) / (m * (m - 1))
    }
  }
  if (count === 0) return undefined
  let byChance = 0
  for (const sum of shares.values()) byChance += (sum / count) * (1 - sum / count)
  byChance /= Math.max(values, shares.size) - 1
  return (agreed / count - byChance) / (1 - byChance)
}
