import { describe, expect, test } from 'vitest'
import { addLabel, NEW_PROBATION } from '../../stats/sequential/probation.ts'
import { probationBoundaries } from '../../stats/sequential/probation-boundary.ts'
import { logLine, probationLines } from './proof-lines.ts'

const PLAN = { bar: 0.1, passError: 0.01, revokeError: 0.01, cap: 600 }
const boundaries = probationBoundaries(PLAN)
const proof = (path: string, needed = 0) => ({ path, bar: PLAN.bar, boundaries, labels: { needed } })

describe('a probation as lines', () => {
  test('meets the boundary of passing exactly when the test passes it', () => {
    let probation = NEW_PROBATION
    let path = ''
    while (probation.passedAt === null) {
      probation = addLabel(PLAN, probation, false)
      path += '0'
    }
    const { stands, passes } = probationLines(proof(path))
    expect(stands.at(-1)).toEqual([path.length, 0])
    expect(passes[0]).toEqual([path.length, 0])
  })

  test('counts losses as they came, and draws boundaries beyond where it stands', () => {
    const { stands, passes, revokes, bar } = probationLines(proof('0101', 200))
    expect(stands).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
    ])
    const end = bar.at(-1)![0]
    expect(end).toBe(204)
    const at = (lines: typeof passes) => lines.find(([labels]) => labels === end)![1]
    expect(at(revokes)).toBeGreaterThan(end * PLAN.bar)
    expect(at(passes)).toBeLessThan(end * PLAN.bar)
  })
})

test('the last of a long watch stand at the labels that they came with', () => {
  expect(logLine([0, Math.LN10], 500)).toEqual([
    [499, 0],
    [500, 1],
  ])
  expect(logLine([Math.LN10])).toEqual([[1, 1]])
})
