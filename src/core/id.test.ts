import { expect, test } from 'vitest'
import { DecisionId, decisionIds, decisionTime } from './id.ts'

test('ids rise strictly within a millisecond and when the clock steps back', () => {
  const next = decisionIds()
  const times = [5, 5, 5, 4, 6, ...Array.from({ length: 5000 }, () => 6), 6]
  const ids = times.map((ms) => next(1_700_000_000_000 + ms))
  expect(ids).toEqual([...new Set(ids)].sort())
  for (const id of ids) expect(DecisionId.safeParse(id).success).toBe(true)
})

test('an id tells its time', () => {
  expect(decisionTime(decisionIds()(1_763_900_000_123))).toBe(1_763_900_000_123)
})
