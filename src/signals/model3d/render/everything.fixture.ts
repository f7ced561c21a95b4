import type { Scene } from './scene.ts'
import { ball, checks, cube, move, nodeOf, paint, sceneOf, square, textureOf } from './scenes.fixture.ts'

export const BASE = { baseTexture: { texture: 0, uvSet: 0 } }

/** All that the renderer knows, in one scene. */
export function everything(): Scene {
  const glow = textureOf(paint(31, 17, (x, y) => [8 * x, 15 * y, 0, 255]))
  const holes = textureOf(paint(64, 64, (x, y) => [200, 180, 20, (x >> 3) % 2 === (y >> 3) % 2 ? 255 : 0]))
  const body = ball(12, 16)
  const count = body.positions.length / 3
  const colours = new Float32Array(4 * count).map((_, i) => ((i * 37) % 101) / 100)
  return {
    meshes: [
      { name: 'cube', parts: [cube({ material: 0 })], weights: [] },
      { name: 'ball', parts: [{ ...body, material: 1, colours }], weights: [] },
      {
        name: 'bent',
        weights: [0.5],
        parts: [
          square(0, {
            material: 2,
            joints: Uint16Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0),
            weights: Float32Array.of(1, 0, 0, 0, 0.25, 0.75, 0, 0, 0.5, 0.5, 0, 0, 1, 0, 0, 0),
            morphs: [{ positions: Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0, 0.5, 0, 0) }],
          }),
        ],
      },
      { name: 'glass', parts: [square(1.5, { material: 3 })], weights: [] },
    ],
    nodes: [
      nodeOf(0),
      nodeOf(1, move(2, 0.5, 0)),
      { ...nodeOf(2), skin: 0 },
      nodeOf(3),
      nodeOf(undefined, move(-2, 0, 0)),
      nodeOf(undefined, move(-2, 1, 1)),
    ],
    materials: sceneOf(
      [],
      [
        { ...BASE, emissive: [0.5, 0.5, 0.1], emissiveTexture: { texture: 1, uvSet: 0 } },
        {
          baseColour: [0.9, 0.5, 0.5, 1],
          baseTexture: { texture: 0, uvSet: 0, rotation: 0.7, scale: [3, 2] },
        },
        { alphaMode: 'mask', doubleSided: true, baseTexture: { texture: 2, uvSet: 0 } },
        { alphaMode: 'blend', baseColour: [0.1, 0.9, 0.2, 0.4], doubleSided: true },
      ],
    ).materials,
    textures: [checks(128, 16), { ...glow, wrapS: 'mirror' }, { ...holes, wrapT: 'clamp' }],
    skins: [{ joints: [4, 5] }],
  }
}
