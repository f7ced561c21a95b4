import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alphaInterval } from './alpha-interval.ts'
import { chanceFrom } from './chance.ts'
import { krippendorffAlpha } from './krippendorff-alpha.ts'

test('twenty units in full agreement do not make it certain', () => {
  const units = Array.from({ length: 20 }, (_, i) => (i % 2 ? ['violates', 'violates'] : ['fine', 'fine']))
  const { low, high } = alphaInterval(chanceFrom(1), units)!
  expect(low).toBeGreaterThan(0.6)
  expect(low).toBeLessThan(0.95)
  expect(high).toBeGreaterThan(0.99)
})

test('without pairs there is none; with one value alone it is wide', () => {
  expect(alphaInterval(chanceFrom(1), [['fine'], []])).toBe(undefined)
  const same = Array.from({ length: 50 }, () => ['fine', 'fine'])
  const { low, high } = alphaInterval(chanceFrom(1), same)!
  expect(high - low).toBeGreaterThan(0.9)
})

test('it lies within -1 and 1 whatever was said, more values than thought of included', () => {
  const unit = fc.array(fc.constantFrom('violates', 'fine', 'other'), { maxLength: 4 })
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
      const interval = alphaInterval(chanceFrom(2), units, { draws: 200 })
      expect(interval === undefined).toBe(krippendorffAlpha(units).units === 0)
      if (interval === undefined) return
      expect(interval.low).toBeGreaterThanOrEqual(-1)
      expect(interval.high).toBeGreaterThanOrEqual(interval.low)
      expect(interval.high).toBeLessThanOrEqual(1)
    }),
  )
})

test('three judges with some missing: the true alpha lies inside at the stated rate', () => {
  const random = chanceFrom(20_261_126)
  const [share, sensitivity, specificity] = [0.2, 0.9, 0.96]
  const said = (violates: boolean) =>
    random() < (violates ? sensitivity : 1 - specificity) ? 'violates' : 'fine'
  const p = share * sensitivity + (1 - share) * (1 - specificity)
  const differ =
    share * 2 * sensitivity * (1 - sensitivity) + (1 - share) * 2 * specificity * (1 - specificity)
  const truth = 1 - differ / (2 * p * (1 - p))
  let held = 0
  const WORLDS = 400
  for (let world = 0; world < WORLDS; world++) {
    const units = Array.from({ length: 40 }, () => {
      const violates = random() < share
      return Array.from({ length: random() < 0.5 ? 3 : 2 }, () => said(violates))
    })
    const { low, high } = alphaInterval(random, units, { draws: 400 })!
    if (low <= truth && truth <= high) held++
  }
  // 95 % stated; with a fixed seed this is no matter of luck.
  expect(held / WORLDS).toBeGreaterThan(0.93)
  expect(held / WORLDS).toBeLessThan(0.99)
})
