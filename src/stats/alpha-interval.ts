import { gammaDraw } from './draws.ts'
import type { Interval } from './exact-interval.ts'
import type { Judgements } from './krippendorff-alpha.ts'
import { quantile } from './quantile.ts'

export interface AlphaIntervalOptions {
  readonly draws?: number
  readonly level?: number
  /** What the judges could say; what they did say is added. */
  readonly values?: readonly string[]
}

export const ALPHA_INTERVAL_DEFAULTS: Required<AlphaIntervalOptions> = {
  draws: 2000,
  level: 0.95,
  values: ['violates', 'fine'],
}

/** How much each pair of values weighs that might have been said of a unit: as Jeffreys' prior has it. */
const PRIOR = 0.5

/**
 * The interval of Krippendorff's alpha (nominal) over units like those that were judged; undefined when no unit has two
 * judgements.
 *
 * It is the Bayesian bootstrap over units (Rubin, Annals of Statistics 9, 1981), with half a unit added for every pair of
 * values that two judges might have given. Resampling alone calls ten units in agreement beyond all doubt: of the
 * candidates compared in `bench -- quality` (this one, bootstrap, jackknife with and without a transformation) it alone held
 * its rate from ten units on and near full agreement.
 */
export function alphaInterval(
  random: () => number,
  units: Iterable<Judgements>,
  options: AlphaIntervalOptions = {},
): Interval | undefined {
  const { draws, level, values } = { ...ALPHA_INTERVAL_DEFAULTS, ...options }
  const profiles = profilesOf(units, values)
  if (profiles.length === 0) return undefined
  const categories = profiles[0]!.counts.length
  const alphas = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++) {
    const shares = new Float64Array(categories)
    let n = 0
    let differing = 0
    for (const { weight, size, differs, counts } of profiles) {
      const drawn = gammaDraw(random, weight)
      n += drawn * size
      differing += drawn * differs
      for (let c = 0; c < categories; c++) shares[c]! += drawn * counts[c]!
    }
    let alike = 0
    for (const share of shares) alike += (share / n) ** 2
    alphas[draw] = alike >= 1 ? 1 : 1 - differing / n / (1 - alike)
  }
  alphas.sort()
  return { low: quantile(alphas, (1 - level) / 2), high: quantile(alphas, (1 + level) / 2) }
}

/** Units alike in how often each value was said; `differs` is what one adds to the judgements that differ. */
interface Profile {
  weight: number
  readonly size: number
  readonly differs: number
  readonly counts: readonly number[]
}

function profilesOf(units: Iterable<Judgements>, possible: readonly string[]): Profile[] {
  const judged = [...units].filter(({ length }) => length >= 2)
  if (judged.length === 0) return []
  const values = [...new Set([...possible, ...judged.flat()])]
  const index = new Map(values.map((value, i) => [value, i]))
  const profiles = new Map<string, Profile>()
  const add = (said: readonly string[], weight: number): void => {
    const counts = values.map(() => 0)
    for (const value of said) counts[index.get(value)!]!++
    const key = counts.join()
    const known = profiles.get(key)
    const m = said.length
    const alike = counts.reduce((sum, k) => sum + k * (k - 1), 0)
    if (known) known.weight += weight
    else profiles.set(key, { weight, size: m, differs: (m * (m - 1) - alike) / (m - 1), counts })
  }
  for (const said of judged) add(said, 1)
  values.forEach((value, i) => {
    for (const other of values.slice(i)) add([value, other], PRIOR)
  })
  return [...profiles.values()]
}
