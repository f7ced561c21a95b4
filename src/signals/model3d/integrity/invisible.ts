import type { Finding } from '../finding.ts'
import type { ItemMaterial } from '../item.ts'
import { boxOf } from './box-of.ts'
import type { Check } from './check.ts'

/** Less than this is not seen. */
const ALPHA = 0.02
/** A part smaller than this share of the item is not seen. */
const SHARE = 1e-4

/** Parts that are there and cannot be seen: transparent, shrunk to nothing; where the slot wants it, all transparency. */
export const invisible: Check = ({ item, posed, profile }) => {
  const findings: Finding[] = []
  const whole = boxOf(posed.map(({ positions }) => positions))
  const extent = whole === undefined ? 0 : Math.max(...whole.to.map((to, axis) => to - whole.from[axis]!))
  for (const { primitive, positions, node } of posed) {
    const material = primitive.material === undefined ? undefined : item.materials[primitive.material]
    if (material !== undefined && unseen(material)) {
      const says = 'The material of this part is wholly transparent.'
      findings.push({ code: 'invisible-part', severity: 'warning', at: primitive.at, says })
    }
    const box = boxOf([positions])
    const size = box === undefined ? 0 : Math.max(...box.to.map((to, axis) => to - box.from[axis]!))
    if (size <= extent * SHARE) {
      const { at } = item.nodes[node]!
      findings.push({
        code: 'invisible-part',
        severity: 'warning',
        at,
        says: 'This part is too small to be seen.',
      })
    }
    if (profile.opaque === true && material !== undefined && material.alphaMode !== 'OPAQUE') {
      const says = 'The slot wants all parts opaque; this material is not.'
      findings.push({ code: 'not-opaque', severity: 'error', at: material.at, says })
    }
  }
  return findings
}

function unseen({ alphaMode, alphaCutoff, baseColor }: ItemMaterial): boolean {
  if (alphaMode === 'BLEND') return baseColor[3] < ALPHA
  return alphaMode === 'MASK' && (alphaCutoff > 1 || baseColor[3] < alphaCutoff)
}
