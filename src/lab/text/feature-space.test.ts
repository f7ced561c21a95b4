import fc from 'fast-check'
import { expect, test } from 'vitest'
import { featureSpace } from './feature-space.ts'

/** The same by sets and maps. */
function oracle(texts: readonly (readonly number[])[]): number[][] {
  const rows = texts.map((hashes) => new Set(hashes))
  const counts = new Map<number, number>()
  for (const row of rows) for (const hash of row) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  return rows.map((row) => [...row].filter((hash) => counts.get(hash)! > 1).sort((a, b) => a - b))
}

test('features are the hashes that two texts share, each once a text', () => {
  const hash = fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 0x80000000 | 0, 0x7fffffff, 12345))
  fc.assert(
    fc.property(fc.array(fc.array(hash, { maxLength: 30 }), { maxLength: 12 }), (texts) => {
      const starts = Int32Array.from([0, ...texts.map((_, i) => texts.slice(0, i + 1).flat().length)])
      const space = featureSpace({ hashes: Int32Array.from(texts.flat()), starts })
      const found = texts.map((_, i) =>
        [...space.features.subarray(space.starts[i]!, space.starts[i + 1]!)]
          .map((id) => space.hashes[id]!)
          .sort((a, b) => a - b),
      )
      expect(found).toEqual(oracle(texts))
      const pairs = [...space.pairRows].map((row, i) => `${row}:${space.hashes[space.pairFeatures[i]!]}`)
      expect(pairs.sort()).toEqual(found.flatMap((own, row) => own.map((one) => `${row}:${one}`)).sort())
    }),
  )
})

test('the more texts a feature stands in, the smaller its number', () => {
  const texts = [[5, 7], [5, 7], [5], [9], [9], [9], [9]]
  const starts = Int32Array.from([0, 2, 4, 5, 6, 7, 8, 9])
  const { hashes } = featureSpace({ hashes: Int32Array.from(texts.flat()), starts })
  expect([...hashes]).toEqual([9, 5, 7])
})

test('of too many features the most frequent stay', () => {
  const starts = Int32Array.from([0, 2, 4, 5])
  const space = featureSpace({ hashes: Int32Array.of(5, 7, 5, 7, 5), starts }, 1)
  expect([...space.hashes]).toEqual([5])
  expect([...space.features]).toEqual([0, 0, 0])
  expect([...space.starts]).toEqual([0, 1, 2, 3])
})
