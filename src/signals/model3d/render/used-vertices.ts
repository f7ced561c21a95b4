import type { Batch } from './pose-scene.ts'

// A batch is seen from many sides; its vertices are looked for once, and forgotten with it.
const known = new WeakMap<Uint32Array, { readonly vertices: number; readonly used: Uint32Array }>()

/** The vertices of a batch that a triangle has, each once, in their order. */
export function usedVertices({ positions, indices }: Pick<Batch, 'positions' | 'indices'>): Uint32Array {
  const vertices = Math.floor(positions.length / 3)
  const before = known.get(indices)
  if (before?.vertices === vertices) return before.used
  const marks = new Uint8Array(vertices)
  let count = 0
  for (const index of indices)
    if (index < vertices && marks[index] === 0) {
      marks[index] = 1
      count++
    }
  const used = new Uint32Array(count)
  for (let v = 0, to = 0; to < count; v++) if (marks[v] === 1) used[to++] = v
  known.set(indices, { vertices, used })
  return used
}
