import type { CertifySet } from '../registry/ports.ts'
import { SKETCH_SIZE } from './certify-set.ts'

/**
 * How much of two sets together is in both, 0 to 1 (A. Broder, "On the resemblance and containment of documents", 1997):
 * the share of the lowest hashes of the union that both have. Exact for sets that are no larger than a sketch.
 */
export function overlapOf(a: Pick<CertifySet, 'sketch'>, b: Pick<CertifySet, 'sketch'>): number {
  const [left, right] = [new Set(a.sketch), new Set(b.sketch)]
  const union = [...new Set([...a.sketch, ...b.sketch])].sort().slice(0, SKETCH_SIZE)
  if (union.length === 0) return 0
  return union.filter((hash) => left.has(hash) && right.has(hash)).length / union.length
}
