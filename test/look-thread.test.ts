import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import sharp, { type SharpOptions } from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build } from '../scripts/build.mjs'
import { createLooker, type LookerOptions } from '../src/signals/media/create-looker.ts'
import type { LookAsked, Looker } from '../src/signals/media/look.ts'
import { cube, spoilt } from '../src/signals/model3d/shapes.fixture.ts'
import { ANY_SLOT } from '../src/signals/model3d/slot-profile.ts'

const ASKED: LookAsked = { profiles: [ANY_SLOT], models: [], reads: false }
const OTHER: LookAsked = { ...ASKED, reads: true }
let worker: URL
const open: Looker[] = []

beforeAll(async () => {
  worker = pathToFileURL(join(await build(), '../signals/media/look.worker.js'))
})

afterAll(() => Promise.all(open.map((one) => one.close())))

function looker(options: Partial<LookerOptions> = {}): Looker {
  const made = createLooker({ worker, threads: 1, timeMs: 120_000, ...options }) // however busy the machine is
  open.push(made)
  return made
}

/** A thread that dies of 1, never answers 2, and says of others how many it has seen. */
const FRAIL = new URL(
  `data:text/javascript,${encodeURIComponent(`
import { parentPort } from 'node:worker_threads'
let seen = 0
parentPort.on('message', ({ kind, bytes, asked }) => {
  if (kind === 'ready') return parentPort.postMessage(
    asked.reads ? { kind: 'failed', fault: 'the model x is broken' } : { kind: 'ready', version: 'v' })
  if (bytes[0] === 1) process.exit(1)
  if (bytes[0] === 2) return
  parentPort.postMessage({ kind: 'facts', facts: { seen: ++seen } })
})`)}`,
)

test('a file that kills its thread, or holds it up, is not whole; the next one has a new thread', async () => {
  const frail = looker({ worker: FRAIL, timeMs: 5_000 })
  const looks = [0, 1, 0, 2, 0].map((byte) => frail.look(Uint8Array.of(byte), ASKED))
  const all = await Promise.all(looks)
  expect(all).toMatchObject([
    { seen: 1 },
    { whole: false, findings: [{ code: 'reader-died', severity: 'warning' }], version: 'v', bytes: 1 },
    { seen: 1 },
    { whole: false, findings: [{ code: 'reader-too-slow', severity: 'warning' }] },
    { seen: 1 },
  ])
  // What is known of a file by its bytes alone is told all the same.
  expect(all[1]!.digests.md5).toBe('55a54008ad1ba589aa210d2629c1df41')
})

test('what cannot be asked is said by name, and files of others are looked at', async () => {
  const frail = looker({ worker: FRAIL })
  await expect(frail.ready(OTHER)).rejects.toThrow('the model x is broken')
  expect(await frail.look(Uint8Array.of(0), ASKED)).toMatchObject({ seen: 1 })
  const none = looker({ worker: new URL('file:///none/look.worker.js') })
  await expect(none.ready(ASKED)).rejects.toThrow('died while it was made ready')
})

test('once it is closed nobody waits any more, and no thread begins', async () => {
  const frail = looker({ worker: FRAIL })
  await frail.ready(ASKED)
  const held = frail.look(Uint8Array.of(2), ASKED)
  const behind = [0, 0].map((byte) => frail.look(Uint8Array.of(byte), ASKED))
  const refused = Promise.all(behind.map((one) => expect(one).rejects.toThrow('The looker is closed')))
  await frail.close()
  await refused
  expect(await held).toMatchObject({ findings: [{ code: 'reader-died' }] })
  await expect(frail.look(Uint8Array.of(0), ASKED)).rejects.toThrow('The looker is closed')
})

const noisy = (seed: number, side = 64) =>
  Buffer.from(
    Array.from({ length: side * side * 3 }, (_, i) => (i * (seed * 97 + 31) + (i >> 6) * seed * 53) & 255),
  )
const raw = { width: 64, height: 64, channels: 3 as const }

test('a picture, an animation, an item and what is none of them are looked at, and drawn again', async () => {
  const real = looker()
  const { version } = await real.ready(ASKED)
  const png = await sharp(noisy(1), { raw }).png().toBuffer()
  const one = await real.look(png, ASKED)
  expect(one).toMatchObject({
    version,
    kind: 'image',
    format: 'png',
    whole: true,
    item: undefined,
    findings: [],
  })
  expect(one.pictures.map(({ name }) => name)).toEqual(['picture'])
  expect(one.pictures[0]!.pdq!.turned).toHaveLength(8)
  expect(png.length).toBeGreaterThan(0) // the caller keeps its bytes

  const frames = [1, 2, 3].map((seed) => noisy(seed))
  const gif = await sharp(Buffer.concat(frames), {
    raw: { ...raw, height: 192, pageHeight: 64 },
  } as SharpOptions)
    .gif({ loop: 0, delay: [50, 50, 50] })
    .toBuffer()
  const moving = await real.look(gif, ASKED)
  expect(moving.pictures.map(({ name }) => name)).toEqual(['picture', 'frame.1', 'frame.2'])
  expect(moving.whole).toBe(true)
  expect(new Set(moving.pictures.map(({ pdq }) => pdq?.hash)).size).toBe(3)
  expect(await real.redraw(gif, 'frame.2')).toMatchObject({ width: 64, height: 64, channels: 3 })

  const item = spoilt(cube(0.5, png))
  const solid = await real.look(item, ASKED)
  expect(solid).toMatchObject({
    kind: 'model3d',
    format: 'glb',
    item: { decisions: { any: { verdict: 'allow' } } },
  })
  expect(solid.pictures.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['view.front', 'texture.0', 'mesh.0.front', 'island.0.0']),
  )
  // A plain cube is nobody's design.
  expect(solid.item!.signature).toBeUndefined()
  expect(await real.redraw(item, 'view.front')).toMatchObject({ width: 512, height: 512 })
  expect(await real.redraw(item, 'view.nowhere')).toBeUndefined()

  const cut = png.subarray(0, png.length >> 1)
  expect(await real.look(cut, ASKED)).toMatchObject({ kind: 'image', whole: false, pictures: [] })
  expect(await real.look(Buffer.from('hello'), ASKED)).toMatchObject({
    ...{ kind: 'unknown', whole: false, findings: [{ code: 'unknown-format' }] },
  })
})

test('a video is looked at frame by frame where there is an ffmpeg; else it is not whole, and says so', async () => {
  const made = spawnSync('ffmpeg', [
    ...[
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=64x64:rate=2:duration=3',
      '-f',
      'webm',
      '-c:v',
      'libvpx',
      '-',
    ],
  ])
  const clip = made.status === 0 ? made.stdout : HEADER
  const without = await looker().look(clip, ASKED)
  expect(without).toMatchObject({ kind: 'video', whole: false, findings: [{ code: 'video-unavailable' }] })
  if (made.status !== 0) return console.warn('ffmpeg with VP8 is missing: frames of videos are not tested')
  const reading = looker({ path: process.env.PATH })
  const seen = await reading.look(clip, ASKED)
  expect(seen.pictures.map(({ name }) => name)).toEqual(['frame.0', 'frame.2', 'frame.4'])
  expect(seen).toMatchObject({ kind: 'video', format: 'webm', whole: true })
  expect(await reading.redraw(clip, 'frame.2')).toMatchObject({ width: 64, height: 64 })
})

/** The beginning of a WebM file. */
const HEADER = Buffer.from(
  '1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104428581021853',
  'hex',
)
