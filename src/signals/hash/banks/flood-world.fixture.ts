import type { EntityRef } from '../../../core/entity.ts'
import { seededInts } from '../seeded-picture.fixture.ts'
import { floodBounds, isFlood, NO_EVIDENCE, weighMatch, weightOf } from './flood.ts'
import type { SenderStanding } from './ports.ts'

/** A file that comes to a bank, who sends it, and whether the member looked at matches it. */
export interface ComingFile {
  readonly sender: EntityRef
  readonly matches: boolean
}

export const KNOWN: SenderStanding = { known: true, struck: false }
export const NEW: SenderStanding = { known: false, struck: false }

export interface Watched {
  /** Members of the bank. */
  readonly members: number
  /** `files`: as the guard counted before, each file as if another known sender had sent it. */
  readonly counting: 'senders' | 'files'
  readonly standing?: (sender: EntityRef) => SenderStanding
  readonly upheld?: boolean
  /** In place of the bank's own: natural logarithm. */
  readonly logThreshold?: number
}

/** How far it came until the member was in quarantine: files, and different people whose files matched. */
export interface Caught {
  readonly files: number
  readonly people: number
}

/** Watches one member of a bank that matches little else. Undefined: the files ended before it was in doubt. */
export function watch(files: Iterable<ComingFile>, watched: Watched): Caught | undefined {
  const { members, counting, standing = () => KNOWN, upheld = false, logThreshold } = watched
  const own = floodBounds({ files: 100_000, matched: 20, members })
  const bounds = logThreshold === undefined ? own : { ...own, logThreshold }
  const people = new Set<EntityRef>()
  let evidence = NO_EVIDENCE
  let file = 0
  for (const { sender, matches } of files) {
    file++
    if (!matches) continue
    people.add(sender)
    const one =
      counting === 'files'
        ? { sender: account(file), worth: 1 }
        : { sender, worth: weightOf(standing(sender)) }
    evidence = weighMatch(bounds, evidence, { file, ...one }).evidence
    if (isFlood(bounds, evidence, upheld)) return { files: file, people: people.size }
  }
  return undefined
}

export const account = (id: number | string): EntityRef => `account:${id}` as EntityRef

/**
 * The public: of each file, who of 2,000 people sends it is drawn, the busiest tenth sending nearly half, and that it matches by
 * chance. `eachOnce`: every file is another person's.
 */
export function* publicFiles(asked: {
  readonly seed: number
  /** Share of files that match. */
  readonly share: number
  readonly most: number
  readonly eachOnce?: boolean
}): Generator<ComingFile> {
  const { seed, share, most, eachOnce = false } = asked
  const next = seededInts(seed)
  for (let at = 0; at < most; at++) {
    const u = next(1_000_000) / 1_000_000
    const sender = account(eachOnce ? at : Math.floor(2000 * u ** 3))
    yield { sender, matches: next(1_000_000) < share * 1_000_000 }
  }
}

/** Accounts in turn, each with a file that matches, and so many files of others behind each. */
export function* attack(accounts: number, most: number, others: number): Generator<ComingFile> {
  for (let at = 0; at < most; at++) {
    yield { sender: account(`attacker-${at % accounts}`), matches: true }
    for (let n = 0; n < others; n++) yield { sender: account(`other-${at}-${n}`), matches: false }
  }
}

/** Which of a public of the same seed is new, by their id. */
export function newShare(share: number): (sender: EntityRef) => SenderStanding {
  return (sender) => {
    let hash = 0
    for (const char of sender) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) | 0
    return seededInts(hash)(1000) < share * 1000 ? NEW : KNOWN
  }
}
