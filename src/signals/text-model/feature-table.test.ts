import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildFeatureTable, findSlot } from './feature-table.ts'

test('every hash is found with its row, however many slots collide', () => {
  // Upper bits that are alike make them meet; lower ones tell them apart.
  const hash = fc
    .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 2, max: 0xffff }))
    .map(([high, low]) => (high << 30) | low)
  fc.assert(
    fc.property(fc.uniqueArray(hash, { maxLength: 200, selector: (one) => one & 0xffff }), (hashes) => {
      const rows = Int8Array.from(hashes.flatMap((_, i) => [i % 128, -(i % 128)]))
      const table = buildFeatureTable(Int32Array.from(hashes), rows, 2)
      hashes.forEach((one, i) => {
        const slot = findSlot(table, one)
        expect(table.weights[slot * 2]).toBe(i % 128)
        expect(table.weights[slot * 2 + 1]).toBe(0 - (i % 128))
      })
      expect(findSlot(table, 0x7fff0000)).toBe(-1)
    }),
  )
})
