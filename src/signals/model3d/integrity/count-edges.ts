import type { ItemMesh } from '../item.ts'
import { weld } from './weld.ts'

/** How the triangles of a mesh meet, vertices at one place taken as one. */
export interface EdgeCount {
  readonly edges: number
  /** Edges of one triangle only: the rim of a hole. */
  readonly open: number
  /** Edges of two triangles that wind against each other: one of them shows its back. */
  readonly clashing: number
}

/** Counts the edges of a mesh, all its primitives together. */
export function countEdges(mesh: ItemMesh): EdgeCount {
  const welded = weld(mesh.primitives.map(({ positions }) => positions))
  const keys = keysOf(mesh, welded)
  keys.sort()
  const counted = { edges: 0, open: 0, clashing: 0 }
  for (let i = 0; i < keys.length; ) {
    const edge = Math.floor(keys[i]! / 2)
    let end = i
    let forward = 0
    for (; end < keys.length && Math.floor(keys[end]! / 2) === edge; end++) forward += keys[end]! % 2
    counted.edges++
    if (end - i === 1) counted.open++
    else if (end - i === 2 && forward !== 1) counted.clashing++
    i = end
  }
  return counted
}

/** A number for each edge of each triangle: its two vertices in order, and which way round it goes. */
function keysOf(mesh: ItemMesh, welded: Uint32Array): Float64Array {
  const corners = mesh.primitives.reduce((sum, { triangles }) => sum + triangles.length, 0)
  const keys = new Float64Array(corners)
  let used = 0
  let start = 0
  for (const { triangles, positions } of mesh.primitives) {
    for (let i = 0; i < triangles.length; i += 3) {
      const a = welded[start + triangles[i]!]!
      const b = welded[start + triangles[i + 1]!]!
      const c = welded[start + triangles[i + 2]!]!
      if (a === b || b === c || c === a) continue
      keys[used++] = keyOf(a, b, welded.length)
      keys[used++] = keyOf(b, c, welded.length)
      keys[used++] = keyOf(c, a, welded.length)
    }
    start += positions.length / 3
  }
  return keys.subarray(0, used)
}

function keyOf(from: number, to: number, vertices: number): number {
  return from < to ? (from * vertices + to) * 2 + 1 : (to * vertices + from) * 2
}
