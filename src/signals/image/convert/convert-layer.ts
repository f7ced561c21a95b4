import {
  floatAttribute,
  node,
  textAttribute,
  wholeAttribute,
  wholesAttribute,
} from '../../models/onnx/onnx-proto.ts'
import type { Layer, Weight } from './layers-model.ts'
import { windowOf } from './window-of.ts'

/** What a layer becomes: steps, the last of which is called as the layer, and the numbers they need. */
export interface ConvertedLayer {
  readonly nodes: readonly Uint8Array[]
  readonly numbers: readonly { name: string; dims: readonly number[]; data: Float32Array | BigInt64Array }[]
}

type Weigh = (name: string) => Weight

/**
 * A layer of a Keras model as ONNX: pictures rows x columns x channels become channels x rows x columns. `weigh` gives a weight of
 * the layer. Throws naming the layer when it is of a kind, or set in a way, that is not converted.
 */
export function convertLayer(layer: Layer, weigh: Weigh): ConvertedLayer {
  const convert = KINDS[layer.kind]
  if (convert === undefined)
    throw new Error(`its layer ${layer.name} is a ${layer.kind}, which is not converted`)
  return convert(layer, weigh)
}

const KINDS: Readonly<Record<string, (layer: Layer, weigh: Weigh) => ConvertedLayer>> = {
  Conv2D: (layer, weigh) => convolution(layer, weigh, 'kernel', [3, 2, 0, 1]),
  // Its kernel is rows x columns x channels x multiplier: a group for each channel, and so the last two change places.
  DepthwiseConv2D: (layer, weigh) => convolution(layer, weigh, 'depthwise_kernel', [2, 3, 0, 1]),
  BatchNormalization: normalisation,
  ReLU: relu,
  Activation: (layer) => activated(layer, layer.inputs[0]!),
  ZeroPadding2D: padding,
  Add: (layer) => {
    if (layer.inputs.length !== 2) throw unlike(layer)
    return { nodes: [node('Add', layer.inputs, layer.name)], numbers: [] }
  },
  Concatenate: (layer) => ({
    nodes: [node('Concat', layer.inputs, layer.name, wholeAttribute('axis', 1))],
    numbers: [],
  }),
  MaxPooling2D: (layer) => pooling(layer, 'MaxPool'),
  AveragePooling2D: (layer) => pooling(layer, 'AveragePool'),
  GlobalAveragePooling2D: (layer) => ({ nodes: pooled(layer.inputs[0]!, layer.name), numbers: [] }),
  Flatten: (layer) => {
    const last = `${layer.name}/last`
    return {
      nodes: [
        node('Transpose', layer.inputs, last, wholesAttribute('perm', [0, 2, 3, 1])),
        node('Flatten', [last], layer.name, wholeAttribute('axis', 1)),
      ],
      numbers: [],
    }
  },
  Dense: dense,
  Dropout: (layer) => ({ nodes: [node('Identity', layer.inputs, layer.name)], numbers: [] }),
}

/** The mean of each channel over a picture, as a row of numbers. */
export function pooled(input: string, name: string): Uint8Array[] {
  return [
    node('GlobalAveragePool', [input], `${name}/mean`),
    node('Flatten', [`${name}/mean`], name, wholeAttribute('axis', 1)),
  ]
}

function convolution(layer: Layer, weigh: Weigh, name: string, order: readonly number[]): ConvertedLayer {
  const { size, strides, padding } = windowOf(layer)
  const kernel = weigh(name)
  const depthwise = name === 'depthwise_kernel'
  if (depthwise && kernel.shape[3] !== 1) throw unlike(layer)
  const biased = layer.config.use_bias !== false
  const inner = `${layer.name}/linear`
  const turned = transposed(kernel, order)
  const after = activated(layer, inner)
  return {
    nodes: [
      node(
        'Conv',
        [layer.inputs[0]!, `${layer.name}/w`, ...(biased ? [`${layer.name}/b`] : [])],
        inner,
        wholesAttribute('kernel_shape', size),
        wholesAttribute('strides', strides),
        wholeAttribute('group', depthwise ? kernel.shape[2]! : 1),
        padsOf(padding),
      ),
      ...after.nodes,
    ],
    numbers: [
      { name: `${layer.name}/w`, dims: turned.shape, data: turned.values },
      ...(biased ? [plain(`${layer.name}/b`, weigh('bias'))] : []),
    ],
  }
}

// What TensorFlow calls "same" puts the odd row and column at the end.
const padsOf = (padding: 'valid' | 'same') =>
  textAttribute('auto_pad', padding === 'same' ? 'SAME_UPPER' : 'VALID')

function pooling(layer: Layer, op: string): ConvertedLayer {
  const { size, strides, padding } = windowOf(layer)
  const attributes = [wholesAttribute('kernel_shape', size), wholesAttribute('strides', strides)]
  return { nodes: [node(op, layer.inputs, layer.name, ...attributes, padsOf(padding))], numbers: [] }
}

function normalisation(layer: Layer, weigh: Weigh): ConvertedLayer {
  const { axis, epsilon, scale, center } = layer.config
  if (![-1, 3].includes(Number(axis)) || typeof epsilon !== 'number') throw unlike(layer)
  const mean = weigh('moving_mean')
  const same = (value: number) => ({
    shape: mean.shape,
    values: new Float32Array(mean.values.length).fill(value),
  })
  const parts = [
    plain(`${layer.name}/gamma`, scale === false ? same(1) : weigh('gamma')),
    plain(`${layer.name}/beta`, center === false ? same(0) : weigh('beta')),
    plain(`${layer.name}/mean`, mean),
    plain(`${layer.name}/variance`, weigh('moving_variance')),
  ]
  return {
    nodes: [
      node(
        'BatchNormalization',
        [layer.inputs[0]!, ...parts.map(({ name }) => name)],
        layer.name,
        floatAttribute('epsilon', epsilon),
      ),
    ],
    numbers: parts,
  }
}

function relu(layer: Layer): ConvertedLayer {
  const { max_value, negative_slope, threshold } = layer.config
  if ((negative_slope ?? 0) !== 0 || (threshold ?? 0) !== 0) throw unlike(layer)
  if (max_value === null || max_value === undefined)
    return { nodes: [node('Relu', layer.inputs, layer.name)], numbers: [] }
  if (typeof max_value !== 'number') throw unlike(layer)
  const names = [`${layer.name}/least`, `${layer.name}/most`]
  return {
    nodes: [node('Clip', [layer.inputs[0]!, ...names], layer.name)],
    numbers: [0, max_value].map((value, i) => ({ name: names[i]!, dims: [], data: Float32Array.of(value) })),
  }
}

function padding(layer: Layer): ConvertedLayer {
  const sides = layer.config.padding as readonly (readonly [number, number])[]
  const [[top, bottom], [left, right]] = sides as readonly [
    readonly [number, number],
    readonly [number, number],
  ]
  const pads = [0, 0, top, left, 0, 0, bottom, right].map(BigInt)
  return {
    nodes: [node('Pad', [layer.inputs[0]!, `${layer.name}/pads`], layer.name)],
    numbers: [{ name: `${layer.name}/pads`, dims: [8], data: BigInt64Array.from(pads) }],
  }
}

function dense(layer: Layer, weigh: Weigh): ConvertedLayer {
  const kernel = weigh('kernel')
  const inner = `${layer.name}/linear`
  const bias =
    layer.config.use_bias === false
      ? { shape: [kernel.shape[1]!], values: new Float32Array(kernel.shape[1]!) }
      : weigh('bias')
  return {
    nodes: [
      node('Gemm', [layer.inputs[0]!, `${layer.name}/w`, `${layer.name}/b`], inner),
      ...activated(layer, inner).nodes,
    ],
    numbers: [plain(`${layer.name}/w`, kernel), plain(`${layer.name}/b`, bias)],
  }
}

const ACTIVATIONS: Readonly<Record<string, string>> = {
  linear: 'Identity',
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  softmax: 'Softmax',
}

function activated(layer: Layer, input: string): ConvertedLayer {
  const op = ACTIVATIONS[String(layer.config.activation ?? 'linear')]
  if (op === undefined) throw unlike(layer)
  // A softmax is over the last dimension: of a picture that would be its columns and not, as in Keras, its channels.
  if (op === 'Softmax' && layer.kind !== 'Dense') throw unlike(layer)
  return { nodes: [node(op, [input], layer.name)], numbers: [] }
}

const plain = (name: string, { shape, values }: Weight) => ({ name, dims: shape, data: values })

/** `order`: which old dimension each new one is; of four. */
function transposed({ shape, values }: Weight, order: readonly number[]): Weight {
  const dims = order.map((from) => shape[from]!)
  const steps = order.map((from) => shape.slice(from + 1).reduce((product, dim) => product * dim, 1))
  const turned = new Float32Array(values.length)
  let at = 0
  for (let a = 0; a < dims[0]!; a++)
    for (let b = 0; b < dims[1]!; b++)
      for (let c = 0; c < dims[2]!; c++)
        for (let d = 0; d < dims[3]!; d++)
          turned[at++] = values[a * steps[0]! + b * steps[1]! + c * steps[2]! + d * steps[3]!]!
  return { shape: dims, values: turned }
}

function unlike({ name, kind }: Layer): Error {
  return new Error(`its layer ${name} (${kind}) is set in a way that is not converted`)
}
