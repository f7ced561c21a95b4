import { describe, expect, test } from 'vitest'
import { isKept } from '../bench/statistics/judge.ts'
import type { Method } from '../bench/statistics/method.ts'
import { METHODS } from '../bench/statistics/methods.ts'
import { statisticsPage } from '../bench/statistics/page.ts'
import { reaches } from '../bench/statistics/reaches.ts'
import { runScenario, seedOf } from '../bench/statistics/run-scenario.ts'
import { chanceFrom } from '../src/stats/chance.ts'

/** A few scenarios of each method, with few runs; all of them, with many: `npm run prove -- --proof statistics`. */
const SCENARIOS = 5
const RUNS = 40
const SEED = 7

function someOf({ scenarios }: Method): number[] {
  const step = Math.max(1, Math.floor(scenarios.length / SCENARIOS))
  return scenarios.flatMap((_, i) => (i % step === Math.floor(step / 2) ? [i] : []))
}

describe.each(METHODS.filter(({ onAverage }) => !onAverage))('$name', (method) => {
  test('keeps what it promises', () => {
    const missed = someOf(method)
      .map((index) => runScenario(method, index, SEED, Math.min(RUNS, method.runs)))
      .filter((result) => !result.isKept)
    expect(missed).toEqual([])
  })

  test(`what people do instead does not: ${method.mutant}`, () => {
    const hasFailed = method.scenarios.some(({ name, nominal, measure }) => {
      const seen = measure(chanceFrom(seedOf(`${method.name}/${name}`, SEED)), 2 * RUNS, 'mutant')
      return !isKept(method.promise, nominal, seen)
    })
    expect(hasFailed).toBe(true)
  })
})

test('what is only shown holds its level on average, and its mutant does not', () => {
  for (const method of METHODS.filter(({ onAverage }) => onAverage)) {
    const average = (of: 'procedure' | 'mutant') =>
      method.scenarios.reduce((sum, { measure }) => sum + measure(chanceFrom(SEED), 1, of).value, 0) /
      method.scenarios.length
    expect(average('procedure')).toBeGreaterThan(method.scenarios[0]!.nominal)
    expect(average('mutant')).toBeLessThan(method.scenarios[0]!.nominal - 0.02)
  }
})

test('there are more than five hundred scenarios, each named once', () => {
  const names = METHODS.flatMap(({ name, scenarios }) => scenarios.map((one) => `${name}/${one.name}`))
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeGreaterThan(500)
})

test('the judge tells a miss from the scatter of a simulation', () => {
  expect(isKept('coverage', 0.95, { value: 0.944, runs: 10_000 })).toBe(true)
  expect(isKept('coverage', 0.95, { value: 0.943, runs: 10_000 })).toBe(false)
  expect(isKept('coverage', 0.95, { value: 0.9499, runs: Infinity })).toBe(false)
  expect(isKept('error', 0.05, { value: 0.057, runs: 10_000 })).toBe(false)
  expect(isKept('error', 0.05, { value: 0.056, runs: 10_000 })).toBe(true)
  expect(isKept('run length', 100, { value: 95, error: 1, runs: 50 })).toBe(false)
  expect(isKept('run length', 100, { value: 98, error: 1, runs: 50 })).toBe(true)
})

test('a miss is named on the page', () => {
  const method = METHODS[0]!
  const result = runScenario(method, 0, SEED)
  const missed = { ...result, value: 0.5, isKept: false }
  const page = statisticsPage({
    seed: 1,
    methods: [method],
    results: [result, missed],
    mutants: [],
    reaches: [],
    comparisons: [],
  })
  expect(page).toContain('**1 do not keep what is promised**')
  expect(page).toContain(`- exact interval: ${result.scenario}: 0.5000 for 0.95`)
})

test('the reaches of probation, detector and prevalence', () => {
  expect(reaches(SEED, 0.03).filter(({ isReached }) => !isReached)).toEqual([])
})
