import type { Picture } from '../../image/picture.ts'
import { IDENTITY } from './matrix.ts'
import type { Matrix, MeshPart, Scene, SceneMaterial, SceneNode, SceneTexture } from './scene.ts'
import { DEFAULT_MATERIAL } from './scene.ts'
import { sinCos } from './sin-cos.ts'

/** Simple scenes made in code, by the renderer's own sines, so that tests and benches draw the same everywhere. */
export function partOf(
  positions: readonly number[],
  indices: readonly number[],
  more: Partial<MeshPart> = {},
): MeshPart {
  return {
    positions: Float32Array.from(positions),
    indices: Uint32Array.from(indices),
    uvs: [],
    morphs: [],
    material: 0,
    ...more,
  }
}

/** One mesh of these parts at the origin, all shown. */
export function sceneOf(
  parts: readonly MeshPart[],
  materials: readonly Partial<SceneMaterial>[] = [{}],
  textures: readonly SceneTexture[] = [],
): Scene {
  return {
    meshes: [{ name: 'item', parts, weights: [] }],
    nodes: [nodeOf(0)],
    materials: materials.map((material) => ({ ...DEFAULT_MATERIAL, ...material })),
    textures,
    skins: [],
  }
}

export function nodeOf(mesh: number | undefined, matrix: Matrix = IDENTITY, shown = true): SceneNode {
  return { parent: -1, matrix, shown, ...(mesh === undefined ? {} : { mesh }) }
}

export function move(x: number, y: number, z: number): Matrix {
  return Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1)
}

export function scale(x: number, y: number, z: number): Matrix {
  return Float64Array.of(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0, 0, 0, 0, 1)
}

/** A square of side 2 in the plane z, its front to +Z, its texture upright. */
export function square(z = 0, more: Partial<MeshPart> = {}): MeshPart {
  return partOf([-1, -1, z, 1, -1, z, 1, 1, z, -1, 1, z], [0, 1, 2, 0, 2, 3], {
    uvs: [Float32Array.of(0, 1, 1, 1, 1, 0, 0, 0)],
    ...more,
  })
}

/** A cube of side 2 around the origin, fronts outward, a whole texture on each face. */
export function cube(more: Partial<MeshPart> = {}): MeshPart {
  const positions: number[] = []
  const normals: number[] = []
  const uvs: number[] = []
  const indices: number[] = []
  for (let axis = 0; axis < 3; axis++)
    for (const side of [-1, 1]) {
      const base = positions.length / 3
      for (const [a, b] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ] as const) {
        const point = [0, 0, 0]
        point[axis] = side
        point[(axis + 1) % 3] = side * a
        point[(axis + 2) % 3] = b
        positions.push(...point)
        normals.push(...[0, 1, 2].map((k) => (k === axis ? side : 0)))
        uvs.push((a + 1) / 2, (1 - b) / 2)
      }
      indices.push(base, base + 1, base + 2, base, base + 2, base + 3)
    }
  return partOf(positions, indices, {
    normals: Float32Array.from(normals),
    uvs: [Float32Array.from(uvs)],
    ...more,
  })
}

/** A ball of radius 1 with smooth normals: 2 × rings × around triangles, one texture around it. */
export function ball(rings: number, around: number, more: Partial<MeshPart> = {}): MeshPart {
  const positions: number[] = []
  const uvs: number[] = []
  const indices: number[] = []
  for (let i = 0; i <= rings; i++)
    for (let j = 0; j <= around; j++) {
      const { sin, cos } = sinCos((Math.PI * i) / rings)
      const turn = sinCos((2 * Math.PI * j) / around)
      positions.push(sin * turn.sin, cos, sin * turn.cos)
      uvs.push(j / around, i / rings)
      if (i === rings || j === around) continue
      const at = i * (around + 1) + j
      const below = at + around + 1
      indices.push(at, below, at + 1, at + 1, below, below + 1)
    }
  return partOf(positions, indices, {
    normals: Float32Array.from(positions),
    uvs: [Float32Array.from(uvs)],
    ...more,
  })
}

/** A picture by a function of x and y that gives RGBA. */
export function paint(
  width: number,
  height: number,
  at: (x: number, y: number) => readonly [number, number, number, number],
): Picture {
  const data = new Uint8Array(width * height * 4)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set(at(x, y), 4 * (y * width + x))
  return { width, height, channels: 4, data }
}

export function textureOf(picture: Picture): SceneTexture {
  return { picture, wrapS: 'repeat', wrapT: 'repeat' }
}

/** Squares of two colours. */
export function checks(size: number, square: number): SceneTexture {
  return textureOf(
    paint(size, size, (x, y) =>
      (Math.floor(x / square) + Math.floor(y / square)) % 2 === 0 ? [230, 60, 40, 255] : [40, 90, 220, 255],
    ),
  )
}
