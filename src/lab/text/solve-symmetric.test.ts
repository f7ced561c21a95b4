import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solveSymmetric } from './solve-symmetric.ts'

test('the solution fits the equations', () => {
  const entry = fc.double({ min: -3, max: 3, noNaN: true })
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 9, maxLength: 9 }),
      fc.array(entry, { minLength: 3, maxLength: 3 }),
      (m, b) => {
        // M Mᵀ + I is symmetric and positive definite.
        const a = Float64Array.from({ length: 9 }, (_, at) => {
          const [i, j] = [Math.floor(at / 3), at % 3]
          return [0, 1, 2].reduce((sum, k) => sum + m[i * 3 + k]! * m[j * 3 + k]!, i === j ? 1 : 0)
        })
        const x = solveSymmetric(a.slice(), Float64Array.from(b))
        b.forEach((value, i) => {
          expect(x.reduce((sum, one, j) => sum + a[i * 3 + j]! * one, 0)).toBeCloseTo(value, 6)
        })
      },
    ),
  )
})
