import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOfWords, idToWords } from './id-words.ts'
import { mergeOrder } from './merge-order.ts'

const id = fc
  .tuple(fc.constantFrom('0', '7', 'f'), fc.constantFrom('0', '8'), fc.nat(3), fc.nat(2), fc.nat(9))
  .map(([a, b, c, d, e]) => `d-${a}000000${b}0000000${c}0000000${d}0000000${e}`)

test('lists of ids are merged into the order of all', () => {
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(id, { maxLength: 30 }), { maxLength: 4 }), (lists) => {
      const sorted = lists.map((list) => [...list].sort())
      const words = sorted.map((list) => {
        const all = new Uint32Array(4 * list.length)
        list.forEach((one, i) => {
          idToWords(one, all, 4 * i)
        })
        return all
      })
      const { block, row } = mergeOrder(words)
      const merged = Array.from(block, (b, place) => sorted[b]![row[place]!]!)
      expect(merged).toEqual(sorted.flat().sort())
      // Rows of one block keep their order, and each comes once.
      sorted.forEach((list, b) => {
        expect(Array.from(row).filter((_, place) => block[place] === b)).toEqual(list.map((_, i) => i))
      })
      expect(sorted[0]?.map((_, i) => idOfWords(words[0]!, 4 * i))).toEqual(sorted[0])
    }),
    { numRuns: 500 },
  )
})
