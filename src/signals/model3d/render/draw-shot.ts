import { planShots } from './plan-shots.ts'
import { RENDER_DEFAULTS, type RenderOptions } from './render-options.ts'
import type { Scene } from './scene.ts'
import type { Shot } from './shot.ts'

/** Draws the one picture of an item that has this name, the same as renderItem does; undefined where it has none. */
export function drawShot(scene: Scene, name: string, options: RenderOptions = {}): Shot | undefined {
  const settings = { ...RENDER_DEFAULTS, ...options }
  const left = { shots: 0, triangles: 0, islands: 0, far: 0 }
  for (const planned of planShots(scene, settings, left)) if (planned.name === name) return planned.draw()
  return undefined
}
