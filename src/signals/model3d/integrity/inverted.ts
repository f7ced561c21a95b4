import type { Finding } from '../finding.ts'
import type { Item, ItemNode } from '../item.ts'
import type { Check } from './check.ts'
import type { Posed } from './pose-item.ts'

/** Of the edges of a mesh, so many may clash: real meshes have a few. */
const CLASHING_SHARE = 0.01

/** Parts that show their back: closed meshes turned inside out, triangles against their neighbours, normals that lie. */
export const inverted: Check = ({ item, posed, edges }) => {
  const findings: Finding[] = []
  const volumes = leastVolumes(item, posed)
  for (const [index, { at, primitives }] of item.meshes.entries()) {
    const { clashing, edges: all, open } = edges[index]!
    if (primitives.every(({ material }) => material !== undefined && item.materials[material]!.doubleSided))
      continue
    if (clashing > all * CLASHING_SHARE) {
      const says = `At ${clashing} of ${all} edges two triangles wind against each other.`
      findings.push({ code: 'clashing-triangles', severity: 'warning', at, says })
    } else if (open === 0 && volumes[index]! < 0) {
      findings.push({
        code: 'inside-out',
        severity: 'warning',
        at,
        says: 'The closed mesh is turned inside out.',
      })
    }
  }
  for (const { primitive } of posed) {
    const share = against(primitive)
    if (share <= 0.5) continue
    const says = `The normals of ${Math.round(share * 100)} % of the triangles point to their back.`
    findings.push({ code: 'normals-reversed', severity: 'warning', at: primitive.at, says })
  }
  return findings
}

/**
 * Six times the volume that each mesh encloses, the least over the places where it stands; negative when its triangles
 * show their back outside.
 */
function leastVolumes({ meshes, nodes }: Item, posed: readonly Posed[]): number[] {
  const sums = new Float64Array(nodes.length)
  for (const { node, positions: p, primitive } of posed) {
    const { triangles: t } = primitive
    let sum = 0
    for (let i = 0; i < t.length; i += 3) {
      const [a, b, c] = [t[i]! * 3, t[i + 1]! * 3, t[i + 2]! * 3]
      sum += p[a]! * (p[b + 1]! * p[c + 2]! - p[b + 2]! * p[c + 1]!)
      sum += p[a + 1]! * (p[b + 2]! * p[c]! - p[b]! * p[c + 2]!)
      sum += p[a + 2]! * (p[b]! * p[c + 1]! - p[b + 1]! * p[c]!)
    }
    sums[node]! += mirrored(nodes[node]!) ? -sum : sum
  }
  const least = new Array<number>(meshes.length).fill(0)
  for (const [index, { mesh }] of nodes.entries()) {
    if (mesh !== undefined) least[mesh] = Math.min(least[mesh]!, sums[index]!)
  }
  return least
}

/** glTF: where a node mirrors, its triangles wind the other way; of skinned meshes the bones alone decide. */
function mirrored({ world: m, skin }: ItemNode): boolean {
  if (skin !== undefined) return false
  const x = m[0]! * (m[5]! * m[10]! - m[6]! * m[9]!)
  const y = m[4]! * (m[1]! * m[10]! - m[2]! * m[9]!)
  const z = m[8]! * (m[1]! * m[6]! - m[2]! * m[5]!)
  return x - y + z < 0
}

/** Share of the triangles whose normals lie on the side of their back, in the mesh's own space. */
function against({ normals, positions: p, triangles: t }: Posed['primitive']): number {
  if (normals === undefined || t.length === 0) return 0
  let wrong = 0
  for (let i = 0; i < t.length; i += 3) {
    const [a, b, c] = [t[i]! * 3, t[i + 1]! * 3, t[i + 2]! * 3]
    const u = [0, 1, 2].map((k) => p[b + k]! - p[a + k]!) as [number, number, number]
    const v = [0, 1, 2].map((k) => p[c + k]! - p[a + k]!) as [number, number, number]
    const n = [0, 1, 2].map((k) => normals[a + k]! + normals[b + k]! + normals[c + k]!) as [
      number,
      number,
      number,
    ]
    const dot =
      (u[1] * v[2] - u[2] * v[1]) * n[0] +
      (u[2] * v[0] - u[0] * v[2]) * n[1] +
      (u[0] * v[1] - u[1] * v[0]) * n[2]
    if (dot < 0) wrong++
  }
  return wrong / (t.length / 3)
}
