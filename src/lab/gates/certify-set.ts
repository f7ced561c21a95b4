import { createHash } from 'node:crypto'
import { textKey } from '../dataset/text-key.ts'
import type { CertifySet } from '../registry/ports.ts'

/** How many of its lowest hashes stand for a set: shares of what two sets have in common are then known to about 3 %. */
export const SKETCH_SIZE = 256

/**
 * A certify set as the ledger knows it again. Texts are hashed by their letters, whatever file or label they came with:
 * to give the same texts another name, or another full stop, does not make them fresh.
 */
export function certifySetOf(texts: Iterable<string>): CertifySet {
  const hashes = [...texts].map(hashOf)
  const sorted = [...new Set(hashes)].sort()
  const id = createHash('sha256').update(sorted.join('\n')).digest('hex').slice(0, 32)
  return { id: `cs-${id}`, rows: hashes.length, sketch: sorted.slice(0, SKETCH_SIZE) }
}

function hashOf(text: string): string {
  return createHash('sha256').update(textKey(text), 'utf8').digest('hex').slice(0, 32)
}
