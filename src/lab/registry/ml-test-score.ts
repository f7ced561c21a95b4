import { ML_SECTIONS, ML_TESTS, type MlSection } from './ml-tests.ts'
import type { SeenModel } from './ports.ts'

/** One test of the 28 with its point and the number of the entry that bears it out. */
export interface ScoredTest {
  readonly test: string
  readonly section: MlSection
  readonly name: string
  readonly points: 0 | 1
  readonly entry: number | undefined
}

export interface MlTestScore {
  /** The least of the four sums, 0 to 7. */
  readonly score: number
  readonly sections: Readonly<Record<MlSection, number>>
  readonly tests: readonly ScoredTest[]
}

/**
 * The ML Test Score of a model, from entries of the chain alone: a point for each test that an entry of the system, of
 * the model's own data and policy version, bears out by machine. There are no half points: nothing is ticked by hand.
 */
export function mlTestScore(seen: SeenModel): MlTestScore {
  const tests = ML_TESTS.map(({ test, section, name, evidence }): ScoredTest => {
    const entry = evidence(seen)?.number
    return { test, section, name, points: entry === undefined ? 0 : 1, entry }
  })
  const sum = (section: MlSection) =>
    tests.reduce((points, one) => points + (one.section === section ? one.points : 0), 0)
  const sections = Object.fromEntries(ML_SECTIONS.map((one) => [one, sum(one)])) as Record<MlSection, number>
  return { score: Math.min(...Object.values(sections)), sections, tests }
}
