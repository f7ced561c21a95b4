import type { MipTexture } from './build-mips.ts'
import type { Drawn } from './drawer.ts'
import { drawerHere } from './drawer-here.ts'
import { STRIDE } from './fill-triangle.ts'
import { paintOf } from './paint.ts'
import { DEFAULT_MATERIAL } from './scene.ts'
import type { UvIsland } from './uv-islands.ts'

const FILL = 0.94

/** An island cut out of its texture and laid flat on grey, as large as the frame allows; alpha is not regarded. */
export function drawIsland(island: UvIsland, texture: MipTexture, size = 512, drawer = drawerHere()): Drawn {
  const { width, height } = texture.levels[0]!
  const [left, top, right, bottom] = island.box
  const across = Math.max((right - left) * width, (bottom - top) * height)
  const zoom = across > 0 ? (FILL * size) / across : 1
  const batch = {
    positions: new Float32Array(),
    normals: undefined,
    indices: new Uint32Array(),
    baseUvs: island.uvs,
    emissiveUvs: undefined,
    colours: undefined,
    material: { ...DEFAULT_MATERIAL, baseTexture: { texture: 0, uvSet: 0 } },
    mirrored: false,
    mesh: island.mesh,
    node: -1,
  }
  const triangles = Math.floor(island.corners.length / 3)
  const corners = new Float64Array(3 * STRIDE * triangles)
  for (let at = 0; at < 3 * triangles; at++) {
    const u = island.uvs[2 * island.corners[at]!]!
    const v = island.uvs[2 * island.corners[at]! + 1]!
    const to = at * STRIDE
    corners[to] = size / 2 + (u - (left + right) / 2) * width * zoom
    corners[to + 1] = size / 2 + (v - (top + bottom) / 2) * height * zoom
    corners[to + 2] = 1
    corners[to + 3] = u
    corners[to + 4] = v
    corners[to + 7] = 1
  }
  drawer.open(size, size * size * 64)
  drawer.fill(corners, paintOf(batch, [texture], 1))
  return drawer.develop(size, 1)
}
