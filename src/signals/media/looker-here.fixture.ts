import { openWaves } from '../hash/wasm-waves.ts'
import { openDecoders } from '../model3d/open-decoders.ts'
import { openVideoReader } from '../video/open-video-reader.ts'
import { drawScene } from './draw-scene.ts'
import type { Looker, TextReader } from './look.ts'
import { lookAt } from './look-at.ts'
import type { LookSteps } from './look-steps.ts'
import { redraw } from './redraw.ts'

/** A looker in the thread that asks: for tests, whose files kill nothing. */
export function lookerHere(reader?: TextReader): Looker {
  const clock = () => performance.now()
  const steps = async (): Promise<LookSteps> => ({
    ...{ makeWaves: openWaves(), scorers: new Map(), reader, decoders: await openDecoders() },
    ...{ video: await openVideoReader({ path: undefined }), clock, budgetMs: 30_000 },
  })
  return {
    threads: 1,
    ready: async () => ({ version: 'here' }),
    look: async (bytes, asked) => lookAt(bytes, asked, 'here', await steps()),
    redraw: async (bytes, name, slots = []) => redraw(bytes, { name, slots }, undefined, await steps()),
    scene: async (bytes) => drawScene(bytes, await steps()),
    close: async () => {},
  }
}
