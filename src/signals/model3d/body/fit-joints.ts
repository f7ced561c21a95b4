import { BONES, type Bone, parentOf } from './bone.ts'
import { type Joints, mannequinJoints } from './mannequin-joints.ts'
import { add, lengthOf, minus, times, type Vector } from './vector.ts'

/** The mannequin's bones put where an item has its own; those that it lacks follow their parents, in the item's scale. */
export function fitJoints(known: ReadonlyMap<Bone, Vector>, faces: '+z' | '-z'): Joints {
  const rest = mannequinJoints('T')
  const scale = scaleOf(known, rest)
  const turned = (v: Vector): Vector => (faces === '+z' ? v : [-v[0], v[1], -v[2]])
  const from = (bone: Bone, other: Bone): Vector => times(turned(minus(rest[bone], rest[other])), scale)
  const placed = new Map<Bone, Vector>(known)
  // 1. From known children up, so that hips stand under a lone head.
  for (const bone of [...BONES].reverse()) {
    const parent = parentOf(bone)
    const at = placed.get(bone)
    if (at !== undefined && parent !== undefined && !placed.has(parent))
      placed.set(parent, add(at, from(parent, bone)))
  }
  // 2. From parents down.
  for (const bone of BONES) {
    const parent = parentOf(bone)
    const above = parent === undefined ? undefined : placed.get(parent)
    if (placed.has(bone)) continue
    placed.set(bone, above === undefined ? turned(rest[bone]) : add(above, from(bone, parent!)))
  }
  return Object.fromEntries(placed) as Record<Bone, Vector>
}

/** The middle of the ratios between distances of known bones there and here; 1 where nothing can be compared. */
function scaleOf(known: ReadonlyMap<Bone, Vector>, rest: Joints): number {
  const ratios: number[] = []
  const bones = [...known.keys()]
  for (const [i, a] of bones.entries())
    for (const b of bones.slice(i + 1)) {
      const here = lengthOf(minus(rest[a], rest[b]))
      const there = lengthOf(minus(known.get(a)!, known.get(b)!))
      if (here > 0.05 && there > 0) ratios.push(there / here)
    }
  ratios.sort((a, b) => a - b)
  return ratios[ratios.length >> 1] ?? 1
}
