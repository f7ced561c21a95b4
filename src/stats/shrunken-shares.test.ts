import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shrunkenShares } from './shrunken-shares.ts'

const counted = fc.tuple(fc.nat(40), fc.nat(40)).map(([hits, misses]) => ({ hits, of: hits + misses }))

test('two out of two does not lead ninety-eight out of a hundred', () => {
  const others = [
    { hits: 45, of: 50 },
    { hits: 88, of: 100 },
    { hits: 70, of: 80 },
  ]
  const [novice, veteran] = shrunkenShares([{ hits: 2, of: 2 }, { hits: 98, of: 100 }, ...others], 0.8)
  expect(novice!.value).toBeLessThan(veteran!.value)
  expect(novice!.low).toBeLessThan(veteran!.low)
})

test('one wrong answer is no proof of bad work, forty are', () => {
  const good = Array.from({ length: 5 }, () => ({ hits: 92, of: 100 }))
  const [once, often] = shrunkenShares([{ hits: 0, of: 1 }, { hits: 60, of: 100 }, ...good], 0.8)
  expect(once!.below).toBeLessThan(0.95)
  expect(often!.below).toBeGreaterThan(0.99)
})

test('each lies within its interval and 0 to 1; more hits never lower it', () => {
  fc.assert(
    fc.property(fc.array(counted, { minLength: 1, maxLength: 6 }), (all) => {
      const shares = shrunkenShares(all, 0.8)
      for (const { low, value, high, below } of shares) {
        expect(low).toBeGreaterThanOrEqual(0)
        expect(value).toBeGreaterThanOrEqual(low)
        expect(high).toBeGreaterThanOrEqual(value)
        expect(high).toBeLessThanOrEqual(1)
        expect(below).toBeGreaterThanOrEqual(0)
        expect(below).toBeLessThanOrEqual(1 + 1e-9)
      }
      all.forEach((one, i) => {
        all.forEach((other, j) => {
          if (one.of === other.of && one.hits < other.hits)
            expect(shares[i]!.value).toBeLessThan(shares[j]!.value)
        })
      })
    }),
    { numRuns: 20 },
  )
})
