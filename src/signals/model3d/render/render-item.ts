import { planShots } from './plan-shots.ts'
import { type LeftOut, RENDER_DEFAULTS, type RenderOptions } from './render-options.ts'
import type { Scene } from './scene.ts'
import type { Shot } from './shot.ts'

/**
 * Every picture that an item is judged by, one after another, the most telling first: the 8 views around it; every
 * texture; worn by the mannequin; what stands far off; the views with all morph targets on; each mesh alone from six sides, hidden ones too,
 * and its inside; each morph target alone; every UV island. Lazy, so that a caller that has seen enough can stop. Throws
 * only where a node is its own ancestor or a texture is shorter than it says, which the reader must have refused.
 */
export function* renderItem(scene: Scene, options: RenderOptions = {}): Generator<Shot, LeftOut> {
  const settings = { ...RENDER_DEFAULTS, ...options }
  let shots = 0
  const left = { shots: 0, triangles: 0, islands: 0, far: 0 }
  for (const planned of planShots(scene, settings, left)) {
    if (shots >= settings.maxShots) {
      left.shots++
      continue
    }
    const shot = planned.draw()
    if (shot === undefined) continue
    shots++
    yield shot
  }
  return left
}
