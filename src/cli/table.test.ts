import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cellWidth, renderTable } from './table.ts'

test('Hangul and emoji take two cells, marks and joiners none', () => {
  expect([
    cellWidth('abc'),
    cellWidth('해치'),
    cellWidth('a\u0301'),
    cellWidth('😀'),
    cellWidth('\u200b'),
  ]).toEqual([3, 4, 1, 2, 0])
})

test('every column starts at the same cell on every line, whatever the script', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '해', '😀'), minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const table = renderTable(
        [{ heading: 'A' }, { heading: 'B', right: true }],
        rows.map(([a, b]) => [a, b]),
      )
      const lines = table.trimEnd().split('\n')
      expect(lines).toHaveLength(rows.length + 1)
      expect(new Set(lines.map(cellWidth)).size).toBe(1)
    }),
  )
})
