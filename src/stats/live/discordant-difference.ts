import { type Estimate, PREVALENCE_DEFAULTS, type PrevalenceOptions } from '../prevalence.ts'
import { quantile } from '../quantile.ts'
import { highDraw, lowDraw } from '../share-draws.ts'

/** Items on which two models differ in one way: only the new one flags, or only the old one. */
export interface DiscordantCell {
  /** Share of all traffic; known, as both models score all of it. */
  readonly share: number
  /** Labels drawn at random within the cell, and in how many of them the new model was wrong. */
  readonly judged: number
  readonly newWrong: number
}

/**
 * How much more often the new model is wrong than the old, over all traffic, from labels of discordant items alone: where they
 * agree the difference is known to be nothing. At a share d of discordant items that takes at least 1 / d times fewer labels than
 * items drawn from all traffic. Undefined when a cell that holds traffic has no labels.
 *
 * The exact confidence distributions of the cells, melded (Fay, Proschan and Brittain, Biometrics 71, 2015).
 */
export function discordantDifference(
  random: () => number,
  cells: readonly DiscordantCell[],
  options: PrevalenceOptions = {},
): Estimate | undefined {
  const { draws, level } = { ...PREVALENCE_DEFAULTS, ...options }
  const held = cells.filter(({ share }) => share > 0)
  if (held.some(({ judged }) => judged === 0)) return undefined
  const value = held.reduce(
    (sum, { share, judged, newWrong }) => sum + share * ((2 * newWrong) / judged - 1),
    0,
  )
  const lows = new Float64Array(draws)
  const highs = new Float64Array(draws)
  for (let i = 0; i < draws; i++)
    for (const { share, judged, newWrong } of held) {
      lows[i]! += share * (2 * lowDraw(random, newWrong, judged) - 1)
      highs[i]! += share * (2 * highDraw(random, newWrong, judged) - 1)
    }
  return { value, low: quantile(lows.sort(), (1 - level) / 2), high: quantile(highs.sort(), (1 + level) / 2) }
}
