import { buildMips } from './build-mips.ts'
import { AROUND, AROUND_FACING_BACK, SIX_SIDES } from './directions.ts'
import { drawIsland } from './draw-island.ts'
import { farGroups } from './far-groups.ts'
import { once } from './once.ts'
import { type Posed, poseMesh, poseScene } from './pose-scene.ts'
import type { LeftOut, RenderSettings } from './render-options.ts'
import { robustBounds } from './robust-bounds.ts'
import type { Scene } from './scene.ts'
import { shootPosed } from './shoot-posed.ts'
import type { Shot, ShotOf } from './shot.ts'
import { shotName } from './shot-name.ts'
import { texturePictures } from './texture-pictures.ts'
import { uvIslands } from './uv-islands.ts'

/** A picture that is drawn when it is asked for; undefined where there is nothing to draw. */
export interface PlannedShot {
  readonly name: string
  draw(): Shot | undefined
}

/** All pictures of an item in their order; what budgets leave out of them is added to `left`. */
export function* planShots(
  scene: Scene,
  settings: RenderSettings,
  left: { -readonly [K in keyof LeftOut]: number },
): Generator<PlannedShot> {
  const mips = settings.mips ?? once(() => scene.textures.map(buildMips))
  const around = settings.faces === '+z' ? AROUND : AROUND_FACING_BACK
  const { maxTriangles } = settings
  const counted = (posed: Posed): Posed['batches'] => {
    left.triangles += posed.leftOut
    return posed.batches
  }
  const plan = (of: ShotOf, draw: () => Omit<Shot, 'of' | 'name'> | undefined): PlannedShot => {
    const name = shotName(of)
    return {
      name,
      draw() {
        const drawn = draw()
        return drawn && { of, name, ...drawn }
      },
    }
  }
  const shoot = shootPosed(mips, settings)
  const shootPart = shootPosed(mips, { ...settings, size: settings.partSize })

  // 1. Around it, and all that it is painted with.
  const rest = once(() => counted(poseScene(scene, { maxTriangles })))
  for (const direction of around)
    yield plan({ kind: 'view', view: direction.name, morph: 'rest' }, () =>
      shoot(rest(), direction, 'material'),
    )
  for (const [texture, source] of scene.textures.entries()) {
    const pictures = once(() => texturePictures(source, settings.maxTextureSide, mips()[texture]))
    const whole = { complete: true, meshAt: undefined }
    yield plan({ kind: 'texture', texture, alpha: 'ignored' }, () => ({
      picture: pictures().colours,
      ...whole,
    }))
    yield plan({ kind: 'texture', texture, alpha: 'on-grey' }, () => {
      const { onGrey } = pictures()
      return onGrey && { picture: onGrey, ...whole }
    })
  }
  for (const direction of settings.worn?.directions ?? [])
    yield plan({ kind: 'worn', view: direction.name }, () =>
      shoot(settings.worn!.batches, direction, 'material'),
    )

  // 2. What the views would miss: far parts, morph targets, each mesh alone and its inside.
  function* far(batches: Posed['batches'], mesh: number | undefined): Generator<PlannedShot> {
    const bounds = robustBounds(batches)
    if (bounds === null) return
    const { groups, leftOut } = farGroups(batches, bounds, settings.maxFar)
    left.far += leftOut
    for (const [group, alone] of groups.entries())
      for (const direction of SIX_SIDES)
        yield plan({ kind: 'far', mesh, group, view: direction.name }, () => shoot(alone, direction, 'both'))
  }
  yield* far(rest(), undefined)
  const targets = scene.meshes.map((mesh) => Math.max(0, ...mesh.parts.map((part) => part.morphs.length)))
  if (targets.some((count) => count > 0)) {
    const all = once(() => counted(poseScene(scene, { morph: 'all', maxTriangles })))
    for (const direction of [around[0]!, around[4]!])
      yield plan({ kind: 'view', view: direction.name, morph: 'all' }, () =>
        shoot(all(), direction, 'material'),
      )
  }
  for (const mesh of scene.meshes.keys()) {
    const alone = once(() => counted(poseMesh(scene, mesh, { maxTriangles })))
    for (const direction of SIX_SIDES)
      yield plan({ kind: 'mesh', mesh, view: direction.name, sides: 'both' }, () =>
        shootPart(alone(), direction, 'both'),
      )
    for (const direction of [SIX_SIDES[0]!, SIX_SIDES[2]!])
      yield plan({ kind: 'mesh', mesh, view: direction.name, sides: 'inner' }, () =>
        shootPart(alone(), direction, 'inner'),
      )
    yield* far(alone(), mesh)
  }
  for (const [mesh, count] of targets.entries())
    for (let target = 0; target < count; target++)
      for (const direction of [around[0]!])
        yield plan({ kind: 'morph', mesh, target, view: direction.name }, () =>
          shootPart(counted(poseMesh(scene, mesh, { morph: target, maxTriangles })), direction, 'both'),
        )

  // 3. Every piece of every texture.
  for (const texture of scene.textures.keys()) {
    const { islands, leftOut } = uvIslands(scene, texture, settings.maxIslands)
    left.islands += leftOut
    for (const [at, island] of islands.entries()) {
      const { mesh, box } = island
      yield plan({ kind: 'island', texture, island: at, mesh, box }, () => {
        const { picture, complete } = drawIsland(island, mips()[texture]!, settings.size)
        return { picture, complete, meshAt: undefined }
      })
    }
  }
}
