import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { convertModel } from '../../image/convert/convert-model.ts'
import { readLayersModel } from '../../image/convert/layers-model.ts'
import { NSFW_LABELS } from '../../image/convert/nsfw-source.ts'
import { smallNetwork } from '../../image/convert/small-network.fixture.ts'
import { NSFW_SHA256 } from '../../image/models/nsfw-model.ts'
import { CHAT_EVENT as NO_EVENT } from '../../judged-event.fixture.ts'
import { factsOfPictures } from '../../media/facts-of-pictures.fixture.ts'
import type { MediaFacts, PictureFacts } from '../../media/media-facts.ts'
import { type MediaHost, type MediaId, NoSuchMedia } from '../../media/media-host.ts'
import type { ModelFile } from '../model-file.ts'
import type { ModelBinding } from '../model-kind.ts'
import { testHost } from '../test-host.fixture.ts'
import { image } from './image-model.ts'
import { imageModelAsked } from './image-model-asked.ts'
import { ImageOptions } from './image-options.ts'

const folder = await mkdtemp(join(tmpdir(), 'haechi-image-model-'))
afterAll(() => rm(folder, { recursive: true }))

const picture = (name: string, scores: PictureFacts['scores']): PictureFacts => ({
  ...{ name, width: 9, height: 9, pdq: undefined, scores, embeddings: {}, texts: [] },
})
const ID: MediaId = `sha256:${'a'.repeat(64)}`

function source(options: object, files: Record<string, ModelFile> = {}) {
  return {
    name: 'looks',
    options: ImageOptions.parse(options),
    files: new Map(Object.entries(files)),
    policy: undefined,
  }
}
const binding = (options: object = { source: 'nsfwjs' }): ModelBinding => {
  const looked = image.look(source(options))
  if (!looked.ok) throw new Error(looked.message)
  return { ...source(options), of: 'item', deadlineMs: 100, labels: looked.labels }
}
const hosted = (answer: () => Promise<MediaFacts>, known?: MediaFacts) => {
  const media = { facts: answer, known: () => known } as unknown as MediaHost
  return testHost({ media, storeDir: folder })
}
const ask = async (host: ReturnType<typeof testHost> | undefined, raw: string = ID) => {
  const signal = image.build(binding(), host)
  if (signal.cost !== 'dear') throw new Error('it waits for files to be looked at')
  return signal.evaluate({ raw, shared: new Map() }, NO_EVENT, new AbortController().signal)
}

const seen = factsOfPictures([
  picture('view.front', { looks: { Porn: 0.2, Sexy: 0.9 } }),
  picture('texture.0', { looks: { Porn: 0.8, Sexy: 0.1 } }),
  picture('view.back', { looks: { Porn: 0.8, Sexy: 0.1 }, other: { Porn: 1 } }),
])

test('rules read the highest score of each label, and the first picture that has it', async () => {
  const value = await ask(hosted(async () => seen))
  expect(value).toEqual({ Porn: 0.8, Sexy: 0.9, at: { Porn: 'texture.0', Sexy: 'view.front' } })
  const { recorded } = image.build(binding(), undefined)
  const use = recorded!.use(value)!
  expect(use).toMatchObject({ scores: { Porn: 0.8, Sexy: 0.9 }, pictures: { Porn: 'texture.0' } })
  expect(recorded!.again(use)).toEqual(value)
  expect(recorded!.again(undefined)).toBeUndefined()
})

test('facts that are at hand are read without waiting', () => {
  const signal = image.build(
    binding(),
    hosted(() => Promise.reject(new Error('not asked')), seen),
  )
  if (signal.cost !== 'dear') throw new Error('it waits for files to be looked at')
  expect(signal.atOnce!({ raw: ID, shared: new Map() }, NO_EVENT)).toMatchObject({ Porn: 0.8 })
  expect(signal.atOnce!({ raw: 'no id', shared: new Map() }, NO_EVENT)).toBeUndefined()
})

test.each([
  [
    'a file that was not seen whole',
    () => Promise.resolve(factsOfPictures(seen.pictures, false)),
    'did not see the whole file',
  ],
  ['a file of no picture', () => Promise.resolve(factsOfPictures([])), 'saw no picture'],
  ['a file that is gone', () => Promise.reject(new NoSuchMedia('gone')), 'a file that is not there'],
])('%s gives no value', async (_, answer, message) => {
  const host = hosted(answer as () => Promise<MediaFacts>)
  await expect(ask(host)).rejects.toMatchObject({ why: 'failed', message: expect.stringContaining(message) })
  expect(host.tally('looks').calls.failed).toBe(1)
})

test('where no file is looked at, and for what is no id, it fails', async () => {
  await expect(ask(undefined)).rejects.toThrow('is not asked here')
  await expect(
    ask(
      hosted(async () => seen),
      'https://x.example',
    ),
  ).rejects.toThrow('no id of a file')
})

const { json, bytes } = smallNetwork()
const graph = convertModel(readLayersModel(json, bytes), { embedding: { flat: 'flat', pooled: [] } })
const own = { labels: ['hat', 'shoe', 'coat'], width: 9, height: 9, activation: 'none' } as const
const file: ModelFile = { kind: 'here', bytes: graph }

test('a model of the package, and one of a file, are prepared; its version follows its file, labels and preprocessing', async () => {
  const host = testHost({ storeDir: folder })
  expect(binding().labels).toEqual(NSFW_LABELS)
  await image.prepare!(binding(), host)
  expect(await imageModelAsked(binding(), host)).toMatchObject({
    sha256: NSFW_SHA256,
    embedding: 'embedding',
  })
  const given = { ...source(own, { 'model.onnx': file }), of: 'item', deadlineMs: 1, labels: own.labels }
  await image.prepare!(given, host)
  expect(await image.whereRuns(given, host)).toMatch(/^where files are looked at, (native|wasm)$/)
  const version = (options: object, one: ModelFile = file) => {
    const looked = image.look(source(options, { 'model.onnx': one }))
    return looked.ok ? looked.version : looked.code
  }
  const sha256 = createHash('sha256').update(graph).digest('hex')
  expect(version(own, { kind: 'elsewhere', sha256, size: graph.length })).toBe(version(own))
  const others = [
    { ...own, labels: ['a', 'b', 'c'] },
    { ...own, fit: 'crop' },
    { ...own, activation: 'softmax' },
  ]
  expect(new Set([own, ...others].map((options) => version(options))).size).toBe(4)
  expect(version({ ...own, runtime: 'wasm' })).toBe(version(own))
})

test('labels that are not as many as its values, and a file that is no model, do not go live', async () => {
  const host = testHost({ storeDir: folder })
  const given = (options: object, one: ModelFile) => ({
    ...{ ...source(options, { 'model.onnx': one }), of: 'item', deadlineMs: 1, labels: [] },
  })
  const few = image.prepare!(given({ ...own, labels: ['hat'] }, file), host)
  await expect(few).rejects.toThrow('the image model "looks" cannot be used: it puts out 3 values a picture')
  const broken = image.prepare!(given(own, { kind: 'here', bytes: Buffer.from('none') }), host)
  await expect(broken).rejects.toThrow('no model that can be read')
  const elsewhere: ModelFile = { kind: 'elsewhere', sha256: 'b'.repeat(64), size: 7 }
  await expect(image.prepare!(given(own, elsewhere), host)).rejects.toThrow('does not travel with the pack')
  await expect(image.prepare!(binding(), testHost())).rejects.toThrow('name one by HAECHI_MODELS')
})

test.each([
  ['missing-model', { labels: ['a'] }, {}],
  ['missing-labels', {}, { 'model.onnx': file }],
  ['bad-labels', { labels: ['at'] }, { 'model.onnx': file }],
  ['stray-folder', { source: 'nsfwjs' }, { 'model.onnx': file }],
  ['strange-option', { source: 'nsfwjs', width: 99 }, {}],
])('%s is told when the pack is checked', (code, options, files) => {
  expect(image.look(source(options, files))).toMatchObject({ ok: false, code })
})
