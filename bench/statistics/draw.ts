import { betaDraw } from '../../src/stats/draws.ts'
import type { Interval } from '../../src/stats/exact-interval.ts'
import type { Cluster } from '../../src/stats/proportion/clustered-share.ts'
import { binomialMass } from '../../src/stats/special/binomial.ts'
import type { Measured } from './method.ts'

/** How many of n hit. */
export function hitsOf(random: () => number, n: number, rate: number): number {
  let hits = 0
  for (let i = 0; i < n; i++) if (random() < rate) hits++
  return hits
}

/** The chance, exactly, that what is asked of a number of hits is so. */
export function exactly(n: number, rate: number, isSo: (hits: number) => boolean): Measured {
  let value = 0
  for (let hits = 0; hits <= n; hits++) {
    const mass =
      rate === 0 ? Number(hits === 0) : rate === 1 ? Number(hits === n) : binomialMass(hits, n, rate)
    if (mass > 1e-15 && isSo(hits)) value += mass
  }
  return { value, runs: Infinity }
}

/** How often something is so, over runs. */
export function share(runs: number, isSo: () => boolean): Measured {
  let hits = 0
  for (let i = 0; i < runs; i++) if (isSo()) hits++
  return { value: hits / runs, runs }
}

/** The mean over runs with its standard error. */
export function mean(runs: number, value: () => number): Measured {
  let [sum, squares] = [0, 0]
  for (let i = 0; i < runs; i++) {
    const one = value()
    sum += one
    squares += one * one
  }
  return {
    value: sum / runs,
    error: Math.sqrt(Math.max(0, squares - (sum * sum) / runs) / (runs * (runs - 1))),
    runs,
  }
}

export function holds(interval: Interval | undefined, truth: number): boolean {
  return interval !== undefined && interval.low <= truth + 1e-12 && truth - 1e-12 <= interval.high
}

/** Accounts of 1 to 2 × size - 1 items, whose own rates scatter around `rate`; `alike` is their intraclass correlation. */
export function clustersOf(
  random: () => number,
  count: number,
  size: number,
  rate: number,
  alike: number,
): Cluster[] {
  return Array.from({ length: count }, () => {
    const of = 1 + Math.floor(random() * (2 * size - 1))
    return { hits: hitsOf(random, of, ownRate(random, rate, alike)), of }
  })
}

export function ownRate(random: () => number, rate: number, alike: number): number {
  if (alike === 0 || rate === 0 || rate === 1) return rate
  if (alike === 1) return Number(random() < rate)
  return betaDraw(random, (rate * (1 - alike)) / alike, ((1 - rate) * (1 - alike)) / alike)
}
