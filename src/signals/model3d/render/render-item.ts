import type { Picture } from '../../image/picture.ts'
import { buildMips, type MipTexture } from './build-mips.ts'
import { AROUND, AROUND_FACING_BACK, type Direction, SIX_SIDES } from './directions.ts'
import { drawIsland } from './draw-island.ts'
import { DRAW_DEFAULTS, type DrawOptions, drawView, type View } from './draw-view.ts'
import { placeCamera } from './place-camera.ts'
import { type Batch, type Posed, type PoseOptions, poseMesh, poseScene } from './pose-scene.ts'
import { robustBounds } from './robust-bounds.ts'
import type { Scene } from './scene.ts'
import { texturePictures } from './texture-pictures.ts'
import { uvIslands } from './uv-islands.ts'

/** What a picture shows. */
export type ShotOf =
  | { readonly kind: 'view'; readonly view: string; readonly morph: 'rest' | 'all' }
  | { readonly kind: 'mesh'; readonly mesh: number; readonly view: string; readonly sides: 'both' | 'inner' }
  | { readonly kind: 'morph'; readonly mesh: number; readonly target: number; readonly view: string }
  | { readonly kind: 'texture'; readonly texture: number; readonly alpha: 'ignored' | 'on-grey' }
  | {
      readonly kind: 'island'
      readonly texture: number
      readonly mesh: number
      readonly box: readonly [number, number, number, number]
    }

/** One picture of an item. */
export interface Shot {
  readonly of: ShotOf
  readonly picture: Picture
  /** False where a budget was spent before the picture was whole. */
  readonly complete: boolean
  /** For views and meshes: which mesh is seen at each pixel, +1; 0 is background. */
  readonly meshAt: Uint16Array | undefined
}

export interface RenderOptions extends Pick<DrawOptions, 'size' | 'samples' | 'maxOverdraw'> {
  /** '-z' for VRM 0.x. */
  readonly faces?: '+z' | '-z'
  readonly maxTriangles?: number
  readonly maxTextureSide?: number
  readonly maxIslands?: number
  /** Pictures in all; what is past it is only counted. */
  readonly maxShots?: number
}

export const RENDER_DEFAULTS: Required<RenderOptions> = {
  ...{ size: DRAW_DEFAULTS.size, samples: DRAW_DEFAULTS.samples, maxOverdraw: DRAW_DEFAULTS.maxOverdraw },
  faces: '+z',
  maxTriangles: 1_000_000,
  maxTextureSide: 1024,
  maxIslands: 24,
  maxShots: 400,
}

/** What could not be shown, so that an item is never taken as seen whole when it was not. */
export interface LeftOut {
  readonly shots: number
  readonly triangles: number
  readonly islands: number
}

/**
 * Every picture that an item is judged by, one after another, the most telling first: the 8 views around it; every
 * texture; the views with all morph targets on; each mesh alone from six sides, hidden ones too, and its inside; each
 * morph target alone; every UV island. Lazy, so that a caller that has seen enough can stop. Throws only where a node
 * is its own ancestor or a texture is shorter than it says, which the reader must have refused.
 */
export function* renderItem(scene: Scene, options: RenderOptions = {}): Generator<Shot, LeftOut> {
  const settings = { ...RENDER_DEFAULTS, ...options }
  const textures = scene.textures.map(buildMips)
  let shots = 0
  const left = { shots: 0, triangles: 0, islands: 0 }
  for (const make of plan(scene, textures, settings, left)) {
    if (shots >= settings.maxShots) {
      left.shots++
      continue
    }
    const shot = make()
    if (shot === undefined) continue
    shots++
    yield shot
  }
  return left
}

type Make = () => Shot | undefined

function* plan(
  scene: Scene,
  textures: readonly MipTexture[],
  settings: Required<RenderOptions>,
  left: { shots: number; triangles: number; islands: number },
): Generator<Make> {
  const around = settings.faces === '+z' ? AROUND : AROUND_FACING_BACK
  const pose = (mesh: number | undefined, morph: PoseOptions['morph'] & {}): Posed => {
    const { maxTriangles } = settings
    const posed =
      mesh === undefined
        ? poseScene(scene, { morph, maxTriangles })
        : poseMesh(scene, mesh, { morph, maxTriangles })
    left.triangles += posed.leftOut
    return posed
  }
  const draw = (
    { batches }: Posed,
    direction: Direction,
    sides: 'material' | 'both' | 'inner',
    of: ShotOf,
  ): Make => {
    return () => {
      const bounds = robustBounds(batches)
      if (bounds === null) return undefined
      const camera = placeCamera(batches, bounds, direction)
      const view = drawView(batches, textures, camera, { ...settings, sides })
      return { of, picture: view.picture, complete: view.complete, meshAt: meshAt(view, batches) }
    }
  }
  const rest = pose(undefined, 'rest')
  for (const direction of around)
    yield draw(rest, direction, 'material', { kind: 'view', view: direction.name, morph: 'rest' })
  for (const [texture, source] of scene.textures.entries()) {
    const { colours, onGrey } = texturePictures(source, settings.maxTextureSide)
    const whole = { complete: true, meshAt: undefined }
    yield () => ({ of: { kind: 'texture', texture, alpha: 'ignored' }, picture: colours, ...whole })
    if (onGrey !== undefined)
      yield () => ({ of: { kind: 'texture', texture, alpha: 'on-grey' }, picture: onGrey, ...whole })
  }
  const targets = scene.meshes.map((mesh) => Math.max(0, ...mesh.parts.map((part) => part.morphs.length)))
  if (targets.some((count) => count > 0)) {
    const all = pose(undefined, 'all')
    for (const direction of [around[0]!, around[4]!])
      yield draw(all, direction, 'material', { kind: 'view', view: direction.name, morph: 'all' })
  }
  for (const mesh of scene.meshes.keys()) {
    const alone = pose(mesh, 'rest')
    for (const direction of SIX_SIDES)
      yield draw(alone, direction, 'both', { kind: 'mesh', mesh, view: direction.name, sides: 'both' })
    for (const direction of [SIX_SIDES[0]!, SIX_SIDES[2]!])
      yield draw(alone, direction, 'inner', { kind: 'mesh', mesh, view: direction.name, sides: 'inner' })
  }
  for (const [mesh, count] of targets.entries())
    for (let target = 0; target < count; target++)
      for (const direction of [around[0]!])
        yield () =>
          draw(pose(mesh, target), direction, 'both', { kind: 'morph', mesh, target, view: direction.name })()
  for (const [texture, mips] of textures.entries()) {
    const { islands, leftOut } = uvIslands(scene, texture, settings.maxIslands)
    left.islands += leftOut
    for (const island of islands)
      yield () => {
        const { picture, complete } = drawIsland(island, mips, settings.size)
        const { mesh, box } = island
        return { of: { kind: 'island', texture, mesh, box }, picture, complete, meshAt: undefined }
      }
  }
}

function meshAt(view: View, batches: readonly Batch[]): Uint16Array {
  return view.owner.map((owner) => (owner === 0 ? 0 : (batches[owner - 1]?.mesh ?? 0) + 1))
}
