import type { CompactRows } from './compact-rows.ts'
import type { HashedTexts } from './hash-texts.ts'

/** Rows of other texts by features that were chosen: `hashes[i]` is that of feature i. Each counts once a text. */
export function lookUpRows(texts: HashedTexts, hashes: Int32Array, lengthPower: number): CompactRows {
  const rows = texts.starts.length - 1
  const table = new Map<number, number>()
  hashes.forEach((hash, i) => {
    table.set(hash, i)
  })
  const last = new Int32Array(hashes.length).fill(-1)
  const features: number[] = []
  const starts = new Int32Array(rows + 1)
  const norms = new Float32Array(rows)
  for (let row = 0; row < rows; row++) {
    for (let i = texts.starts[row]!; i < texts.starts[row + 1]!; i++) {
      const feature = table.get(texts.hashes[i]!)
      if (feature === undefined || last[feature] === row) continue
      last[feature] = row
      features.push(feature)
    }
    starts[row + 1] = features.length
    const known = features.length - starts[row]!
    norms[row] = known === 0 ? 0 : known ** -lengthPower
  }
  return { features: Int32Array.from(features), starts, norms }
}
