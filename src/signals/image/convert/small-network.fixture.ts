/** A small network of every kind of layer that is converted, as tfjs writes it: its model.json and the bytes of its weights. */
export function smallNetwork(side = 9): { readonly json: unknown; readonly bytes: Uint8Array } {
  const weights: { name: string; shape: number[]; quantized: boolean }[] = []
  const layers: unknown[] = []
  const layer = (
    name: string,
    class_name: string,
    inputs: string[],
    config: Record<string, unknown> = {},
    own: Record<string, number[]> = {},
  ) => {
    layers.push({
      ...{ name, class_name, config: { name, data_format: 'channels_last', ...config } },
      inbound_nodes: inputs.length === 0 ? [] : [inputs.map((from) => [from, 0, 0, {}])],
    })
    for (const [weight, shape] of Object.entries(own))
      weights.push({ name: `${name}/${weight}`, shape, quantized: weights.length % 3 !== 0 })
  }
  const normal = (channels: number, names = ['gamma', 'beta', 'moving_mean', 'moving_variance']) =>
    Object.fromEntries(names.map((name) => [name, [channels]]))
  const window = (size: number, strides: number, padding: string) => ({
    ...{ strides: [strides, strides], padding, dilation_rate: [1, 1] },
    size: [size, size],
  })
  const conv = (size: number, strides: number, padding: string, more = {}) => {
    const { size: kernel_size, ...rest } = window(size, strides, padding)
    return { ...rest, kernel_size, activation: 'linear', use_bias: false, ...more }
  }
  const pool = (size: number, strides: number, padding: string) => {
    const { size: pool_size, ...rest } = window(size, strides, padding)
    return { ...rest, pool_size }
  }
  layer('in', 'InputLayer', [], { batch_input_shape: [null, side, side, 3] })
  const pads = [
    [0, 1],
    [1, 0],
  ]
  layer('pad', 'ZeroPadding2D', ['in'], { padding: pads })
  layer('conv', 'Conv2D', ['pad'], conv(3, 2, 'valid'), { kernel: [3, 3, 3, 4] })
  layer(
    'bn',
    'BatchNormalization',
    ['conv'],
    { axis: -1, epsilon: 0.001, scale: true, center: true },
    normal(4),
  )
  layer('relu', 'ReLU', ['bn'], { max_value: 6, negative_slope: 0, threshold: 0 })
  layer('deep', 'DepthwiseConv2D', ['relu'], conv(3, 1, 'same'), { depthwise_kernel: [3, 3, 4, 1] })
  const bare = { axis: 3, epsilon: 0.01, scale: false, center: true }
  layer('bn2', 'BatchNormalization', ['deep'], bare, normal(4, ['beta', 'moving_mean', 'moving_variance']))
  layer('act', 'Activation', ['bn2'], { activation: 'relu' })
  layer('add', 'Add', ['relu', 'act'])
  layer('side', 'Conv2D', ['add'], conv(2, 2, 'same', { use_bias: true, activation: 'relu' }), {
    ...{ kernel: [2, 2, 4, 3], bias: [3] },
  })
  layer('most', 'MaxPooling2D', ['add'], pool(3, 2, 'same'))
  layer('mean', 'AveragePooling2D', ['add'], pool(3, 2, 'same'))
  layer('all', 'Concatenate', ['side', 'most', 'mean'], { axis: -1 })
  layer('flat', 'Flatten', ['all'])
  layer('drop', 'Dropout', ['flat'], { rate: 0.5 })
  const rest = Math.ceil(Math.floor((side + 1 - 3) / 2 + 1) / 2)
  layer(
    'dense',
    'Dense',
    ['drop'],
    { use_bias: true, activation: 'relu' },
    { kernel: [rest * rest * 11, 6], bias: [6] },
  )
  layer('out', 'Dense', ['dense'], { use_bias: true, activation: 'softmax' }, { kernel: [6, 3], bias: [3] })
  return {
    json: {
      modelTopology: { model_config: { config: { layers, output_layers: [['out', 0, 0]] } } },
      weightsManifest: [
        {
          weights: weights.map(({ name, shape, quantized }) => ({
            ...{ name, shape, dtype: 'float32' },
            ...(quantized && { quantization: quantizationOf(name) }),
          })),
        },
      ],
    },
    bytes: bytesOf(weights),
  }
}

// A variance below 0 would be none.
const quantizationOf = (name: string) => ({
  ...{ min: name.endsWith('variance') ? 0.2 : -0.4, scale: 0.0031, dtype: 'uint8' },
})

function bytesOf(weights: readonly { name: string; shape: number[]; quantized: boolean }[]): Uint8Array {
  let seed = 1
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  return Buffer.concat(
    weights.map(({ name, shape, quantized }) => {
      const count = shape.reduce((product, dim) => product * dim, 1)
      if (quantized) return Buffer.from(Array.from({ length: count }, () => Math.floor(next() * 256)))
      const low = name.endsWith('variance') ? 0.2 : -0.4
      return Buffer.from(Float32Array.from({ length: count }, () => low + next() * 0.8).buffer)
    }),
  )
}
