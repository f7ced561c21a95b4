import { describe, expect, test } from 'vitest'
import { seededInts } from '../seeded-picture.fixture.ts'
import { FLOOD, floodBounds, isFlood, NO_EVIDENCE, weighMatch, weightOf } from './flood.ts'
import {
  account,
  attack,
  type Caught,
  type ComingFile,
  NEW,
  newShare,
  publicFiles,
  type Watched,
  watch,
} from './flood-world.fixture.ts'
import type { FloodBounds } from './ports.ts'

const SMALL = 1
const LARGE = 1_000_000

/** The evidence of the definition, file by file: 'counts', 'passed' (it matches and does not count), or not matched. */
function slowly({ usual, often }: FloodBounds, files: readonly ('counts' | 'passed' | undefined)[]): number {
  let evidence = 1
  for (const file of files) {
    const ratio = file === 'counts' ? often / usual : (1 - often) / (1 - usual)
    evidence = Math.max(evidence, 1) * (file === 'passed' ? 1 : ratio)
  }
  return Math.log(evidence)
}

const bySenders = (members: number, more: Partial<Watched> = {}): Watched => ({
  ...{ members, counting: 'senders' },
  ...more,
})
const seeds = (many: number) => Array.from({ length: many }, (_, at) => at + 1)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('the evidence', () => {
  test('at each match it is that of the definition, file by file', () => {
    const bounds = floodBounds({ files: 0, matched: 0, members: 1 })
    const next = seededInts(3)
    const matches = Array.from({ length: 5000 }, () => (next(100) === 0 ? next(30) : undefined))
    const said: ('counts' | 'passed' | undefined)[] = []
    let evidence = NO_EVIDENCE
    const kinds = new Set<string>()
    for (const [at, sender] of matches.entries()) {
      if (sender === undefined) {
        said.push(undefined)
        continue
      }
      const weighed = weighMatch(bounds, evidence, { file: at + 1, sender: account(sender), worth: 1 })
      const again = !weighed.anew && evidence.counted.has(account(sender))
      evidence = weighed.evidence
      said.push(again ? 'passed' : 'counts')
      expect(weighed.counts).toBe(!again)
      expect(evidence.log).toBeCloseTo(slowly(bounds, said), 8)
      expect(evidence.weight).toBe(evidence.counted.size)
      kinds.add(`${said.at(-1)} ${weighed.anew}`)
    }
    // All that can happen has.
    expect([...kinds].sort()).toEqual(['counts false', 'counts true', 'passed false'])
  })

  test('who is not known by name, or has a violation, is not counted; what else they send changes nothing', () => {
    const bounds = floodBounds({ files: 0, matched: 0, members: 1 })
    const first = weighMatch(bounds, NO_EVIDENCE, { file: 10, sender: account('a'), worth: 1 }).evidence
    for (const [sender, worth] of [
      [undefined, 1],
      [account('b'), weightOf({ known: true, struck: true })],
      [account('a'), 1],
    ] as const) {
      const weighed = weighMatch(bounds, first, { file: 11, sender, worth })
      expect(weighed).toEqual({ evidence: { ...first, atFile: 11 }, counts: false, anew: false })
    }
  })

  test('what is usual is what the bank matched, within bounds; more members ask for more evidence', () => {
    expect(floodBounds({ files: 0, matched: 0, members: 1 }).usual).toBeCloseTo(FLOOD.leastUsual, 10)
    expect(floodBounds({ files: 1e6, matched: 1e4, members: 1 }).usual).toBeCloseTo(0.01, 3)
    expect(floodBounds({ files: 1e6, matched: 9e5, members: 1 }).usual).toBe(FLOOD.mostUsual)
    const [one, many] = [1, 1_000_000].map(
      (members) => floodBounds({ files: 0, matched: 0, members }).logThreshold,
    )
    expect(many! - one!).toBeCloseTo(Math.log(1e6), 8)
  })

  test('of known senders there are always weight enough when there is evidence enough', () => {
    for (const members of [1, 7, 1000, 1_000_000])
      for (const matched of [0, 300, 4000]) {
        const bounds = floodBounds({ files: 100_000, matched, members })
        let evidence = NO_EVIDENCE
        for (let at = 1; evidence.log < bounds.logThreshold; at++) {
          expect(isFlood(bounds, evidence, false)).toBe(false)
          evidence = weighMatch(bounds, evidence, { file: at, sender: account(at), worth: 1 }).evidence
        }
        expect(isFlood(bounds, evidence, false)).toBe(true)
      }
  })
})

describe('people who act together', () => {
  test('one person with ten thousand variants does nothing, whom counting files would have let win with seven', () => {
    for (const others of [0, 5, 100]) {
      const by = (counting: Watched['counting']) =>
        watch(attack(1, 10_000, others), { members: SMALL, counting })
      expect(by('senders')).toBeUndefined()
      // 7 variants, or a few more when others send in between.
      expect(by('files')!.files).toBeLessThanOrEqual(10 * (others + 1))
    }
  })

  test.each([
    ['known accounts', 7, 13, {}],
    ['new accounts', 28, 52, { standing: () => NEW }],
    ['known accounts, against a member that people upheld', 14, 26, { upheld: true }],
    ['new accounts, against such a member', 56, 104, { standing: () => NEW, upheld: true }],
  ] as const)('%s must be so many', (_, small, large, more) => {
    for (const [members, least] of [
      [SMALL, small],
      [LARGE, large],
    ] as const) {
      expect(watch(attack(least - 1, 50 * least, 0), bySenders(members, more))).toBeUndefined()
      expect(watch(attack(least, 50 * least, 0), bySenders(members, more))).toMatchObject({ people: least })
    }
  })

  test('accounts with a violation that people found never do it', () => {
    const standing = () => ({ known: true, struck: true })
    expect(watch(attack(500, 5000, 0), bySenders(SMALL, { standing }))).toBeUndefined()
  })
})

describe('a member that matches what many people send', () => {
  const caught = (share: number, watched: Watched, eachOnce = false): Caught[] =>
    seeds(60).map((seed) => watch(publicFiles({ seed, share, eachOnce, most: 100_000 }), watched)!)

  test.each([0.01, 0.05, 0.2, 1])('at a share of %d is caught as soon as by files', (share) => {
    const files = { members: LARGE, counting: 'files' } as const
    expect(caught(share, bySenders(LARGE), true)).toEqual(caught(share, files, true))
    // Among people who send again and again it takes a few files more, and no more people.
    const [before, after] = [caught(share, files), caught(share, bySenders(LARGE))]
    expect(mean(after.map(({ files }) => files))).toBeLessThan(1.15 * mean(before.map(({ files }) => files)))
    expect(mean(after.map(({ people }) => people))).toBeLessThan(mean(before.map(({ people }) => people)) + 1)
  })

  test('is caught when a third of them are new, and when all are, with more people', () => {
    const people = (standing: Watched['standing']) =>
      mean(caught(0.05, bySenders(LARGE, standing && { standing })).map((one) => one.people))
    const all = people(undefined)
    expect(people(newShare(0.3))).toBeLessThan(1.4 * all)
    expect(people(() => NEW)).toBeCloseTo(52, 5)
    expect(people(newShare(0))).toBe(all)
  })
})

describe('a sound member', () => {
  const THRESHOLD = 300
  const MOST = 50_000
  const tillAlarm = (files: (seed: number) => Iterable<ComingFile>, counting: Watched['counting']) =>
    seeds(200).map(
      (seed) =>
        watch(files(seed), { members: 1, counting, logThreshold: Math.log(THRESHOLD) })?.files ?? MOST,
    )
  // Those that were cut short make the mean smaller than it is.

  test('at a low threshold is in doubt no sooner than it says', () => {
    const till = tillAlarm((seed) => publicFiles({ seed, share: FLOOD.leastUsual, most: MOST }), 'senders')
    expect(mean(till)).toBeGreaterThan(THRESHOLD)
    // That some alarm at all shows that something was tested.
    expect(till.filter((files) => files < MOST).length).toBeGreaterThan(10)
  })

  test('is not brought into doubt by series that match as a whole, as counting files would', () => {
    const series = function* (seed: number): Generator<ComingFile> {
      const next = seededInts(seed)
      for (let at = 0; at < MOST / 20; at++) {
        const matches = next(2000) === 0
        for (let n = 0; n < 20; n++) yield { sender: account(at), matches }
      }
    }
    const alarms = (counting: Watched['counting']) =>
      tillAlarm(series, counting).filter((files) => files < MOST).length
    expect(alarms('files')).toBeGreaterThan(100)
    expect(alarms('senders')).toBeLessThan(5)
  })
})
