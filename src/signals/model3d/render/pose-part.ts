import { normalMatrix } from './matrix.ts'
import type { Matrix, MeshPart } from './scene.ts'

/** Positions and unit normals in the world; normals of 0 length mean that the face's own is to be taken. */
export interface PosedPart {
  readonly positions: Float32Array
  readonly normals: Float32Array | undefined
}

/**
 * Morphs a part, bends it by its skin where it has one (joints: joint's world × inverse bind; the node's own
 * matrix does not count then, as glTF says), else moves it by its node.
 */
export function posePart(
  part: MeshPart,
  weights: readonly number[],
  world: Matrix,
  joints: readonly Matrix[] | undefined,
): PosedPart {
  const positions = morph(part.positions, weights, (target) => part.morphs[target]?.positions)
  const normals =
    part.normals?.length === part.positions.length
      ? morph(part.normals, weights, (target) => part.morphs[target]?.normals)
      : undefined
  const vertices = Math.floor(positions.length / 3)
  const perVertex = part.joints === undefined ? 0 : Math.floor(part.joints.length / Math.max(1, vertices))
  const skinned = joints !== undefined && part.weights !== undefined && perVertex > 0
  const blended = new Float64Array(16)
  let matrix: Matrix = world
  let turning = normalMatrix(world)
  for (let v = 0; v < vertices; v++) {
    if (skinned) {
      matrix = blendJoints(part, joints, v * perVertex, perVertex, blended) ? blended : world
      turning = normals === undefined ? turning : normalMatrix(matrix)
    }
    const at = 3 * v
    const x = positions[at]!
    const y = positions[at + 1]!
    const z = positions[at + 2]!
    for (let row = 0; row < 3; row++)
      positions[at + row] = matrix[row]! * x + matrix[4 + row]! * y + matrix[8 + row]! * z + matrix[12 + row]!
    if (normals !== undefined) turn(normals, at, turning)
  }
  return { positions, normals }
}

function morph(
  rest: Float32Array,
  weights: readonly number[],
  of: (target: number) => Float32Array | undefined,
): Float32Array {
  const out = Float32Array.from(rest)
  weights.forEach((weight, target) => {
    const moves = weight === 0 ? undefined : of(target)
    if (moves === undefined) return
    const numbers = Math.min(out.length, moves.length)
    for (let i = 0; i < numbers; i++) out[i] = out[i]! + weight * moves[i]!
  })
  return out
}

/** Weights that do not add up to 1 are made to; false where a vertex has none at all. */
function blendJoints(
  part: MeshPart,
  joints: readonly Matrix[],
  at: number,
  count: number,
  out: Matrix,
): boolean {
  out.fill(0)
  let sum = 0
  for (let i = at; i < at + count; i++) {
    const weight = part.weights![i]!
    const joint = joints[part.joints![i]!]
    if (!(weight > 0) || joint === undefined) continue
    sum += weight
    for (let k = 0; k < 16; k++) out[k] = out[k]! + weight * joint[k]!
  }
  if (!(sum > 0)) return false
  for (let k = 0; k < 16; k++) out[k] = out[k]! / sum
  return true
}

function turn(normals: Float32Array, at: number, m: Float64Array): void {
  const x = normals[at]!
  const y = normals[at + 1]!
  const z = normals[at + 2]!
  const nx = m[0]! * x + m[3]! * y + m[6]! * z
  const ny = m[1]! * x + m[4]! * y + m[7]! * z
  const nz = m[2]! * x + m[5]! * y + m[8]! * z
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz)
  const scale = length > 0 && length < Number.POSITIVE_INFINITY ? 1 / length : 0
  normals[at] = nx * scale
  normals[at + 1] = ny * scale
  normals[at + 2] = nz * scale
}
