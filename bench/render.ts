import { existsSync, readFileSync } from 'node:fs'
import { looksOfItem } from '../src/signals/model3d/looks-of-item.ts'
import { openDecoders } from '../src/signals/model3d/open-decoders.ts'
import { buildMips } from '../src/signals/model3d/render/build-mips.ts'
import { AROUND } from '../src/signals/model3d/render/directions.ts'
import { drawView } from '../src/signals/model3d/render/draw-view.ts'
import { placeCamera } from '../src/signals/model3d/render/place-camera.ts'
import { poseScene } from '../src/signals/model3d/render/pose-scene.ts'
import { renderItem } from '../src/signals/model3d/render/render-item.ts'
import { robustBounds } from '../src/signals/model3d/render/robust-bounds.ts'
import type { Scene } from '../src/signals/model3d/render/scene.ts'
import type { Bench, Emit } from './emit.ts'
import { median } from './median.ts'
import { renderAvatar } from './render-avatar.ts'

const MODELS = '/work/shared/data/models3d'
const FILES = ['Knight.glb', 'tshirt_tpose.glb', 'cryptovoxels.vrm'] as const

export const bench: Bench = {
  name: 'render',
  summary: 'the software renderer of 3D items: CPU ms a view of 512 × 512, and all pictures of an item',
  async run(emit, { quick }) {
    const rounds = quick ? 3 : 15
    measure(emit, 'avatar in code', renderAvatar(), rounds)
    for (const file of FILES) {
      if (existsSync(`${MODELS}/${file}`)) measure(emit, file, await sceneOf(`${MODELS}/${file}`), rounds)
      else console.error(`render: ${MODELS}/${file} is missing, its figures are left out`)
    }
  },
}

async function sceneOf(path: string): Promise<Scene> {
  const parts = { clock: () => performance.now(), decoders: await openDecoders() }
  return (await looksOfItem(readFileSync(path), parts)).scene
}

function measure(emit: Emit, name: string, scene: Scene, rounds: number): void {
  const line = (figure: string, value: number, unit: string, reach: number | null): void =>
    emit({
      ...{ bench: 'render', figure: `${name}: ${figure}`, value, unit, reach, peer: null },
      holds: reach === null ? null : value <= reach,
    })
  const { batches } = poseScene(scene)
  line(
    'triangles',
    batches.reduce((sum, batch) => sum + batch.indices.length / 3, 0),
    '',
    null,
  )
  line(
    'pose',
    time(() => poseScene(scene), rounds),
    'CPU ms',
    null,
  )
  const textures = scene.textures.map(buildMips)
  line(
    'mips of all textures',
    time(() => scene.textures.map(buildMips), rounds),
    'CPU ms',
    null,
  )
  const bounds = robustBounds(batches)!
  for (const samples of [1, 2] as const) {
    const views = AROUND.map((direction) =>
      time(() => drawView(batches, textures, placeCamera(batches, bounds, direction), { samples }), rounds),
    )
    const shown = samples === 1 ? '1 sample' : '2 × 2 samples'
    const reach = samples === 1 ? 16 : 40
    line(`a view, ${shown}, mean of 8`, views.reduce((a, b) => a + b) / views.length, 'CPU ms', reach)
    line(`a view, ${shown}, slowest of 8`, Math.max(...views), 'CPU ms', reach)
  }
  let shots = 0
  const whole = time(
    () => {
      shots = [...renderItem(scene)].length
    },
    Math.min(3, rounds),
  )
  line(`all ${shots} pictures of the item`, whole, 'CPU ms', null)
}

/** The middle of `rounds` runs after one to warm up, in ms of this process's CPU. */
function time(run: () => unknown, rounds: number): number {
  run()
  return median(
    Array.from({ length: rounds }, () => {
      const from = process.cpuUsage()
      run()
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }),
  )
}
