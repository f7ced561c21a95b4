import type { KnownHashes } from './known-hashes.ts'
import { seededInts } from './seeded-picture.fixture.ts'

/** Clusters of hashes that are few bits from each other, so that there is something to find at every distance. */
export function clusters(count: number, seed: number, every = 7): KnownHashes {
  const next = seededInts(seed)
  const hashes = new Uint8Array(count * 32)
  for (let at = 0; at < count; at++) {
    const hash = hashes.subarray(at * 32, at * 32 + 32)
    if (at % every === 0) for (let byte = 0; byte < 32; byte++) hash[byte] = next(256)
    else {
      hash.set(hashes.subarray((at - (at % every)) * 32, (at - (at % every)) * 32 + 32))
      for (let flips = next(45); flips > 0; flips--) flip(hash, next(256))
    }
  }
  return { ids: Uint32Array.from({ length: count }, (_, at) => at * 3 + 1), hashes }
}

/** Turns one bit. */
export function flip(hash: Uint8Array, bit: number): void {
  hash[bit >> 3]! ^= 1 << (bit & 7)
}

/** A copy of one. */
export function hashAt({ hashes }: KnownHashes, at: number): Uint8Array {
  return hashes.slice(at * 32, at * 32 + 32)
}
