import { pdqDistance, pdqWords } from '../../signals/hash/pdq-distance.ts'
import { readPictureText } from '../../signals/media/picture-text.ts'
import type { PlacedRow } from '../dataset/row.ts'

type Row = Pick<PlacedRow, 'text' | 'violates'>

/**
 * Scores pictures by perceptual hashes alone, as banks of known pictures would: the more, the nearer the nearest that violates, and the
 * farther the nearest that is fine; 0 to 1.
 */
export function scoreByHashes(known: readonly Row[], asked: readonly Row[]): Float32Array {
  const hashes = known.flatMap((row) => {
    const words = wordsOf(row)
    return words === undefined ? [] : [{ words, violates: row.violates }]
  })
  return Float32Array.from(asked, (row) => {
    const words = wordsOf(row)
    if (words === undefined) return 0.5
    const nearest = { true: BITS, false: BITS }
    for (const one of hashes) {
      const distance = pdqDistance(words, one.words)
      if (distance < nearest[`${one.violates}`]) nearest[`${one.violates}`] = distance
    }
    return 0.5 + (nearest.false - nearest.true) / (2 * BITS)
  })
}

const BITS = 256

function wordsOf({ text = '' }: Row): Uint32Array | undefined {
  const pdq = readPictureText(text)?.pdq
  return pdq === undefined ? undefined : pdqWords(pdq)
}
