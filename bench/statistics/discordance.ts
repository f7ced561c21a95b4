import { chanceFrom } from '../../src/stats/chance.ts'
import { discordantDifference } from '../../src/stats/live/discordant-difference.ts'
import { binomialAtLeast, binomialMass } from '../../src/stats/special/binomial.ts'
import type { Reach } from './reach.ts'

/** Share of items on which the two models differ. */
const DIFFER = 0.01
/** How often the better one is right where they differ: from hardly better to much better. */
const BETTER = [0.55, 0.6, 0.7, 0.8]
const ERRORS = [0.05, 0.01]
const POWERS = [0.8, 0.9]
const MOST_LABELS = 1_000_000

/**
 * How many times fewer labels it takes to tell the better of two models from what they differ in than from all items drawn at
 * random. Both sides take the same test (the exact sign test of the items that differ, made exact at its level by chance, so
 * that neither gains by steps), at the same error rate, to the same power; computed, not simulated.
 */
export function labelsToCompare(
  differ = DIFFER,
): readonly { readonly own: number; readonly atRandom: number }[] {
  return BETTER.flatMap((better) =>
    ERRORS.flatMap((error) => {
      const known = new Map<number, number>()
      const ofDifferences = (n: number): number => {
        const found = known.get(n) ?? signPower(n, better, error)
        known.set(n, found)
        return found
      }
      return POWERS.map((power) => ({
        own: fewest(power, ofDifferences),
        atRandom: fewest(power, (n) => mixed(n, differ, ofDifferences)),
      }))
    }),
  )
}

/** Power of the sign test of n items, of which the better model has this share for itself. */
function signPower(n: number, better: number, error: number): number {
  let most = Math.floor(n / 2)
  while (most <= n && binomialAtLeast(most, n, 0.5) > error) most++
  // Rejects from `most` on, and one below it now and then, so that the error is what is allowed.
  const sure = most > n ? 0 : binomialAtLeast(most, n, 0.5)
  const sometimes = (error - sure) / binomialMass(most - 1, n, 0.5)
  return (most > n ? 0 : binomialAtLeast(most, n, better)) + sometimes * binomialMass(most - 1, n, better)
}

/** Power of n items drawn from all: as many of them differ as chance gives. */
function mixed(n: number, differ: number, power: (n: number) => number): number {
  const [mean, scatter] = [n * differ, Math.sqrt(n * differ * (1 - differ))]
  let sum = 0
  const last = Math.min(n, Math.ceil(mean + 9 * scatter + 5))
  for (let k = Math.max(0, Math.floor(mean - 9 * scatter - 5)); k <= last; k++)
    sum += (differ === 1 ? Number(k === n) : binomialMass(k, n, differ)) * power(k)
  return sum
}

/** Labels from which on the power is reached; between two whole numbers, so that rounding makes no difference. */
function fewest(power: number, of: (n: number) => number): number {
  let [low, high] = [0, MOST_LABELS]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (of(middle) >= power) high = middle
    else low = middle
  }
  const [below, above] = [of(low), of(high)]
  return low + (power - below) / (above - below)
}

const LABELS = 400
/** How often the new one is wrong where the two differ: where it makes no difference, factors are smallest. */
const NEW_WRONG = 0.5
const SEEDS = 40

/** The same by scatter: labels at random over labels of differences for one width of the interval, of so many seeds each. */
export function scatterRatios(seed: number, runs: number): readonly number[] {
  return Array.from({ length: SEEDS }, (_, i) => scatterRatio(chanceFrom(seed + 7919 * i), runs)).sort(
    (a, b) => a - b,
  )
}

function scatterRatio(random: () => number, runs: number): number {
  const own: number[] = []
  const atRandom: number[] = []
  for (let run = 0; run < runs; run++) {
    let [newWrong, sum] = [0, 0]
    for (let i = 0; i < LABELS; i++) if (random() < NEW_WRONG) newWrong++
    own.push(discordantDifference(random, [{ share: DIFFER, judged: LABELS, newWrong }], { draws: 1 })!.value)
    for (let i = 0; i < LABELS; i++) if (random() < DIFFER) sum += random() < NEW_WRONG ? 1 : -1
    atRandom.push(sum / LABELS)
  }
  return variance(atRandom) / variance(own)
}

function variance(values: readonly number[]): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1)
}

export function discordanceReaches(seed: number, runs: number): Reach[] {
  const factors = labelsToCompare().map(({ own, atRandom }) => atRandom / own)
  const [least, most] = [Math.min(...factors), Math.max(...factors)]
  const ratios = scatterRatios(seed, runs)
  const mean = ratios.reduce((sum, one) => sum + one, 0) / ratios.length
  const error = Math.sqrt(variance(ratios) / ratios.length)
  const [low, high] = [mean - 2.02 * error, mean + 2.02 * error]
  return [
    {
      what: `labels to tell the better of two models that differ in 1 %: from the differences, against at random; same exact test, error (5, 1 %) and power (80, 90 %)`,
      value: `${least.toFixed(1)} to ${most.toFixed(1)} times fewer`,
      reach: '≥ 100 times',
      isReached: least >= 100,
    },
    {
      what: 'the same for one width of the interval of the difference, models equally good (the least favourable case; theory: 100)',
      value: `${mean.toFixed(1)} times (95 %: ${low.toFixed(1)} to ${high.toFixed(1)}, ${ratios.length} seeds)`,
      reach: '≥ 100 times, within the interval',
      isReached: high >= 100,
    },
  ]
}
