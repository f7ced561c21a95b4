import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import { addNearText } from '../../signals/counters/near-text.ts'

const HASH = emptyHash()

/** The same for texts that say the same letters, however they are written. */
export function textKey(text: string): string {
  beginHash(HASH)
  addNearText(HASH, text)
  endHash(HASH)
  return `${HASH.hi.toString(36)} ${HASH.lo.toString(36)}`
}
