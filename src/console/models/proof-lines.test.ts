import { describe, expect, test } from 'vitest'
import { addLabel, NEW_PROBATION } from '../../stats/sequential/probation.ts'
import { canaryLines, probationLines, watchLine } from './proof-lines.ts'

const PLAN = { bar: 0.1, passError: 0.01, revokeError: 0.01, cap: 600 }

describe('a probation as lines', () => {
  test('stands below the boundary of passing exactly when the test passes it', () => {
    let probation = NEW_PROBATION
    let path = ''
    while (probation.passedAt === null) {
      probation = addLabel(PLAN, probation, false)
      path += '0'
    }
    const before = probationLines(PLAN, path.slice(0, -1))
    expect(before.toGo).toBe(1)
    const { stands, passes, toGo } = probationLines(PLAN, path)
    expect(stands.at(-1)).toEqual([path.length, 0])
    expect(passes[0]).toEqual([path.length, 0])
    expect(toGo).toBeUndefined()
  })

  test('counts losses as they came, and draws boundaries beyond where it stands', () => {
    const { stands, passes, revokes, bar } = probationLines(PLAN, '0101')
    expect(stands).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
      [4, 2],
    ])
    expect(bar.at(-1)![0]).toBeGreaterThan(40)
    const at = (lines: typeof passes, x: number) => lines.find(([labels]) => labels === x)![1]
    const end = bar.at(-1)![0]
    expect(at(revokes, end)).toBeGreaterThan(end * PLAN.bar)
    expect(at(passes, end)).toBeLessThan(end * PLAN.bar)
  })
})

test('bets on the better model grow as it is right, and those against it fall', () => {
  const plan = { margin: 0.1, harm: 0, leastProbability: 1 }
  const { promote, rollBack } = canaryLines(plan, '0000100000')
  expect(promote).toHaveLength(11)
  expect(promote.at(-1)![1]).toBeGreaterThan(1)
  expect(rollBack.at(-1)![1]).toBeLessThan(0)
})

test('the last of a long watch stand at the labels that they came with', () => {
  const points = watchLine([0, Math.LN10], 500)
  expect(points).toEqual([
    [499, 0],
    [500, 1],
  ])
})
