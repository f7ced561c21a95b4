import type { FloodBounds, FloodState } from './ports.ts'

/**
 * How much it is that a sound member matches. The test is a CUSUM e-detector for one member over the new files that its bank is held
 * against: with each file, evidence `e` becomes max(e, 1) times the likelihood ratio of matching with probability `often` rather
 * than `usual`. As long as the member matches no more than `usual`, evidence is below `threshold` for at least `threshold` files on
 * average (its expected time to a false alarm), and for a bank of m members the first false alarm comes after threshold / m files or
 * later. Source: Shin, Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (2023);
 * Page, "Continuous inspection schemes" (1954).
 */
export const FLOOD = {
  /** A member that matches one in 2,000 new files or less is never the subject. */
  leastUsual: 1 / 2000,
  mostUsual: 0.05,
  /** Suspected is so many times what is usual. */
  factor: 10,
  /** New files between two false alarms of a bank, at least, on average. */
  filesBetween: 10_000_000,
  /** Files of which a bank is thought to have seen `leastUsual` before it saw any. */
  prior: 10_000,
} as const

export const NO_FLOOD: FloodState = { log: 0, atFile: 0 }

/**
 * The bounds for a bank: usual is what all of its members together match, of the files that it was held against, so a member in
 * doubt matches by itself far more than the whole bank used to.
 */
export function floodBounds(bank: {
  readonly files: number
  readonly matched: number
  readonly members: number
}): FloodBounds {
  const { leastUsual, mostUsual, factor, filesBetween, prior } = FLOOD
  const seen = (bank.matched + prior * leastUsual) / (bank.files + prior)
  const usual = Math.min(mostUsual, Math.max(leastUsual, seen))
  return {
    ...{ usual, often: Math.min(0.5, usual * factor) },
    logThreshold: Math.log(filesBetween) + Math.log(Math.max(1, bank.members)),
  }
}

/** The evidence after the file with that number in its bank matched, and those since the last match did not. */
export function floodAfterMatch(
  { usual, often }: FloodBounds,
  { log, atFile }: FloodState,
  file: number,
): FloodState {
  const against = Math.log((1 - often) / (1 - usual))
  // With each file that does not match, max(e, 1) shrinks by one factor; below 1 it begins again at 1.
  const passed = Math.max(0, file - atFile - 1)
  return { log: Math.max(0, log + passed * against) + Math.log(often / usual), atFile: file }
}
