import { describe, expect, test } from 'vitest'
import { seededInts } from '../seeded-picture.fixture.ts'
import { FLOOD, floodAfterMatch, floodBounds, NO_FLOOD } from './flood.ts'
import type { FloodBounds } from './ports.ts'

/** The evidence of the definition, file by file. */
function slowly({ usual, often }: FloodBounds, matches: readonly boolean[]): number {
  let evidence = 1
  for (const matched of matches)
    evidence = Math.max(evidence, 1) * (matched ? often / usual : (1 - often) / (1 - usual))
  return Math.log(evidence)
}

/** Files until the evidence of one member is at the threshold, where it matches with that probability; `most` when never. */
function filesTill(
  bounds: FloodBounds,
  logThreshold: number,
  share: number,
  most: number,
  seed: number,
): number {
  const next = seededInts(seed)
  let state = NO_FLOOD
  for (let file = 1; file <= most; file++) {
    if (next(1_000_000) >= share * 1_000_000) continue
    state = floodAfterMatch(bounds, state, file)
    if (state.log >= logThreshold) return file
  }
  return most
}

describe('the flood guard', () => {
  test('the evidence at each match is that of the definition, file by file', () => {
    const bounds = floodBounds({ files: 0, matched: 0, members: 1 })
    const next = seededInts(3)
    const matches = Array.from({ length: 5000 }, () => next(100) === 0)
    let state = NO_FLOOD
    let compared = 0
    for (const [at, matched] of matches.entries()) {
      if (!matched) continue
      state = floodAfterMatch(bounds, state, at + 1)
      expect(state.log).toBeCloseTo(slowly(bounds, matches.slice(0, at + 1)), 8)
      compared++
    }
    expect(compared).toBeGreaterThan(20)
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

  test('at a low threshold, sound members are in doubt no sooner than it says', () => {
    const bounds = floodBounds({ files: 0, matched: 0, members: 1 })
    const threshold = 300
    let files = 0
    let alarms = 0
    for (let seed = 1; seed <= 200; seed++) {
      const till = filesTill(bounds, Math.log(threshold), bounds.usual, 50_000, seed)
      files += till
      if (till < 50_000) alarms++
    }
    // Those that were cut short make the mean smaller than it is; that some alarm at all shows that something was tested.
    expect(files / 200).toBeGreaterThan(threshold)
    expect(alarms).toBeGreaterThan(10)
  })

  test('a member that matches one file in twenty is in doubt within a few hundred, in a bank of a million', () => {
    const bounds = floodBounds({ files: 100_000, matched: 20, members: 1_000_000 })
    const till = Array.from({ length: 50 }, (_, at) =>
      filesTill(bounds, bounds.logThreshold, 0.05, 10_000, at + 1),
    )
    expect(Math.max(...till)).toBeLessThan(1000)
  })

  test('a member that matches each file is in doubt after 13, in a bank of a million', () => {
    const bounds = floodBounds({ files: 100_000, matched: 20, members: 1_000_000 })
    let state = NO_FLOOD
    let file = 1000
    while (state.log < bounds.logThreshold) state = floodAfterMatch(bounds, state, file++)
    expect(file - 1000).toBe(13)
  })
})
