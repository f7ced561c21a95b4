import type { EntityRef } from '../../../core/entity.ts'
import type { FloodBounds, FloodEvidence, FloodGuard, SenderStanding, WeighedMatch } from './ports.ts'

const DAY_MS = 86_400_000

/**
 * How much it is that a sound member matches. What speaks against a member are different senders (actors of events) whose pictures it
 * takes for the known one, not files: one person can make as many variants of a known picture as they like.
 *
 * The test is a CUSUM e-detector for one member. A trial is a new file that its bank is held against. The file counts when the member
 * matches it and its sender was not counted for the member since the evidence began; with each file that the member does not match,
 * and each that counts, evidence `e` becomes max(e, 1) times the likelihood ratio of counting with probability `often` rather than
 * `usual`. What matches and does not count (a sender counted before, one who is nobody we know of, or has a violation that people
 * found) leaves evidence as it is, which is never more than the ratio: so nothing that one sender does adds to it twice.
 *
 * As long as a new file brings a match of a sender not counted yet with probability `usual` at most, whatever came before, evidence
 * is below `threshold` for at least `threshold` files on average (its expected time to a false alarm), and for a bank of m members
 * the first false alarm comes after threshold / m files or later. Several accounts of one person that act together are what this
 * does not hold for; they are held off by a second condition, which only ever makes an alarm later: see `isFlood`. Source: Shin,
 * Ramdas and Rinaldo, "E-detectors: a nonparametric framework for sequential change detection" (2023); Page, "Continuous inspection
 * schemes" (1954).
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
  /** The weight of a sender who is not known yet; that of a known one is 1. */
  newcomer: 1 / 4,
  /** A sender is known by a file of so long ago, in ms, that matched nothing. */
  knownAfterMs: 7 * DAY_MS,
  /** So many times the weight is asked for where people have found that a match of the member was right. */
  upheld: 2,
} as const

export const NO_EVIDENCE: FloodEvidence = { log: 0, atFile: 0, weight: 0, counted: new Set() }

/**
 * The bounds for a bank: usual is what all of its members together match, of the files that it was held against, so a member in
 * doubt is met by more new senders by itself than the whole bank used to match files.
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

/**
 * The evidence after the file with that number in its bank matched, and those since the last match did not. `weight`: what its sender
 * is worth (`weightOf`); of 0, or a sender who is undefined, it does not count.
 */
export function weighMatch(
  { usual, often }: FloodBounds,
  { log, atFile, weight, counted }: FloodEvidence,
  {
    file,
    sender,
    worth,
  }: { readonly file: number; readonly sender: EntityRef | undefined; readonly worth: number },
): WeighedMatch {
  const against = Math.log((1 - often) / (1 - usual))
  // With each file that does not match, max(e, 1) shrinks by one factor; below 1 it begins again at 1, and so do those who count.
  const before = Math.max(0, log + Math.max(0, file - atFile - 1) * against)
  const anew = before === 0
  const since = anew ? { weight: 0, counted: NO_EVIDENCE.counted } : { weight, counted }
  if (sender === undefined || worth <= 0 || since.counted.has(sender))
    return { evidence: { log: before, atFile: file, ...since }, counts: false, anew }
  return {
    evidence: {
      ...{ log: before + Math.log(often / usual), atFile: file },
      ...{ weight: since.weight + worth, counted: new Set([...since.counted, sender]) },
    },
    ...{ counts: true, anew },
  }
}

/**
 * Whether a member goes into quarantine: its evidence is at the threshold, and the senders behind it come to as much weight as it takes
 * known senders to get there (7 in a bank of one member, 13 in one of a million), or twice as many when `upheld`. Of known senders
 * alone the second always holds with the first.
 */
export function isFlood(
  { usual, often, logThreshold }: FloodBounds,
  { log, weight }: FloodEvidence,
  upheld: boolean,
): boolean {
  const least = (logThreshold / Math.log(often / usual)) * (upheld ? FLOOD.upheld : 1)
  return log >= logThreshold && weight >= least - 1e-6
}

/** The weight of a sender. */
export function weightOf({ known, struck }: SenderStanding): number {
  if (struck) return 0
  return known ? 1 : FLOOD.newcomer
}

/** The flood guard's own figures. */
export const FLOOD_GUARD: Omit<FloodGuard, 'jobs'> = {
  ...{ bounds: floodBounds, weigh: weighMatch, isFlood, weightOf, knownAfterMs: FLOOD.knownAfterMs },
}
