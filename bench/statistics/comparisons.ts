import { chanceFrom } from '../../src/stats/chance.ts'
import type { Interval } from '../../src/stats/exact-interval.ts'
import { type Cluster, clusteredInterval } from '../../src/stats/proportion/clustered-share.ts'
import { exactLower, exactUpper } from '../../src/stats/proportion/exact-bound.ts'
import { NEW_DETECTOR, watch } from '../../src/stats/sequential/detector.ts'
import { probationEvidence } from '../../src/stats/sequential/probation.ts'
import { probationBoundaries, probationOdds } from '../../src/stats/sequential/probation-boundary.ts'
import {
  addWeightedLoss,
  NEW_WEIGHTED_PROBATION,
  weightedEvidence,
} from '../../src/stats/sequential/weighted-probation.ts'
import { studentQuantile } from '../../src/stats/special/student-quantile.ts'
import { clustersOf, hitsOf, holds } from './draw.ts'

/** Where we depart from what is published, and what that gains. */
export interface Comparison {
  readonly what: string
  readonly published: string
  readonly ours: string
}

const BAR = 0.05
const ENOUGH = Math.log(100)

export function comparisons(seed: number, scale = 1): Comparison[] {
  return [...priors(), ...bets(seed, scale), ...clusters(seed, scale), drop(seed, scale)]
}

function priors(): Comparison[] {
  const flat = { bar: BAR, passPrior: { a: 1, b: 10 }, revokePrior: { a: 1, b: 10 } }
  const plans = [flat, { bar: BAR }].map((plan) => ({ plan, boundaries: probationBoundaries(plan) }))
  return [0.01, 0.02, 0.03, 0.08, 0.1].map((rate) => {
    const [published, ours] = plans.map(({ plan, boundaries }) => {
      const { medianLabels, pass, revoke } = probationOdds(plan, rate, boundaries)
      return `${medianLabels} (${(100 * Math.max(pass, revoke)).toFixed(1)} %)`
    })
    return {
      what: `probation, ${100 * rate} % losses: median labels (share with a verdict); prior Beta(1, 10), or around half and twice the bar`,
      ...{ published: published!, ours: ours! },
    }
  })
}

/** One stake guessed from what was seen, as Waudby-Smith and Ramdas have it (approximate growth-optimal, cut at three quarters). */
function guessedStake(worst: number): (gain: number) => number {
  let [n, sum, squares, log] = [0, 0, 0, 0]
  return (gain) => {
    const mean = sum / (n + 1)
    const variance = (0.05 + squares) / (n + 1)
    log += Math.log1p(Math.max(0, Math.min(0.75 / worst, mean / (variance + mean * mean))) * gain)
    n++
    sum += gain
    squares += (gain - sum / n) ** 2
    return log
  }
}

function bets(seed: number, scale: number): Comparison[] {
  const random = chanceFrom(seed)
  const least = 0.2
  return [0.01, 0.02, 0.1, 0.2].map((rate) => {
    const side = rate < BAR ? 'pass' : 'revoke'
    const runs = Math.ceil(300 * scale)
    const [guessed, mixed]: [number[], number[]] = [[], []]
    for (let run = 0; run < runs; run++) {
      let state = NEW_WEIGHTED_PROBATION
      const guess = guessedStake(side === 'pass' ? 1 - BAR : BAR)
      let [byGuess, byMixture] = [0, 0]
      for (let labels = 1; labels <= 5000 && !(byGuess && byMixture); ) {
        const isRisky = random() < 0.25
        const probability = isRisky ? 1 : least
        if (random() >= probability) continue
        const loss = Number(random() < (isRisky ? 2.2 : 0.6) * rate)
        state = addWeightedLoss({ bar: BAR, leastProbability: least }, state, { loss, probability })
        const log = guess(((side === 'pass' ? BAR - loss : loss - BAR) * least) / probability)
        if (!byMixture && weightedEvidence(state)[side] >= ENOUGH) byMixture = labels
        if (!byGuess && log >= ENOUGH) byGuess = labels
        labels++
      }
      guessed.push(byGuess || Infinity)
      mixed.push(byMixture || Infinity)
    }
    return {
      what: `weighted probation, ${100 * rate} % losses: median labels to ${side}; one guessed stake, or the mean over fixed ones`,
      ...{ published: `${median(guessed)}`, ours: `${median(mixed)}` },
    }
  })
}

/** Korn and Graubard's interval as it is printed. */
function kornGraubard(clusters: readonly Cluster[]): Interval {
  const sum = (f: (cluster: Cluster) => number) => clusters.reduce((total, one) => total + f(one), 0)
  const [count, of, hits] = [clusters.length, sum((one) => one.of), sum((one) => one.hits)]
  const p = hits / of
  if (p === 0 || p === 1) return { low: exactLower(hits, of, 0.025), high: exactUpper(hits, of, 0.025) }
  const variance = ((count / (count - 1)) * sum((one) => (one.hits - p * one.of) ** 2)) / of ** 2
  const degrees = (studentQuantile(of - 1, 0.025) / studentQuantile(count - 1, 0.025)) ** 2
  const size = Math.min(of, ((p * (1 - p)) / variance) * degrees)
  return { low: exactLower(p * size, size, 0.025), high: exactUpper(p * size, size, 0.025) }
}

function clusters(seed: number, scale: number): Comparison[] {
  const random = chanceFrom(seed + 1)
  const runs = Math.ceil(2000 * scale)
  return ([0.005, 0.02, 0.1] as const).map((rate) => {
    let [published, ours] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const seen = clustersOf(random, 100, 20, rate, 0.3)
      if (holds(kornGraubard(seen), rate)) published++
      if (holds(clusteredInterval(seen), rate)) ours++
    }
    const percent = (held: number) => `${((100 * held) / runs).toFixed(1)} %`
    return {
      what: `share of ${100 * rate} % in 100 accounts of 20 items: in its 95 % interval; Korn and Graubard's, or with caution`,
      ...{ published: percent(published), ours: percent(ours) },
    }
  })
}

function drop(seed: number, scale: number): Comparison {
  const random = chanceFrom(seed + 2)
  const runs = Math.ceil(200 * scale)
  let [long, watched] = [0, 0]
  for (let run = 0; run < runs; run++) {
    let [labels, losses] = [5000, hitsOf(random, 5000, 0.02)]
    let state = NEW_DETECTOR
    let isSeen = false
    for (let t = 0; t < 1000; t++) {
      const isLoss = random() < 0.1
      labels++
      losses += Number(isLoss)
      // Started afresh at the drop: that it does not gain by the labels before is what the detector is for.
      state = watch({ bar: BAR }, state, Number(isLoss))
      if (t % 20 === 0 && probationEvidence({ bar: BAR }, { labels, losses }).revoke >= ENOUGH) isSeen = true
    }
    if (isSeen) long++
    if (state.alarmAt !== null) watched++
  }
  const percent = (hits: number) => `${((100 * hits) / runs).toFixed(1)} %`
  return {
    what: 'after 5,000 labels at 2 % losses these rise to 10 %: seen within 1,000; one long test, or the detector',
    ...{ published: percent(long), ours: percent(watched) },
  }
}

function median(numbers: number[]): number {
  return numbers.sort((x, y) => x - y)[numbers.length >> 1]!
}
