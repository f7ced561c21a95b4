/** Mixes the halves of a hash into 32 bits, so that poor hashes do no harm where they are put. */
export function mixKey(hi: number, lo: number, seed: number): number {
  let h = Math.imul(hi ^ seed, 0x85ebca6b) ^ lo
  h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f)
  return h ^ (h >>> 16)
}
