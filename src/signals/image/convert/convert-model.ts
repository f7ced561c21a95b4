import { FLOAT, node, onnxModel, tensor, valueInfo, wholeAttribute } from '../../models/onnx/onnx-proto.ts'
import { convertLayer, pooled } from './convert-layer.ts'
import type { LayersModel } from './layers-model.ts'

export interface ConvertAsked {
  /** A layer of rows of numbers, and layers of pictures of which the mean of each channel follows it: the embedding. */
  readonly embedding: { readonly flat: string; readonly pooled: readonly string[] }
}

/**
 * An ONNX model of a LayersModel that takes pictures, the same bytes for the same model. Input `pixels`: [batch, 3, rows,
 * columns], whatever it was trained on. Outputs: `scores` [batch, labels] and `embedding` [batch, values]. Throws naming the
 * layer that is not converted.
 */
export function convertModel(model: LayersModel, { embedding }: ConvertAsked): Uint8Array {
  const input = model.layers.find(({ kind }) => kind === 'InputLayer')
  const shape = input?.config.batch_input_shape
  if (input === undefined || !Array.isArray(shape) || shape.length !== 4)
    throw new Error('it has no input of pictures')
  const [, rows, columns, channels] = shape as readonly unknown[]
  const nodes: Uint8Array[] = [node('Identity', ['pixels'], input.name)]
  const initializers: Uint8Array[] = []
  for (const layer of model.layers) {
    if (layer === input) continue
    const { nodes: own, numbers } = convertLayer(layer, (name) => {
      const weight = model.weights.get(`${layer.name}/${name}`)
      if (weight === undefined) throw new Error(`its layer ${layer.name} lacks its ${name}`)
      return weight
    })
    nodes.push(...own)
    for (const { name, dims, data } of numbers) initializers.push(tensor(name, dims, data))
  }
  const known = new Set(model.layers.map(({ name }) => name))
  const lost = [embedding.flat, ...embedding.pooled].find((name) => !known.has(name))
  if (lost !== undefined) throw new Error(`it has no layer ${lost}`)
  const means = embedding.pooled.map((layer) => ({ layer, name: `${layer}/embedding` }))
  nodes.push(
    node('Identity', [model.output], 'scores'),
    ...means.flatMap(({ layer, name }) => pooled(layer, name)),
    node(
      'Concat',
      [embedding.flat, ...means.map(({ name }) => name)],
      'embedding',
      wholeAttribute('axis', 1),
    ),
  )
  const dims = ['batch', Number(channels), Number(rows), Number(columns)]
  return onnxModel({
    ...{ name: 'converted', producer: 'haechi', nodes, initializers },
    inputs: [valueInfo('pixels', FLOAT, dims)],
    outputs: [
      valueInfo('scores', FLOAT, ['batch', 'labels']),
      valueInfo('embedding', FLOAT, ['batch', 'values']),
    ],
  })
}
