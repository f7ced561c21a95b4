import type { PdqHash } from './pdq-hash.ts'

/** A hash as eight words, to be compared with many. */
export function pdqWords(hash: PdqHash): Uint32Array {
  return Uint32Array.from({ length: 8 }, (_, i) => Number.parseInt(hash.slice(i * 8, i * 8 + 8), 16))
}

/** Bits of 256 that differ. */
export function pdqDistance(a: Uint32Array, b: Uint32Array): number {
  let distance = 0
  for (let i = 0; i < 8; i++) {
    let x = a[i]! ^ b[i]!
    x -= (x >>> 1) & 0x55555555
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
    distance += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return distance
}
