import { encodeLinear } from './encode-linear.ts'
import { determinant3, IDENTITY, multiply } from './matrix.ts'
import { posePart } from './pose-part.ts'
import type { Matrix, MeshPart, Scene, SceneMaterial } from './scene.ts'
import { DEFAULT_MATERIAL } from './scene.ts'
import { slotUvs } from './slot-uvs.ts'
import { worldMatrices } from './world-matrices.ts'

/** One part of one mesh as it stands in the world, ready to be drawn from any side. */
export interface Batch {
  readonly positions: Float32Array
  readonly normals: Float32Array | undefined
  readonly indices: Uint32Array
  readonly baseUvs: Float32Array | undefined
  readonly emissiveUvs: Float32Array | undefined
  /** RGBA as sRGB stores it, 0..1. */
  readonly colours: Float32Array | undefined
  readonly material: SceneMaterial
  /** Mirrored by its node: its fronts turn the other way. */
  readonly mirrored: boolean
  readonly mesh: number
  /** -1 where the mesh is shown by itself. */
  readonly node: number
}

export interface Posed {
  readonly batches: readonly Batch[]
  /** Triangles left out because the budget was spent. */
  readonly leftOut: number
}

export interface PoseOptions {
  /** 'rest': as the file has it. 'all': every morph target at weight 1. A number: that target alone at 1. */
  readonly morph?: 'rest' | 'all' | number
  /** Instances × triangles. */
  readonly maxTriangles?: number
  /** Also what the default scene does not show. */
  readonly hidden?: boolean
}

export const POSE_DEFAULTS: Required<PoseOptions> = { morph: 'rest', maxTriangles: 1_000_000, hidden: false }

/** Puts the whole scene in its place: every node's mesh, morphed, skinned, moved. Throws where a node is its own ancestor. */
export function poseScene(scene: Scene, options: PoseOptions = {}): Posed {
  const { hidden } = { ...POSE_DEFAULTS, ...options }
  const wanted: { mesh: number; node: number }[] = []
  scene.nodes.forEach((node, at) => {
    if (node.mesh !== undefined && (node.shown || hidden)) wanted.push({ mesh: node.mesh, node: at })
  })
  return pose(scene, wanted, options)
}

/** One mesh alone, wherever (and whether) the scene shows it; without its node, so that no scale of 0 can hide it. */
export function poseMesh(scene: Scene, mesh: number, options: PoseOptions = {}): Posed {
  return pose(scene, [{ mesh, node: -1 }], options)
}

function pose(scene: Scene, wanted: readonly { mesh: number; node: number }[], options: PoseOptions): Posed {
  const { morph, maxTriangles } = { ...POSE_DEFAULTS, ...options }
  const worlds = worldMatrices(scene.nodes)
  const skins = new Map<number, Matrix[]>()
  const batches: Batch[] = []
  let triangles = 0
  let leftOut = 0
  for (const { mesh: at, node: nodeAt } of wanted) {
    const mesh = scene.meshes[at]
    const node = scene.nodes[nodeAt]
    for (const part of mesh?.parts ?? []) {
      const count = Math.floor(part.indices.length / 3)
      if (triangles + count > maxTriangles) {
        leftOut += count
        continue
      }
      triangles += count
      const weights = weightsOf(part, node?.weights ?? mesh!.weights, morph)
      const world = worlds[nodeAt] ?? IDENTITY
      const joints = node?.skin === undefined ? undefined : jointsOf(scene, worlds, skins, node.skin)
      const material = scene.materials[part.material] ?? DEFAULT_MATERIAL
      batches.push({
        ...posePart(part, weights, world, joints),
        indices: part.indices,
        baseUvs: slotUvs(part, material.baseTexture),
        emissiveUvs: slotUvs(part, material.emissiveTexture),
        colours: part.colours === undefined ? undefined : encode(part),
        material,
        mirrored: joints === undefined && determinant3(world) < 0,
        mesh: at,
        node: nodeAt,
      })
    }
  }
  return { batches, leftOut }
}

function weightsOf(
  part: MeshPart,
  rest: readonly number[],
  morph: 'rest' | 'all' | number,
): readonly number[] {
  if (morph === 'rest') return rest
  return part.morphs.map((_, target) => (morph === 'all' || morph === target ? 1 : 0))
}

function jointsOf(
  scene: Scene,
  worlds: readonly Matrix[],
  known: Map<number, Matrix[]>,
  skin: number,
): Matrix[] | undefined {
  const found = known.get(skin)
  if (found !== undefined || scene.skins[skin] === undefined) return found
  const { joints, inverseBinds } = scene.skins[skin]
  const made = joints.map((joint, i) => multiply(worlds[joint] ?? IDENTITY, inverseBinds?.[i] ?? IDENTITY))
  known.set(skin, made)
  return made
}

function encode(part: MeshPart): Float32Array | undefined {
  const colours = part.colours!
  if (colours.length < (part.positions.length / 3) * 4) return undefined
  // Alpha, every fourth number, is not a light value and stays as it is.
  return colours.map((value, i) => ((i & 3) === 3 ? Math.min(1, Math.max(0, value)) : encodeLinear(value)))
}
