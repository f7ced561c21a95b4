import { expect, test } from 'vitest'
import { curveLines } from './curve-lines.ts'

test('each phase is a line of what was told, in order', () => {
  const points = [
    { phase: 'fold 1', at: 2, loss: 0.4, averagePrecision: 0.7 },
    { phase: 'fold 1', at: 1, loss: 0.5 },
    { phase: 'all', at: 1, loss: Number.NaN },
    { phase: 'all', at: 2, loss: 0.3 },
  ]
  expect(curveLines(points, 'loss')).toEqual([
    {
      phase: 'fold 1',
      at: [
        [1, 0.5],
        [2, 0.4],
      ],
    },
    { phase: 'all', at: [[2, 0.3]] },
  ])
  expect(curveLines(points, 'averagePrecision')).toEqual([{ phase: 'fold 1', at: [[2, 0.7]] }])
})
