import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { seededPicture } from '../../hash/seeded-picture.fixture.ts'
import type { ImageModelAsked } from '../../media/look.ts'
import { FLOAT, node, onnxModel, valueInfo, wholeAttribute } from '../../models/onnx/onnx-proto.ts'
import { convertModel } from '../convert/convert-model.ts'
import { readLayersModel } from '../convert/layers-model.ts'
import { smallNetwork } from '../convert/small-network.fixture.ts'
import { openImageScorer } from './open-image-scorer.ts'

const folder = await mkdtemp(join(tmpdir(), 'haechi-scorer-'))
afterAll(() => rm(folder, { recursive: true }))

const { json, bytes } = smallNetwork()
const graph = convertModel(readLayersModel(json, bytes), { embedding: { flat: 'flat', pooled: ['add'] } })
const sha256 = (file: Uint8Array) => createHash('sha256').update(file).digest('hex')

const asked = (more: Partial<ImageModelAsked> = {}): ImageModelAsked => ({
  ...{ name: 'small', file: graph, sha256: sha256(more.file instanceof Uint8Array ? more.file : graph) },
  labels: ['hat', 'shoe', 'coat'],
  preprocessing: {
    ...{ width: 9, height: 9, fit: 'stretch', resize: 'corners', layout: 'nchw', colours: 'rgb' },
    ...{ mean: [0, 0, 0], deviation: [1, 1, 1] },
  },
  ...{ activation: 'none', output: 'scores', embedding: 'embedding', runtime: undefined },
  ...more,
})
const pictures = Array.from({ length: 19 }, (_, seed) =>
  seededPicture({ seed, width: 20 + seed, height: 15, channels: seed % 4 === 0 ? 1 : 3, kind: 'noise' }),
)
const open = async (more: Partial<ImageModelAsked> = {}) =>
  (await openImageScorer([asked(more)])).get('small')!

test.each(['native', 'wasm'] as const)('%s: a picture scores in a batch as by itself', async (runtime) => {
  const scorer = await open({ runtime })
  expect(scorer.runtime).toBe(runtime)
  const together = await scorer.score(pictures)
  expect(together).toHaveLength(19)
  for (const [i, picture] of pictures.entries()) {
    const [alone] = await scorer.score([picture])
    const { scores, embedding } = together[i]!
    expect(Object.keys(scores)).toEqual(['hat', 'shoe', 'coat'])
    for (const [label, score] of Object.entries(scores)) expect(score).toBeCloseTo(alone!.scores[label]!, 5)
    expect(Object.values(scores).reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    expect(embedding).toHaveLength(alone!.embedding!.length)
  }
  expect(together[0]!.scores).not.toEqual(together[1]!.scores)
  await scorer.close()
})

test('several models are opened by their names, from a file or from bytes, with or without an embedding', async () => {
  const place = join(folder, 'model')
  await writeFile(place, graph)
  const models = [asked({ file: place }), asked({ name: 'bare', embedding: undefined, output: undefined })]
  const scorers = await openImageScorer(models)
  const [a] = await scorers.get('small')!.score(pictures.slice(0, 1))
  const [b] = await scorers.get('bare')!.score(pictures.slice(0, 1))
  expect(a!.scores).toEqual(b!.scores)
  expect(b!.embedding).toBeUndefined()
})

test.each<[string, Partial<ImageModelAsked>, string]>([
  ['too few labels', { labels: ['hat'] }, 'it puts out 3 values a picture, and 1 labels are named'],
  [
    'an output of another name',
    { output: 'logits' },
    'it puts out scores, embedding, and nothing called logits',
  ],
  ['a file that was cut short', { file: graph.subarray(0, 900) }, 'cut short'],
  ['a file that is no model', { file: Buffer.from('no model at all') }, 'no model that can be read'],
  ['another file than was named', { sha256: '0'.repeat(64) }, 'is not the file of its SHA-256'],
  ['a file that is not there', { file: join(folder, 'none') }, 'ENOENT'],
  [
    'a picture of another size',
    { preprocessing: { ...asked().preprocessing, width: 8 } },
    'it does not take a picture of 8 x 9 as nchw',
  ],
])('%s is told with the name of the model', async (_, more, message) => {
  const opened = open(more)
  await expect(opened).rejects.toThrow('the image model "small" cannot be used')
  await expect(opened).rejects.toThrow(message)
})

/** Puts out a picture's own means: what is no score where a picture is brighter than a score may be. */
const means = onnxModel({
  ...{ name: 'means', producer: 'tests', initializers: [] },
  nodes: [
    node('GlobalAveragePool', ['pixels'], 'mean'),
    node('Flatten', ['mean'], 'scores', wholeAttribute('axis', 1)),
  ],
  inputs: [valueInfo('pixels', FLOAT, ['batch', 3, 9, 9])],
  outputs: [valueInfo('scores', FLOAT, ['batch', 3])],
})

test('values that are no scores are refused, and made scores of by the activation that is named', async () => {
  const bright = { width: 1, height: 1, channels: 3, data: Uint8Array.of(255, 0, 51) } as const
  const preprocessing = { ...asked().preprocessing, deviation: [0.1, 0.1, 0.1] } as const
  const more = { file: means, embedding: undefined, preprocessing }
  await expect((await open(more)).score([bright])).rejects.toThrow('it gave hat the score 10')
  const [sigmoid] = await (await open({ ...more, activation: 'sigmoid' })).score([bright])
  expect(sigmoid!.scores).toMatchObject({ shoe: 0.5, coat: 0.880797 })
  const [softmax] = await (await open({ ...more, activation: 'softmax' })).score([bright])
  expect(softmax!.scores.hat).toBeCloseTo(0.99962, 5)
})

test('without a run time the error says what to install', async () => {
  vi.doMock('onnxruntime-node', () => {
    throw new Error('not here')
  })
  try {
    await expect(open({ runtime: 'native' })).rejects.toThrow('install onnxruntime-node beside Haechi')
  } finally {
    vi.doUnmock('onnxruntime-node')
  }
})
