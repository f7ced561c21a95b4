import { compileRuleset } from '../engine/compile-ruleset.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import { statedHost } from '../engine/stated-host.ts'
import type { Pack } from '../pack/pack.ts'
import type { PackTest } from '../pack/pack-test.ts'
import { type CoverageReport, createCoverage } from './coverage.ts'
import { runTest, type TestResult } from './run-test.ts'

export interface RunTestsOptions {
  /** For tests that do not say it themselves: whether rules have force as they are written, or all of them. */
  readonly as?: 'written' | 'live'
  readonly coverage?: boolean
  /** Called before each test. */
  readonly onTest?: (test: PackTest, index: number) => void
  /** Looked at between tests. */
  readonly stop?: AbortSignal
}

export interface TestRun {
  readonly results: readonly TestResult[]
  readonly coverage: CoverageReport | undefined
}

/** Runs tests one after another, each from an empty memory. */
export async function runTests(
  pack: Pack,
  tests: readonly PackTest[],
  { as = 'written', coverage: wanted = false, onTest, stop }: RunTestsOptions = {},
): Promise<TestRun> {
  const stated = statedHost(pack)
  const written = compileRuleset(pack, undefined, stated.host)
  let live: Ruleset | undefined
  const coverage = wanted ? createCoverage(pack) : undefined
  const results: TestResult[] = []
  for (const [i, test] of tests.entries()) {
    if (stop?.aborted) break
    onTest?.(test, i)
    const isLive = (test.as ?? as) === 'live'
    if (isLive) live ??= compileRuleset(asLive(pack), written, stated.host)
    results.push(await runTest({ ruleset: isLive ? live! : written, stated }, test, coverage?.note))
  }
  return { results, coverage: coverage?.report() }
}

/** The pack with every rule live. */
function asLive(pack: Pack): Pack {
  return { ...pack, rules: pack.rules.map((rule) => ({ ...rule, mode: { kind: 'live' } })) }
}
