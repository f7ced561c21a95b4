import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beyond, clipTriangle, GUARD } from './clip-triangle.ts'
import { STRIDE } from './fill-triangle.ts'

const NEAR = 0.5
const point = fc.tuple(
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.double({ min: -100, max: 100, noNaN: true }),
  fc.double({ min: -3, max: 3, noNaN: true }),
)

test('what is left of a triangle lies before the camera and near the frame, and on the triangle', () => {
  let cut = 0
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      const corners = new Float64Array(3 * STRIDE)
      // The fourth number is x + 2y - 3 × distance everywhere on the triangle, so cutting must keep it so.
      const mark = (p: readonly number[]): number => p[0]! + 2 * p[1]! - 3 * p[2]!
      for (const [k, p] of [a, b, c].entries()) corners.set([...p, mark(p)], k * STRIDE)
      const polygon = clipTriangle(corners, NEAR)
      for (let at = 0; at < polygon.length; at += STRIDE) {
        const [x, y, distance, marked] = polygon.subarray(at, at + 4) as unknown as [
          number,
          number,
          number,
          number,
        ]
        expect(distance).toBeGreaterThan(NEAR - 1e-9)
        expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(GUARD * distance + 1e-9)
        expect(Math.abs(marked - mark([x, y, distance]))).toBeLessThan(1e-9)
        if (polygon.length > 0) cut++
      }
      const insides = [a, b, c].filter(([x, y, distance]) => beyond(x, y, distance, NEAR) === 0).length
      if (insides === 3) expect([...polygon]).toEqual([...corners])
      if (insides > 0) expect(polygon.length).toBeGreaterThanOrEqual(3 * STRIDE)
    }),
    { numRuns: 500 },
  )
  expect(cut).toBeGreaterThan(100)
})
