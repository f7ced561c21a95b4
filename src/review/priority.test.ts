import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainPriority } from './explain-priority.ts'
import { rankOf, type Weighed } from './priority.ts'

const HOUR = 3_600_000
const weighed = fc.record({
  severity: fc.constantFrom('S0', 'S1', 'S2', 'S3', 'S4'),
  reach: fc.integer({ min: 1, max: 1_000_000 }),
  reportWeight: fc.double({ min: 0, max: 500, noNaN: true }),
  mass: fc.boolean(),
  trusted: fc.boolean(),
  createdMs: fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }),
}) as fc.Arbitrary<Weighed>
const JOB: Weighed = {
  severity: 'S3',
  reach: 1,
  reportWeight: 0,
  mass: false,
  trusted: false,
  createdMs: 1_800_000_000_000,
}
const rank = (more: Partial<Weighed>) => rankOf({ ...JOB, ...more }, 6 * HOUR)

test('the rank orders two jobs of a queue as their priorities do, at any time', () => {
  fc.assert(
    fc.property(weighed, weighed, fc.integer({ min: 0, max: 72 * HOUR }), (one, other, waitMs) => {
      const now = 1_800_000_000_000 + waitMs
      const [a, b] = [one, other].map((job) =>
        // In doublings: a priority after years of waiting is no number any more.
        explainPriority({ ...job, reports: 0 }, 6 * HOUR, now).terms.reduce(
          (sum, { term, factor }) =>
            sum + (term === 'age' ? (now - job.createdMs) / (6 * HOUR) : Math.log2(factor)),
          0,
        ),
      ) as [number, number]
      const [first, second] = [rankOf(one, 6 * HOUR), rankOf(other, 6 * HOUR)]
      if (Math.abs(a - b) > 1e-6) expect(first > second).toBe(a > b)
    }),
  )
})

test('severity counts four times a step, and age twice for each of the doublings', () => {
  expect(rank({ severity: 'S2' })).toBeCloseTo(rank({ createdMs: JOB.createdMs - 12 * HOUR }), 0)
  expect(rank({ severity: 'S2', createdMs: JOB.createdMs })).toBeGreaterThan(rank({}))
})

test('five hundred false reports at once do not bury a job that is one step graver and half a day older', () => {
  const raid = rank({ reportWeight: 250, mass: true })
  expect(raid).toBeLessThan(rank({ severity: 'S2', createdMs: JOB.createdMs - 6 * HOUR }))
  expect(raid).toBeLessThan(rank({ reportWeight: 250 }))
  expect(rank({ trusted: true })).toBeGreaterThan(raid)
})

test('the terms of an explained priority are its factors, and say why', () => {
  const job = { ...JOB, severity: 'S2', reach: 8, reportWeight: 3, reports: 5 } as const
  const { priority, terms } = explainPriority(job, 6 * HOUR, JOB.createdMs + 12 * HOUR)
  expect(terms.map(({ term, factor }) => [term, factor])).toEqual([
    ['severity', 32],
    ['reach', 4],
    ['reports', 3],
    ['trusted', 1],
    ['age', 4],
  ])
  expect(priority).toBeCloseTo(32 * 4 * 3 * 4)
  expect(terms.at(-1)!.words).toBe('it has waited 12h, and counts twice after every 6h')
})
