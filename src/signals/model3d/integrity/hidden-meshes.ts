import type { Finding } from '../finding.ts'
import type { Check } from './check.ts'

/** Meshes that the shown scene does not show, and materials that only a variant puts on: a player can still switch to them. */
export const hiddenMeshes: Check = ({ item: { meshes, nodes } }) => {
  const placed = new Set<number>()
  const shown = new Set<number>()
  for (const node of nodes) {
    if (node.mesh === undefined) continue
    placed.add(node.mesh)
    if (node.shown) shown.add(node.mesh)
  }
  return meshes.flatMap(({ at, primitives }, index): Finding[] => {
    const findings: Finding[] = []
    if (!shown.has(index)) {
      const says = placed.has(index)
        ? 'The mesh stands outside of the shown scene.'
        : 'The mesh stands nowhere.'
      findings.push({ code: 'hidden-mesh', severity: 'warning', at, says })
    }
    const variants = new Set(
      primitives.flatMap((each) => each.variants.filter((other) => other !== each.material)),
    )
    if (variants.size > 0) {
      const says = `${variants.size} other materials may be put on this mesh.`
      findings.push({ code: 'material-variants', severity: 'note', at, says })
    }
    return findings
  })
}
