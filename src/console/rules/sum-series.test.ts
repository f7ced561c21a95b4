import { expect, test } from 'vitest'
import { sumOf } from './sum-series.ts'

test('series of several event types are one, step by step and verdict by verdict', () => {
  const times = ['2026-11-25T00:00:00Z', '2026-11-25T01:00:00Z']
  expect(sumOf([])).toBeUndefined()
  expect(
    sumOf([
      { times, events: [10, 20], matched: [1, 2], verdicts: { mask: [1, 2] } },
      { times, events: [5, 5], matched: [0, 3], verdicts: { allow: [0, 3] } },
    ]),
  ).toEqual({
    times: times.map((time) => Date.parse(time)),
    events: [15, 25],
    matched: [1, 5],
    verdicts: { mask: [1, 2], allow: [0, 3] },
  })
})
