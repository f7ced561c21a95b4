import { IDENTITY, multiply } from '../src/signals/model3d/render/matrix.ts'
import type { MeshPart, Scene, SceneNode } from '../src/signals/model3d/render/scene.ts'
import { DEFAULT_MATERIAL } from '../src/signals/model3d/render/scene.ts'
import { ball, checks, move, paint, scale, textureOf } from '../src/signals/model3d/render/scenes.fixture.ts'

/** [across, up, ahead, width, height, depth, texture] of the balls that an avatar is made of. */
const LIMBS: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [0, 1.62, 0, 0.2, 0.24, 0.21, 0],
  [0, 1.15, 0, 0.28, 0.38, 0.18, 1],
  [0, 0.85, 0, 0.26, 0.2, 0.19, 2],
  [0.45, 1.3, 0, 0.32, 0.08, 0.09, 0],
  [-0.45, 1.3, 0, 0.32, 0.08, 0.09, 0],
  [0.15, 0.4, 0, 0.12, 0.45, 0.13, 2],
  [-0.15, 0.4, 0, 0.12, 0.45, 0.13, 2],
  [0.15, 0.02, 0.06, 0.11, 0.08, 0.2, 1],
  [-0.15, 0.02, 0.06, 0.11, 0.08, 0.2, 1],
  [0, 1.72, -0.02, 0.23, 0.2, 0.23, 3],
]

/** An avatar of about 15,000 triangles in code: ten skinned limbs, three textures of 1024 × 1024, masked hair, morphs on the head. */
export function renderAvatar(): Scene {
  const hair = textureOf(
    paint(1024, 1024, (x, y) => [90 + ((x * 7) & 63), 50, 30, y > 500 || (x >> 3) % 5 === 0 ? 0 : 255]),
  )
  const skin = textureOf(paint(1024, 1024, (x, y) => [215 + ((x ^ y) & 15), 165 + ((x * 3) & 15), 140, 255]))
  const joints: SceneNode[] = LIMBS.map(([x, y, z]) => ({ parent: -1, matrix: move(x, y, z), shown: true }))
  const meshes = LIMBS.map(([x, y, z, w, h, d, texture], limb) => {
    const round = ball(25, 30)
    const positions = round.positions.map((value, i) => value * [w, h, d][i % 3]! + [x, y, z][i % 3]!)
    const count = positions.length / 3
    const morphs = limb === 0 ? [{ positions: positions.map((_, i) => (i % 3 === 2 ? 0.05 : 0)) }] : []
    const part: MeshPart = {
      ...round,
      positions,
      joints: new Uint16Array(4 * count).map((_, i) =>
        i % 4 === 0 ? limb : (limb + (i % 4)) % LIMBS.length,
      ),
      weights: new Float32Array(4 * count).map((_, i) => (i % 4 === 0 ? 1 : 0)),
      morphs,
      material: texture,
    }
    return { name: `limb ${limb}`, parts: [part], weights: [] }
  })
  const inverse = LIMBS.map(([x, y, z]) => multiply(move(-x, -y, -z), scale(1, 1, 1)))
  return {
    meshes,
    nodes: [
      ...joints,
      ...meshes.map((_, mesh): SceneNode => ({ parent: -1, matrix: IDENTITY, mesh, skin: 0, shown: true })),
    ],
    materials: [0, 1, 2, 3].map((texture) => ({
      ...DEFAULT_MATERIAL,
      baseTexture: { texture, uvSet: 0 },
      ...(texture === 3 ? { alphaMode: 'mask' as const, doubleSided: true } : {}),
    })),
    textures: [skin, checks(1024, 64), checks(1024, 16), hair],
    skins: [{ joints: joints.map((_, i) => i), inverseBinds: inverse }],
  }
}
