import { atOnce } from '../../../src/core/steps.ts'
import type { Interval } from '../../../src/stats/exact-interval.ts'
import type { KnownAnswers } from '../../../src/stats/judge-rates.ts'
import { correctedPrevalence } from '../../../src/stats/live/corrected-prevalence.ts'
import { recall } from '../../../src/stats/live/recall.ts'
import { recallByInclusion } from '../../../src/stats/live/recall-by-inclusion.ts'
import { type ExposureStratum, stratifiedPrevalence } from '../../../src/stats/live/stratified-prevalence.ts'
import { prevalence, type Stratum } from '../../../src/stats/prevalence.ts'
import { hitsOf, holds, share } from '../draw.ts'
import { grid, method } from '../method.ts'

/** Shares of exposure by score, how much likelier harm is in each, and how labels are shared out. */
const DESIGNS = {
  'at random': { shares: [1], risks: [1], labels: [1] },
  'half low': { shares: [0.9, 0.09, 0.01], risks: [0.25, 3, 50], labels: [0.6, 0.25, 0.15] },
  'risk heavy': { shares: [0.9, 0.09, 0.01], risks: [0.25, 3, 50], labels: [0.1, 0.3, 0.6] },
  'harm unforeseen': { shares: [0.9, 0.1], risks: [1.1, 0.1], labels: [0.5, 0.5] },
} as const
type Design = keyof typeof DESIGNS
const NAMES = Object.keys(DESIGNS) as Design[]

interface Layer {
  readonly share: number
  readonly judged: number
  readonly rate: number
}

function layersOf(design: Design, rate: number, labels: number): Layer[] {
  const { shares, risks, labels: parts } = DESIGNS[design]
  const scale = rate / shares.reduce((sum, part, i) => sum + part * risks[i]!, 0)
  return shares.map((part, i) => ({
    ...{ share: part, judged: Math.round(labels * parts[i]!) },
    rate: Math.min(1, scale * risks[i]!),
  }))
}

const truthOf = (layers: readonly Layer[]) => layers.reduce((sum, one) => sum + one.share * one.rate, 0)

function judge(
  random: () => number,
  layers: readonly Layer[],
  seen: (rate: number) => number,
): ExposureStratum[] {
  return layers.map(({ share: part, judged, rate }) => ({
    ...{ share: part, judged },
    violating: hitsOf(random, judged, seen(rate)),
  }))
}

function waldOf(strata: readonly ExposureStratum[]): Interval {
  let [value, variance] = [0, 0]
  for (const { share: part, judged, violating } of strata) {
    const p = violating / judged
    value += part * p
    variance += (part * part * p * (1 - p)) / judged
  }
  return { low: value - 1.96 * Math.sqrt(variance), high: value + 1.96 * Math.sqrt(variance) }
}

const stratified = method({
  ...{
    name: 'prevalence by strata',
    what: 'share of exposure that violates, 95 %',
    source: 'Fay and Feuer 1997',
  },
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 10_000 },
  scenarios: grid({ design: NAMES, rate: [0, 0.0005, 0.002, 0.01, 0.02], labels: [500, 2000] }),
  procedure: stratifiedPrevalence as (strata: readonly ExposureStratum[]) => Interval | undefined,
  mutant: { what: "Wald's interval", procedure: waldOf },
  measure(interval, { design, rate, labels }, random, runs) {
    const layers = layersOf(design, rate, labels)
    return share(runs, () => holds(interval(judge(random, layers, (p) => p)), truthOf(layers)))
  },
})

const corrected = method({
  ...{ name: 'prevalence, judges err', what: 'share of exposure that violates in truth, 95 %' },
  source: 'Rogan and Gladen 1978, melded: Bayer, Fay and Graubard 2023',
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid({
    ...{ design: NAMES, rate: [0.002, 0.02], labels: [2000] },
    ...{ sensitivity: [0.7, 0.9], specificity: [0.99, 0.998], known: [100, 1000] },
  }),
  procedure: ((random, strata, known) => correctedPrevalence(random, strata, known, { draws: 400 })) as (
    random: () => number,
    strata: readonly ExposureStratum[],
    known: KnownAnswers,
  ) => Interval | undefined,
  mutant: { what: 'errors left in', procedure: (_, strata) => stratifiedPrevalence(strata) },
  measure(interval, { design, rate, labels, sensitivity, specificity, known }, random, runs) {
    const layers = layersOf(design, rate, labels)
    const seen = (p: number) => p * sensitivity + (1 - p) * (1 - specificity)
    return share(runs, () => {
      const answers = {
        ...{ violating: known / 4, found: hitsOf(random, known / 4, sensitivity) },
        ...{ fine: known, passed: hitsOf(random, known, specificity) },
      }
      return holds(interval(random, judge(random, layers, seen), answers), truthOf(layers))
    })
  },
})

const sampled = method({
  ...{
    name: 'prevalence by inclusion',
    what: 'share that violates, labels drawn one by one with known chances, 95 %',
  },
  source: 'Hájek 1971; Fay and Feuer 1997 where harm is rare; melded: Fay, Proschan and Brittain 2015',
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid({ count: [20_000], rate: [0.001, 0.01, 0.1], chances: ['one', 'two', 'unlike'] as const }),
  procedure: ((random, strata) => prevalence(random, strata, undefined, { draws: 400 }).share) as (
    random: () => number,
    strata: readonly Stratum[],
  ) => Interval | undefined,
  mutant: {
    what: 'chances left out',
    procedure: (random, strata) =>
      prevalence(
        random,
        strata.map((one) => ({ ...one, probability: 0.05 })),
        undefined,
        { draws: 400 },
      ).share,
  },
  measure(interval, { count, rate, chances }, random, runs) {
    const probabilities = { one: [0.05], two: [0.03, 0.3], unlike: [0.01, 0.1, 1] }[chances]
    const sizes = { one: [1], two: [0.95, 0.05], unlike: [0.9, 0.09, 0.01] }[chances].map(
      (part) => part * count,
    )
    const rates = { one: [rate], two: [rate, 3 * rate], unlike: [rate / 2, rate, 5 * rate] }[chances]
    const truth = sizes.reduce((sum, size, i) => sum + size * rates[i]!, 0) / count
    return share(runs, () => {
      const strata = probabilities.map((probability, i) => {
        const judged = hitsOf(random, Math.round(sizes[i]!), probability)
        return { probability, judged, violating: hitsOf(random, judged, rates[i]!), each: 1 }
      })
      return holds(interval(random, strata), truth)
    })
  },
})

const recalled = method({
  ...{
    name: 'recall',
    what: 'share of what violates that was flagged, 95 %',
    source: 'melded: Fay, Proschan and Brittain 2015',
  },
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid({
    flagged: [0.9, 0.5],
    missed: [0.0002, 0.002, 0.02],
    labels: [300, 2000],
    layers: [1, 2],
  }),
  procedure: ((random, flagged, passed) => recall(random, flagged, passed, { draws: 400 })) as (
    random: () => number,
    flagged: readonly ExposureStratum[],
    passed: readonly ExposureStratum[],
  ) => Interval | undefined,
  mutant: {
    what: 'of the missed only their estimate',
    procedure: (random, flagged, passed) =>
      recall(
        random,
        flagged,
        passed.map((one) => ({ share: one.share, judged: one.judged * 1e6, violating: one.violating * 1e6 })),
        { draws: 400 },
      ),
  },
  measure(interval, { flagged, missed, labels, layers }, random, runs) {
    const found = [{ share: 0.02, judged: Math.round(labels / 4), rate: flagged }]
    const passed =
      layers === 1
        ? [{ share: 0.98, judged: labels, rate: missed }]
        : [
            { share: 0.88, judged: Math.round(labels / 2), rate: missed / 2 },
            { share: 0.1, judged: Math.round(labels / 2), rate: 4 * missed },
          ]
    const truth = truthOf(found) / (truthOf(found) + truthOf(passed))
    return share(runs, () => {
      const seen = interval(
        random,
        judge(random, found, (p) => p),
        judge(random, passed, (p) => p),
      )
      // No harm seen at all: nothing is stated.
      return seen === undefined || holds(seen, truth)
    })
  },
})

const recalledByInclusion = method({
  ...{
    name: 'recall by inclusion',
    what: 'share of what violates that was flagged, labels drawn with known chances, 95 %',
  },
  source: 'Fay and Feuer 1997, melded: Fay, Proschan and Brittain 2015; Rogan and Gladen 1978',
  ...{ promise: 'coverage', nominal: () => 0.95, runs: 1000 },
  scenarios: grid({
    ...{ rate: [0.001, 0.01], flagged: [0.2, 0.8], chances: ['one', 'two'] as const },
    specificity: [1, 0.998],
  }),
  procedure: ((random, flagged, passed, known) => {
    const { asJudged, share: corrected } = atOnce(
      recallByInclusion(random, flagged, passed, known, { draws: 400 }),
    )
    return known === undefined ? asJudged : corrected
  }) as (
    random: () => number,
    flagged: readonly Stratum[],
    passed: readonly Stratum[],
    known: KnownAnswers | undefined,
  ) => Interval | undefined,
  mutant: {
    what: 'chances left out',
    procedure: (random, flagged, passed, known) => {
      const alike = (strata: readonly Stratum[]) => strata.map((one) => ({ ...one, probability: 0.05 }))
      const { asJudged, share: corrected } = atOnce(
        recallByInclusion(random, alike(flagged), alike(passed), known, { draws: 400 }),
      )
      return known === undefined ? asJudged : corrected
    },
  },
  measure(interval, { rate, flagged: caught, chances, specificity }, random, runs) {
    const count = 40_000
    const harm = count * rate
    // Of what is flagged one in three is fine.
    const sizes = { flagged: (harm * caught * 4) / 3, passed: count - (harm * caught * 4) / 3 }
    const rates = { flagged: 0.75, passed: (harm * (1 - caught)) / sizes.passed }
    const seen = (p: number) => p * 0.9 + (1 - p) * (1 - specificity)
    const isSure = specificity === 1
    return share(runs, () => {
      const drawn = (which: 'flagged' | 'passed', chance: number): Stratum => {
        const judged = hitsOf(random, Math.round(sizes[which]), chance)
        const p = isSure ? rates[which] : seen(rates[which])
        return { probability: chance, judged, violating: hitsOf(random, judged, p), each: 1 }
      }
      const known = isSure
        ? undefined
        : {
            ...{ violating: 200, found: hitsOf(random, 200, 0.9) },
            ...{ fine: 2000, passed: hitsOf(random, 2000, specificity) },
          }
      const often = chances === 'one' ? 0.05 : 0.5
      const found = interval(random, [drawn('flagged', often)], [drawn('passed', 0.05)], known)
      return found === undefined || holds(found, caught)
    })
  },
})

export const prevalences = [stratified, corrected, sampled, recalled, recalledByInclusion]
