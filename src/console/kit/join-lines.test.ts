import { expect, test } from 'vitest'
import { joinLines, thinned } from './join-lines.ts'

test('lines with points of their own come to one row of x, with gaps where a line has none', () => {
  const joined = joinLines([
    {
      points: [
        [0, 1],
        [2, 3],
      ],
    },
    {
      points: [
        [1, 5],
        [2, 6],
      ],
    },
  ])
  expect(joined.xs).toEqual([0, 1, 2])
  expect(joined.ys).toEqual([
    [1, null, 3],
    [null, 5, 6],
  ])
})

test('a long list is thinned with its first and last', () => {
  expect(thinned(3, 10)).toEqual([0, 1, 2])
  const some = thinned(1500, 40)
  expect(some).toHaveLength(40)
  expect([some[0], some.at(-1)]).toEqual([0, 1499])
})
