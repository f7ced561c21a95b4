import type { ItemMesh, ItemNode } from '../item.ts'
import type { Budget } from './budget.ts'
import { type Json, numbersOf, objectOf, objectsOf } from './fields.ts'
import { readPrimitive, type Source } from './read-primitive.ts'

/** The meshes of a file; a primitive with a fault is left out. Throws Spent when there is too much of them. */
export function readMeshes(source: Source, root: Json): ItemMesh[] {
  const { budget, found } = source
  let primitives = 0
  let triangles = 0
  return objectsOf(root, 'meshes', '').map((value, index) => {
    const at = `/meshes/${index}`
    const mesh = objectOf(value)
    const parts = found.attempt(() => objectsOf(mesh, 'primitives', at)) ?? []
    primitives += parts.length
    budget.most(primitives, budget.limits.primitives, 'too-many-primitives', at, 'primitives')
    const read = parts.flatMap((part, place) => {
      budget.tick(at)
      const within = `${at}/primitives/${place}`
      const primitive = found.attempt(() => readPrimitive(source, objectOf(part), within))
      if (primitive === undefined) return []
      triangles += primitive.triangles.length / 3
      budget.most(triangles, budget.limits.triangles, 'too-many-triangles', within, 'triangles')
      return [primitive]
    })
    const length = read[0]?.targets.length ?? 0
    const none = new Array<number>(length).fill(0)
    const weights = found.attempt(() => numbersOf(mesh.weights, none, `${at}/weights`)) ?? none
    return { at, primitives: read, weights }
  })
}

/** Weighs how often the meshes stand somewhere: few bytes can ask for billions of triangles. Throws Spent. */
export function weighInstances(
  root: Json,
  nodes: readonly ItemNode[],
  meshes: readonly ItemMesh[],
  budget: Budget,
): void {
  const { limits } = budget
  const costs = meshes.map(({ primitives }) => ({
    triangles: primitives.reduce((sum, each) => sum + each.triangles.length / 3, 0),
    vertices: primitives.reduce((sum, each) => sum + each.positions.length / 3, 0),
  }))
  const written = objectsOf(root, 'nodes', '')
  let instances = 0
  let triangles = 0
  let vertices = 0
  for (const [index, node] of nodes.entries()) {
    if (node.mesh === undefined) continue
    const times = gpuInstances(objectOf(written[index]), root)
    const cost = costs[node.mesh]!
    instances += times
    triangles += times * cost.triangles
    vertices += times * cost.vertices
  }
  budget.most(instances, limits.instances, 'too-many-instances', '/nodes', 'places where a mesh stands')
  budget.most(triangles, limits.drawnTriangles, 'too-many-drawn', '/nodes', 'triangles to draw')
  budget.most(vertices, limits.drawnVertices, 'too-many-drawn', '/nodes', 'vertices to draw')
}

/** EXT_mesh_gpu_instancing: one node that stands as often as its accessors are long. */
function gpuInstances(node: Json, root: Json): number {
  const extension = objectOf(objectOf(node.extensions).EXT_mesh_gpu_instancing)
  const accessors = objectsOf(root, 'accessors', '')
  const counts = Object.values(objectOf(extension.attributes)).map((index) => {
    const { count } = objectOf(typeof index === 'number' ? accessors[index] : undefined)
    return typeof count === 'number' && count > 0 ? count : 1
  })
  return counts.reduce((most, count) => Math.max(most, count), 1)
}
