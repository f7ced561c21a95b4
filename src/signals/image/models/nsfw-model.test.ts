import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { seededPicture } from '../../hash/seeded-picture.fixture.ts'
import { nsfwSource } from '../convert/nsfw-source.ts'
import { NSFW_ASKED, NSFW_BLOCKS, NSFW_SHA256, nsfwModel } from './nsfw-model.ts'
import { openImageScorer } from './open-image-scorer.ts'

const root = await mkdtemp(join(tmpdir(), 'haechi-nsfw-'))
afterAll(() => rm(root, { recursive: true }))
let folders = 0
const folder = () => join(root, `models-${folders++}`)

test('several who ask at once get the same whole file, and nothing is left beside it', async () => {
  const models = folder()
  const places = await Promise.all(Array.from({ length: 4 }, () => nsfwModel(models)))
  expect(new Set(places)).toEqual(new Set([join(models, NSFW_SHA256)]))
  expect(await readdir(models)).toEqual([NSFW_SHA256])
  const unasked = () => Promise.reject(new Error('the package was asked again'))
  expect(await nsfwModel(models, unasked)).toBe(places[0])
})

test('it scores a plain picture as nsfwjs does, and gives an embedding', async () => {
  const file = await nsfwModel(folder())
  const scorer = (await openImageScorer([{ ...NSFW_ASKED, name: 'nsfw', file, runtime: undefined }])).get(
    'nsfw',
  )!
  // What nsfwjs 4.3.0 on tfjs 4.22.0 (wasm) gives: `npm run bench -- image-models --with-peer` compares photographs.
  const [scored] = await scorer.score([
    { width: 2, height: 2, channels: 3, data: new Uint8Array(12).fill(99) },
  ])
  const { Drawing, Neutral, Hentai, Porn, Sexy } = scored!.scores
  expect(Drawing).toBeCloseTo(0.862445, 5)
  expect(Neutral).toBeCloseTo(0.107128, 5)
  expect(Hentai).toBeCloseTo(0.022321, 5)
  expect(Porn).toBeCloseTo(0.006828, 5)
  expect(Sexy).toBeCloseTo(0.001278, 5)
  const noise = seededPicture({ seed: 1, width: 300, height: 200, channels: 3, kind: 'noise' })
  const [other] = await scorer.score([noise])
  expect(other!.embedding).toHaveLength(NSFW_BLOCKS.reduce((sum, block) => sum + block))
  expect(other!.embedding).not.toEqual(scored!.embedding)
})

test('a file that was cut short is made again', async () => {
  const models = folder()
  const place = await nsfwModel(models)
  const whole = await readFile(place)
  await writeFile(place, whole.subarray(0, 1000))
  expect(await nsfwModel(models)).toBe(place)
  expect(whole.equals(await readFile(place))).toBe(true)
})

test('without the package, with a broken one, and with another version, the error says what to install', async () => {
  const missing = () => nsfwSource('nsfwjs-that-is-not-there')
  await expect(nsfwModel(folder(), missing)).rejects.toThrow('is not installed: npm install nsfwjs')
  // A package that offers something else.
  await expect(nsfwModel(folder(), () => nsfwSource('zod'))).rejects.toThrow('cannot be read')
  const changed = async () => {
    const model = await nsfwSource()
    model.weights.get('Conv1/kernel')!.values[0]! += 1
    return model
  }
  await expect(nsfwModel(folder(), changed)).rejects.toThrow('another model than that of nsfwjs 4.3.0')
})

test('a folder that cannot be written to is told, and nothing is left in it', async () => {
  const models = folder()
  await mkdir(join(models, NSFW_SHA256), { recursive: true })
  await expect(nsfwModel(models)).rejects.toThrow('cannot be kept')
  expect(await readdir(models)).toEqual([NSFW_SHA256])
})
