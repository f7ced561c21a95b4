import { DISGUISES } from './disguise.ts'
import type { Hit } from './hit.ts'

/** So many hits before and after one are looked at. */
const NEAR = 24
/** From here on a disguise is that of a term that sounds or looks like others of its bank. */
const ALIKE = DISGUISES.indexOf('look-alike')

/**
 * Hits without those that say again what another says better: a term that is found by its likeness within the place
 * of another term of its bank that needs less of it (병신, and 빙신 like it). Hits are in order of their starts.
 */
export function withoutEchoes(hits: readonly Hit[]): Hit[] {
  return hits.filter((hit, i) => {
    const rank = rankOf(hit)
    if (rank < ALIKE) return true
    for (let k = Math.max(0, i - NEAR); k < hits.length && k <= i + NEAR; k++) {
      const other = hits[k]!
      if (k === i || other.bank !== hit.bank) continue
      if (other.span[0] > hit.span[0] || other.span[1] < hit.span[1]) continue
      const same = other.span[0] === hit.span[0] && other.span[1] === hit.span[1]
      const better = rankOf(other) < ALIKE || !same || k < i
      if (better) return false
    }
    return true
  })
}

function rankOf(hit: Hit): number {
  return DISGUISES.indexOf(hit.disguise)
}
