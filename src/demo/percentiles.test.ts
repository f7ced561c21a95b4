import { expect, test } from 'vitest'
import { percentileCollector } from './percentiles.ts'
import { seededRandom } from './random.ts'

test('percentiles are exact for as many values as are kept', () => {
  const collector = percentileCollector(seededRandom(1).next)
  for (let value = 1000; value >= 1; value--) collector.add(value)
  expect(collector.percentiles()).toEqual({ p50: 500, p95: 950, p99: 990, max: 1000 })
})

test('past that they come from a fair sample, and the largest is still known', () => {
  const collector = percentileCollector(seededRandom(1).next)
  for (let value = 0; value < 300_000; value++) collector.add(value)
  const { p50, p99, max } = collector.percentiles()
  expect(Math.abs(p50 / 300_000 - 0.5)).toBeLessThan(0.01)
  expect(Math.abs(p99 / 300_000 - 0.99)).toBeLessThan(0.01)
  expect(max).toBe(299_999)
})

test('nothing has no percentiles', () => {
  expect(percentileCollector(() => 0).percentiles().p50).toBeNaN()
})
