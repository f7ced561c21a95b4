import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decisionIds } from '../core/id.ts'
import {
  keepHours,
  parsePartitionName,
  partitionBounds,
  partitionEnd,
  partitionHours,
  partitionIndex,
  partitionName,
} from './partition-plan.ts'

const keeps = fc.integer({ min: 1, max: 10 * 365 * 24 })
const times = fc.integer({ min: 1_500_000_000_000, max: 4_000_000_000_000 })

test('every id falls within the bounds of the partition of its time', () => {
  const ids = decisionIds()
  fc.assert(
    fc.property(keeps, times, (keep, time) => {
      const hex = time.toString(16).padStart(12, '0')
      const id = hex + ids(time).slice(14)
      const { from, to, fromMs, toMs } = partitionBounds(keep, partitionIndex(keep, time))
      expect(from.replaceAll('-', '') <= id && id < to.replaceAll('-', '')).toBe(true)
      expect(fromMs <= time && time < toMs).toBe(true)
    }),
  )
})

test('a partition is dropped after its last row has reached its age, and not more than one width later', () => {
  fc.assert(
    fc.property(keeps, times, (keep, time) => {
      const late = partitionEnd(keep, partitionIndex(keep, time)) - (time + keep * 3_600_000)
      expect(late).toBeGreaterThan(0)
      expect(late).toBeLessThanOrEqual(partitionHours(keep) * 3_600_000)
    }),
  )
})

test('a class never needs more than some 62 partitions up to five years', () => {
  for (let keep = 1; keep <= 5 * 365 * 24; keep += 13)
    expect(keep / partitionHours(keep)).toBeLessThanOrEqual(62)
})

test('names read back as they were written', () => {
  expect(parsePartitionName(partitionName('contents', 720, 20_780))).toEqual({
    table: 'contents',
    keep: 720,
    index: 20_780,
  })
  for (const name of ['contents_k720', 'event_keys_3', 'decisions_k1_2_3'])
    expect(parsePartitionName(name)).toBe(undefined)
})

test('a retention shorter than an hour is kept an hour', () => {
  expect([0, 1, 3_600_000, 3_600_001].map(keepHours)).toEqual([1, 1, 1, 2])
})
