import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { looksOfItem } from '../src/signals/model3d/looks-of-item.ts'
import { openDecoders } from '../src/signals/model3d/open-decoders.ts'
import { buildMips } from '../src/signals/model3d/render/build-mips.ts'
import { AROUND, AROUND_FACING_BACK } from '../src/signals/model3d/render/directions.ts'
import { drawView } from '../src/signals/model3d/render/draw-view.ts'
import { type Camera, placeCamera } from '../src/signals/model3d/render/place-camera.ts'
import { poseScene } from '../src/signals/model3d/render/pose-scene.ts'
import { robustBounds } from '../src/signals/model3d/render/robust-bounds.ts'
import { CHROMIUM_PATH, HAS_CHROMIUM } from '../test/browser-path.fixture.ts'
import type { Bench } from './emit.ts'
import { silhouetteProgram } from './silhouette-page.ts'

const MODELS = process.env.HAECHI_MODELS ?? '/work/shared/data/models3d'
const SIZE = 512
const REACH = 0.995

export const bench: Bench = {
  name: 'silhouette',
  summary: 'outlines of real models by our renderer and by three.js in Chromium, from the same cameras',
  async run(emit, { quick }) {
    if (!HAS_CHROMIUM) return console.error(`silhouette: ${CHROMIUM_PATH} is missing, nothing is measured`)
    if (!existsSync(MODELS)) return console.error(`silhouette: ${MODELS} is missing, nothing is measured`)
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const flags = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...sandbox]
    const browser = await chromium.launch({ executablePath: CHROMIUM_PATH, args: flags })
    try {
      const page = await browser.newPage()
      await page.addScriptTag({ content: await silhouetteProgram(process.cwd()) })
      for (const name of readdirSync(MODELS).filter((file) => /\.(glb|vrm)$/.test(file))) {
        const outlines = await compare(page, readFileSync(join(MODELS, name)), quick)
        const worst = Math.min(...outlines)
        const figure = `${name}: overlap of outlines, worst of ${outlines.length} views`
        emit({
          ...{ bench: 'silhouette', figure, value: worst, unit: 'IoU', reach: REACH, peer: 'three.js' },
          holds: worst >= REACH,
        })
      }
    } finally {
      await browser.close()
    }
  },
}

/** Of each view: pixels where both see the item, of those where either does. */
async function compare(page: Page, bytes: Uint8Array, quick: boolean): Promise<number[]> {
  const parts = { clock: () => performance.now(), decoders: await openDecoders() }
  const { scene, faces } = await looksOfItem(bytes, parts)
  await page.evaluate(`load(${JSON.stringify(Buffer.from(bytes).toString('base64'))}, ${SIZE})`)
  const { batches } = poseScene(scene)
  const textures = scene.textures.map(buildMips)
  const bounds = robustBounds(batches)!
  const around = faces === '+z' ? AROUND : AROUND_FACING_BACK
  const shares: number[] = []
  for (const direction of quick ? around.slice(0, 2) : around) {
    const camera = placeCamera(batches, bounds, direction)
    const { owner } = drawView(batches, textures, camera, { size: SIZE })
    const theirs = await page.evaluate<string>(`view(${JSON.stringify(forPage(camera))})`)
    let both = 0
    let either = 0
    for (let i = 0; i < owner.length; i++) {
      const mine = owner[i]! > 0
      const other = theirs[i] === '1'
      if (mine && other) both++
      if (mine || other) either++
    }
    shares.push(both / either)
  }
  return shares
}

function forPage({ target, direction, distance, near }: Camera) {
  return { target, back: direction.back, up: direction.up, distance, near }
}
