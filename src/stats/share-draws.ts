import { betaDraw } from './draws.ts'

/** Of the two distributions whose quantiles are the ends of the exact interval, the lower one and the upper one. */
export function lowDraw(random: () => number, hits: number, of: number): number {
  return betaDraw(random, hits, of - hits + 1)
}

export function highDraw(random: () => number, hits: number, of: number): number {
  return betaDraw(random, hits + 1, of - hits)
}
