import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Blot } from './ink-blots.ts'
import { reachAcross, rowsAngle, rowsOf } from './rows-angle.ts'

const SIZE = 30
/** Letters in rows that run at an angle, each row from its own place on, with a little unrest. */
function letters(rows: readonly { count: number; from: number }[], angle: number, unrest: readonly number[]) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return rows.flatMap(({ count, from }, row) =>
    Array.from({ length: count }, (_, i): Blot => {
      const u = (from + i) * SIZE * 1.1
      const v = row * SIZE * 1.5 + unrest[(row * 7 + i) % unrest.length]!
      const [x, y] = [1000 + u * cos - v * sin, 1000 + u * sin + v * cos]
      return { left: x - 10, top: y - 15, width: 20, height: 30, ink: 1 } as Blot
    }),
  )
}

test('the direction of rows is found, whatever stands below what', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ count: fc.integer({ min: 3, max: 12 }), from: fc.integer({ min: 0, max: 6 }) }), {
        minLength: 2,
        maxLength: 4,
      }),
      fc.double({ min: -0.4, max: 0.4, noNaN: true }),
      fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 5, maxLength: 5 }),
      (rows, angle, off, unrest) => {
        const blots = letters(rows, angle, unrest)
        const found = rowsAngle(blots, SIZE, angle + off)
        expect(Math.abs(found - angle)).toBeLessThan(0.06)
        expect(rowsOf(blots, angle, SIZE).map((row) => row.length)).toEqual(rows.map(({ count }) => count))
      },
    ),
  )
})

test('a row reaches as far across as its pieces do', () => {
  const row = letters([{ count: 4, from: 0 }], 0, [0])
  expect(reachAcross(row, 0)).toEqual([985, 1015])
  const [from, to] = reachAcross(row.slice(0, 1), Math.PI / 2)
  expect([from, to].map((value) => Math.round(value))).toEqual([-1010, -990])
})
