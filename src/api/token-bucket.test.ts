import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenBucket } from './token-bucket.ts'

test('a burst passes, then the rate holds, and the wait told is enough', () => {
  const bucket = tokenBucket(10, 0)
  for (let i = 0; i < 10; i++) expect(bucket.take(0)).toBe(0)
  const waitMs = bucket.take(0)
  expect(waitMs).toBeCloseTo(100)
  expect(bucket.take(waitMs - 1)).toBeGreaterThan(0)
  expect(bucket.take(waitMs + 0.001)).toBe(0)
})

test('whatever the arrivals, no more pass than rate and burst allow', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 500 }), { maxLength: 200 }), (gaps) => {
      const bucket = tokenBucket(5, 0)
      let now = 0
      let latest = 0
      let forward = 0
      let passed = 0
      for (const gap of gaps) {
        now += gap
        if (gap > 0) forward += gap
        latest = Math.max(latest, now)
        if (bucket.take(now) === 0) passed++
      }
      expect(passed).toBeLessThanOrEqual(5 + (forward * 5) / 1000 + 1e-6)
    }),
  )
})
