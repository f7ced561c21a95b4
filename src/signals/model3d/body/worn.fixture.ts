import { buildMips } from '../render/build-mips.ts'
import { poseScene } from '../render/pose-scene.ts'
import type { MeshPart, SceneMaterial, SceneTexture } from '../render/scene.ts'
import { partOf, sceneOf } from '../render/scenes.fixture.ts'
import { sinCos } from '../render/sin-cos.ts'
import { mannequin } from './mannequin.ts'
import { mannequinJoints } from './mannequin-joints.ts'
import { measureCover } from './measure-cover.ts'
import { patchesOf } from './patches.ts'
import type { Region } from './region.ts'

/** An upright tube around the y axis, fronts outward, its texture once around and once from bottom to top. */
export function tube(
  radius: number,
  bottom: number,
  top: number,
  more: Partial<MeshPart> = {},
  share = 1,
): MeshPart {
  const steps = 64
  const positions: number[] = []
  const uvs: number[] = []
  const indices: number[] = []
  for (let i = 0; i <= steps; i++) {
    const { sin, cos } = sinCos((2 * Math.PI * share * i) / steps)
    for (const [y, v] of [
      [bottom, 1],
      [top, 0],
    ] as const) {
      positions.push(radius * sin, y, radius * cos)
      uvs.push(i / steps, v)
    }
    if (i < steps) indices.push(2 * i, 2 * i + 2, 2 * i + 1, 2 * i + 2, 2 * i + 3, 2 * i + 1)
  }
  return partOf(positions, indices, { uvs: [Float32Array.from(uvs)], ...more })
}

/** What of the plain mannequin, arms stretched out, is bare under parts that stand around it. */
export function bareUnder(
  parts: readonly MeshPart[],
  materials: readonly Partial<SceneMaterial>[] = [{}],
  textures: readonly SceneTexture[] = [],
  named: readonly number[] = [],
): { regions: Readonly<Record<Region, number>>; painted: boolean } {
  const scene = sceneOf(parts, materials, textures)
  const { tubes, height } = mannequin(mannequinJoints('T'))
  const worn = { batches: poseScene(scene).batches, patches: patchesOf(tubes), height }
  const skins = new Set(named.map((place) => scene.materials[place]))
  return measureCover(worn, textures.map(buildMips), (material) => skins.has(material))!
}
