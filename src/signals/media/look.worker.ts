import { parentPort, workerData } from 'node:worker_threads'
import { openWaves } from '../hash/wasm-waves.ts'
import { openTextReader } from '../image/read/open-text-reader.ts'
import { openDecoders } from '../model3d/open-decoders.ts'
import { openVideoReader } from '../video/open-video-reader.ts'
import { drawScene } from './draw-scene.ts'
import type { ImageScorer, LookAsked } from './look.ts'
import { lookAt } from './look-at.ts'
import type { LookAnswer, LookQuestion, LookThread } from './look-messages.ts'
import type { LookSteps } from './look-steps.ts'
import { lookVersion } from './look-version.ts'
import { openOnce } from './open-once.ts'
import { redraw } from './redraw.ts'

// Files made to break their reader are looked at here, where nothing but this thread can die of them.
const { budgetMs, languageFolders, path } = workerData as LookThread
const clock = (): number => performance.now()
const makeWaves = openWaves()
const opening = Promise.all([
  openDecoders(),
  openTextReader({ folders: languageFolders, clock }),
  openVideoReader({ path }),
])

let asked: LookAsked | undefined
let version = ''
let scorers: ReadonlyMap<string, ImageScorer> = new Map()

async function steps(): Promise<LookSteps> {
  const [decoders, reader, video] = await opening
  return { makeWaves, scorers, reader, decoders, video, clock, budgetMs }
}

async function makeReady(wanted: LookAsked): Promise<LookAnswer> {
  const [, reader, video] = await opening
  const before = scorers
  try {
    scorers = await openOnce(wanted.models)
  } catch (fault) {
    return { kind: 'failed', fault: fault instanceof Error ? fault.message : String(fault) }
  }
  for (const scorer of new Set(before.values())) await scorer.close()
  asked = wanted
  version = lookVersion(wanted, { writing: reader.version, video: video.version })
  return { kind: 'ready', version }
}

async function answer(question: LookQuestion): Promise<LookAnswer> {
  switch (question.kind) {
    case 'ready':
      return makeReady(question.asked)
    case 'look':
      return { kind: 'facts', facts: await lookAt(question.bytes, asked!, version, await steps()) }
    case 'scene':
      return { kind: 'scene', scene: await drawScene(question.bytes, await steps()) }
    case 'redraw':
      return { kind: 'picture', picture: await redraw(question.bytes, question, asked, await steps()) }
  }
}

parentPort?.on('message', (question: LookQuestion) => {
  answer(question).then(
    (message) => parentPort?.postMessage(message),
    (fault: unknown) => {
      const name = fault instanceof Error ? fault.name : 'unknown'
      parentPort?.postMessage({ kind: 'failed', fault: name } satisfies LookAnswer)
    },
  )
})
