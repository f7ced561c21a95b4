import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planRollUps } from './plan-roll-ups.ts'

const NOW = 29_700_007

test('an hour by the minute, a day by five minutes, a week by the hour', () => {
  const every = (minutes: number) => planRollUps({ from: NOW - minutes, to: NOW }, NOW - 8 * 1440).every
  expect([every(60), every(1440), every(7 * 1440), every(35 * 1440)]).toEqual([1, 5, 60, 180])
})

test('what is kept by the hour only is shown by the hour, in whole hours', () => {
  const { from, to, every, series } = planRollUps({ from: NOW - 30_000, to: NOW - 29_900 }, NOW - 11_520)
  expect({ every, from: from % 60, to: to % 60 }).toEqual({ every: 60, from: 0, to: 0 })
  expect(series).toEqual([{ step: 60, from, to }])
})

test('totals cover the span of the series once, without a gap, hours where hours are whole', () => {
  const minute = fc.integer({ min: NOW - 100_000, max: NOW })
  fc.assert(
    fc.property(minute, fc.integer({ min: 1, max: 60_000 }), (start, length) => {
      const asked = { from: start, to: start + length }
      const { from, to, every, totals } = planRollUps(asked, NOW - 11_520)
      expect(from).toBeLessThanOrEqual(asked.from)
      expect(to).toBeGreaterThanOrEqual(asked.to)
      expect([(to - from) % every, (to - from) / every <= 322]).toEqual([0, true])
      let at = from
      for (const piece of totals) {
        expect(piece.from).toBe(at)
        expect(piece.to).toBeGreaterThan(piece.from)
        if (piece.step === 60) expect([piece.from % 60, piece.to % 60]).toEqual([0, 0])
        at = piece.to
      }
      expect(at).toBe(to)
    }),
  )
})
