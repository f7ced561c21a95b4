import { expect, test } from 'vitest'
import type { DecisionId } from '../../core/id.ts'
import { BATCH_SHARES, chooseBatch } from './choose-batch.ts'
import type { PoolItem } from './pool-item.ts'

const idOf = (i: number) => `d-${i.toString(16).padStart(32, '0')}` as DecisionId

/** A thousand events: the first ones are near the threshold, every fifth is in one of twenty unknown clusters. */
const POOL: PoolItem[] = Array.from({ length: 1000 }, (_, i) => ({
  decision: idOf(i),
  distance: i / 1000,
  discordant: i === 999,
  novel: i % 5 === 0 ? i % 100 : undefined,
}))
const SUSPECTS = Array.from({ length: 60 }, (_, i) => idOf(5000 + i))

test('a batch is made up of four parts, and the same seed draws the same', () => {
  const batch = chooseBatch(POOL, SUSPECTS, { count: 100, seed: 1 })
  expect(batch).toEqual(chooseBatch(POOL, SUSPECTS, { count: 100, seed: 1 }))
  expect(batch).not.toEqual(chooseBatch(POOL, SUSPECTS, { count: 100, seed: 2 }))
  expect(new Set(batch.map(({ decision }) => decision)).size).toBe(batch.length)
  const parts = Object.fromEntries(
    Object.keys(BATCH_SHARES).map((reason) => [reason, batch.filter((one) => one.reason === reason).length]),
  )
  expect(parts.suspect).toBe(10)
  expect(parts.near).toBe(30)
  expect(parts.novel).toBeGreaterThanOrEqual(15)
  expect(parts.chance).toBeGreaterThanOrEqual(30)
  expect(batch.length).toBeGreaterThan(90)
  expect(batch.length).toBeLessThanOrEqual(100)
})

test('the probability of an item is how often it is drawn', () => {
  const runs = 1000
  const drawn = new Map<DecisionId, { times: number; probability: number }>()
  for (let seed = 0; seed < runs; seed++)
    for (const { decision, probability } of chooseBatch(POOL, SUSPECTS, { count: 100, seed })) {
      const one = drawn.get(decision) ?? { times: 0, probability }
      drawn.set(decision, { times: one.times + 1, probability })
    }
  // A suspect, one near and in a cluster, one near, the discordant one, one of a cluster, one by chance alone.
  for (const i of [5000, 0, 7, 999, 900, 901]) {
    const { times, probability } = drawn.get(idOf(i))!
    // Four standard errors.
    expect(Math.abs(times / runs - probability), `item ${i}`).toBeLessThan(
      4 * Math.sqrt((probability * (1 - probability)) / runs),
    )
  }
  // Weighed by the inverse, a batch counts the pool.
  const estimate =
    [...drawn.values()].reduce((sum, { times, probability }) => sum + times / probability, 0) / runs
  expect(Math.abs(estimate - (POOL.length + 40)) / POOL.length).toBeLessThan(0.02)
})

test('what a part lacks is drawn by chance from all; a pool that is smaller than the batch is taken whole', () => {
  const plain = POOL.map((item) => ({ ...item, distance: undefined, discordant: false, novel: undefined }))
  const batch = chooseBatch(plain, [], { count: 100, seed: 1 })
  expect(batch).toHaveLength(100)
  for (const { reason, probability } of batch)
    expect([reason, probability]).toEqual(['chance', expect.closeTo(0.1, 10)])
  const all = chooseBatch(plain.slice(0, 30), [], { count: 100, seed: 1 })
  expect(all).toHaveLength(30)
  expect(all.every(({ probability }) => probability === 1)).toBe(true)
  expect(chooseBatch([], [], { count: 100, seed: 1 })).toEqual([])
})
