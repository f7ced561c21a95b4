import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadRuntime } from '../../models/onnx/load-runtime.ts'
import { convertModel } from './convert-model.ts'
import { type LayersModel, readLayersModel } from './layers-model.ts'
import { meanOf, runLayers, type Values } from './run-layers.fixture.ts'
import { smallNetwork } from './small-network.fixture.ts'

const EMBEDDING = { flat: 'flat', pooled: ['relu', 'add'] }
const model = (side = 9): LayersModel => {
  const { json, bytes } = smallNetwork(side)
  return readLayersModel(json, bytes)
}

async function runConverted(bytes: Uint8Array, pictures: readonly Values[]) {
  const { api } = await loadRuntime(undefined)
  const session = await api.InferenceSession.create(bytes, { logSeverityLevel: 4 })
  const { rows, columns, channels } = pictures[0]!
  // rows x columns x channels becomes channels x rows x columns
  const values = pictures.flatMap(({ data }) =>
    Array.from({ length: channels }, (_, c) => data.filter((_, i) => i % channels === c)).flat(),
  )
  const dims = [pictures.length, channels, rows, columns]
  const put = await session.run({ pixels: new api.Tensor('float32', Float32Array.from(values), dims) })
  const rowsOf = (name: string) => {
    const data = [...(put[name]!.data as Float32Array)]
    const width = data.length / pictures.length
    return pictures.map((_, i) => data.slice(i * width, (i + 1) * width))
  }
  return { scores: rowsOf('scores'), embedding: rowsOf('embedding') }
}

test.each([9, 10, 13])(
  'a network of every kind of layer, of side %i, gives what its definition gives',
  async (side) => {
    const network = model(side)
    const bytes = convertModel(network, { embedding: EMBEDDING })
    const pixels = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), {
      ...{ minLength: side * side * 3, maxLength: side * side * 3 },
    })
    await fc.assert(
      fc.asyncProperty(fc.array(pixels, { minLength: 1, maxLength: 3 }), async (all) => {
        const pictures = all.map((data) => ({ rows: side, columns: side, channels: 3, data }))
        const { scores, embedding } = await runConverted(bytes, pictures)
        for (const [i, picture] of pictures.entries()) {
          const expected = runLayers(network, picture)
          expect(farthest(scores[i]!, expected.get('out')!.data)).toBeLessThan(1e-5)
          const stands = [expected.get('flat')!, meanOf(expected.get('relu')!), meanOf(expected.get('add')!)]
          expect(
            farthest(
              embedding[i]!,
              stands.flatMap(({ data }) => data),
            ),
          ).toBeLessThan(1e-4)
        }
      }),
      { numRuns: 12 },
    )
  },
)

test('the same network gives the same bytes', () => {
  const once = convertModel(model(), { embedding: EMBEDDING })
  expect(convertModel(model(), { embedding: EMBEDDING })).toEqual(once)
})

test.each([
  ['Conv2D', { dilation_rate: [2, 2] }, 'its layer conv (Conv2D) slides over pictures in a way'],
  ['ReLU', { negative_slope: 0.1 }, 'its layer relu (ReLU) is set in a way'],
  ['Activation', { activation: 'swish' }, 'its layer act (Activation) is set in a way'],
  ['BatchNormalization', { axis: 1 }, 'its layer bn (BatchNormalization) is set in a way'],
])('a %s that is set otherwise is told by its name', (kind, config, message) => {
  const network = model()
  const first = network.layers.findIndex((layer) => layer.kind === kind)
  const layers = network.layers.map((layer, i) =>
    i === first ? { ...layer, config: { ...layer.config, ...config } } : layer,
  )
  expect(() => convertModel({ ...network, layers }, { embedding: EMBEDDING })).toThrow(message)
})

test('a layer of another kind, one without its weights, and an embedding of none are told by their names', () => {
  const network = model()
  const strange = network.layers.map((layer) => (layer.name === 'drop' ? { ...layer, kind: 'GRU' } : layer))
  expect(() => convertModel({ ...network, layers: strange }, { embedding: EMBEDDING })).toThrow(
    'its layer drop is a GRU, which is not converted',
  )
  const weights = new Map([...network.weights].filter(([name]) => name !== 'conv/kernel'))
  expect(() => convertModel({ ...network, weights }, { embedding: EMBEDDING })).toThrow(
    'its layer conv lacks its kernel',
  )
  const other = { flat: 'flat', pooled: ['block_7_add'] }
  expect(() => convertModel(network, { embedding: other })).toThrow('it has no layer block_7_add')
})

test('weights that are cut short, too many, or of another kind are refused', () => {
  const { json, bytes } = smallNetwork()
  expect(() => readLayersModel(json, bytes.subarray(1))).toThrow('its weights are cut short')
  expect(() => readLayersModel(json, Buffer.concat([bytes, bytes]))).toThrow('more bytes of weights')
  expect(() => readLayersModel({}, bytes)).toThrow('no LayersModel of TensorFlow.js')
})

function farthest(some: readonly number[], others: readonly number[]): number {
  expect(some).toHaveLength(others.length)
  return some.reduce((most, value, i) => Math.max(most, Math.abs(value - others[i]!)), 0)
}
