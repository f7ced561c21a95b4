import type { KnownHashes } from './known-hashes.ts'
import { HASH_BYTES } from './segment-layout.ts'

export function checkHash(hash: Uint8Array): void {
  if (hash.length !== HASH_BYTES)
    throw new RangeError(`A hash holds ${hash.length} bytes; give one of ${HASH_BYTES} bytes.`)
}

export function checkQueries(hashes: Uint8Array): void {
  if (hashes.length % HASH_BYTES !== 0)
    throw new RangeError(
      `${hashes.length} bytes are no whole number of hashes; give ${HASH_BYTES} bytes for each.`,
    )
}

export function checkId(id: number): void {
  if (!(Number.isInteger(id) && id >= 0 && id < 2 ** 32))
    throw new RangeError(`${id} is no id; give a whole number below 2^32.`)
}

export function checkKnown({ ids, hashes }: KnownHashes): void {
  if (hashes.length !== ids.length * HASH_BYTES)
    throw new RangeError(`${ids.length} ids and ${hashes.length} bytes of hashes; give 32 bytes for each id.`)
  for (let at = 1; at < ids.length; at++)
    if (ids[at]! <= ids[at - 1]!)
      throw new RangeError(`Id ${ids[at]} stands after ${ids[at - 1]}; give ids that ascend.`)
}
