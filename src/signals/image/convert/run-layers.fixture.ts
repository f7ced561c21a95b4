import type { Layer, LayersModel } from './layers-model.ts'

/** Values of one picture: rows x columns x channels, or a row of `channels` numbers where rows and columns are 1. */
export interface Values {
  readonly rows: number
  readonly columns: number
  readonly channels: number
  readonly data: readonly number[]
}

/** What each layer of a network puts out for one picture, worked out by its definition, number by number. */
export function runLayers(model: LayersModel, input: Values): ReadonlyMap<string, Values> {
  const done = new Map<string, Values>()
  for (const layer of model.layers) {
    const weigh = (name: string) => [...model.weights.get(`${layer.name}/${name}`)!.values]
    const inputs = layer.inputs.map((name) => done.get(name)!)
    done.set(layer.name, layer.kind === 'InputLayer' ? input : runLayer(layer, inputs, weigh, model))
  }
  return done
}

type Weigh = (name: string) => number[]

function runLayer(layer: Layer, inputs: readonly Values[], weigh: Weigh, model: LayersModel): Values {
  const { kind, config } = layer
  const first = inputs[0]!
  const each = (work: (value: number, channel: number) => number): Values => ({
    ...first,
    data: first.data.map((value, i) => work(value, i % first.channels)),
  })
  switch (kind) {
    case 'Conv2D':
    case 'DepthwiseConv2D': {
      const depthwise = kind === 'DepthwiseConv2D'
      const name = depthwise ? 'depthwise_kernel' : 'kernel'
      const kernel = weigh(name)
      const shape = model.weights.get(`${layer.name}/${name}`)!.shape
      const filters = depthwise ? first.channels : shape[3]!
      const bias = config.use_bias === false ? undefined : weigh('bias')
      return activate(
        slide(first, config, filters, (seen, filter) => {
          let sum = bias?.[filter] ?? 0
          for (const { row, column, channel, value } of seen) {
            const place = (row * shape[1]! + column) * shape[2]! + channel
            if (depthwise) sum += channel === filter ? value * kernel[place]! : 0
            else sum += value * kernel[place * filters + filter]!
          }
          return sum
        }),
        config.activation,
      )
    }
    case 'BatchNormalization': {
      const [mean, variance] = [weigh('moving_mean'), weigh('moving_variance')]
      const gamma = config.scale === false ? mean.map(() => 1) : weigh('gamma')
      const beta = config.center === false ? mean.map(() => 0) : weigh('beta')
      return each(
        (value, c) =>
          ((value - mean[c]!) / Math.sqrt(variance[c]! + Number(config.epsilon))) * gamma[c]! + beta[c]!,
      )
    }
    case 'ReLU':
      return each((value) => Math.min(Math.max(0, value), Number(config.max_value ?? Infinity)))
    case 'Activation':
      return activate(first, config.activation)
    case 'ZeroPadding2D': {
      const [[top, bottom], [left, right]] = config.padding as [[number, number], [number, number]]
      return make(first.rows + top + bottom, first.columns + left + right, first.channels, (row, column, c) =>
        at(first, row - top, column - left, c),
      )
    }
    case 'Add':
      return { ...first, data: first.data.map((value, i) => value + inputs[1]!.data[i]!) }
    case 'Concatenate': {
      const channels = inputs.reduce((sum, one) => sum + one.channels, 0)
      return make(first.rows, first.columns, channels, (row, column, channel) => {
        let c = channel
        for (const one of inputs) {
          if (c < one.channels) return at(one, row, column, c)
          c -= one.channels
        }
        return Number.NaN
      })
    }
    case 'MaxPooling2D':
    case 'AveragePooling2D':
      return slide(first, config, first.channels, (seen, filter) => {
        const own = seen
          .filter(({ channel, inside }) => channel === filter && inside)
          .map(({ value }) => value)
        return kind === 'MaxPooling2D' ? Math.max(...own) : own.reduce((a, b) => a + b, 0) / own.length
      })
    case 'GlobalAveragePooling2D':
      return meanOf(first)
    case 'Flatten':
      return { rows: 1, columns: 1, channels: first.data.length, data: first.data }
    case 'Dense': {
      const [kernel, bias] = [weigh('kernel'), config.use_bias === false ? [] : weigh('bias')]
      const units = kernel.length / first.channels
      const put = make(1, 1, units, (_, __, unit) =>
        first.data.reduce((sum, value, i) => sum + value * kernel[i * units + unit]!, bias[unit] ?? 0),
      )
      return activate(put, config.activation)
    }
    case 'Dropout':
      return first
    default:
      throw new Error(`the oracle knows no ${kind}`)
  }
}

/** The mean of each channel. */
export function meanOf(values: Values): Values {
  return make(1, 1, values.channels, (_, __, channel) => {
    let sum = 0
    for (let row = 0; row < values.rows; row++)
      for (let column = 0; column < values.columns; column++) sum += at(values, row, column, channel)
    return sum / values.rows / values.columns
  })
}

function activate(values: Values, name: unknown): Values {
  if (name === 'relu') return { ...values, data: values.data.map((value) => Math.max(0, value)) }
  if (name === 'sigmoid') return { ...values, data: values.data.map((value) => 1 / (1 + Math.exp(-value))) }
  if (name !== 'softmax') return values
  const sum = values.data.reduce((total, value) => total + Math.exp(value), 0)
  return { ...values, data: values.data.map((value) => Math.exp(value) / sum) }
}

interface Seen {
  readonly row: number
  readonly column: number
  readonly channel: number
  readonly value: number
  readonly inside: boolean
}

function slide(
  values: Values,
  config: Readonly<Record<string, unknown>>,
  filters: number,
  work: (seen: readonly Seen[], filter: number) => number,
): Values {
  const size = (config.kernel_size ?? config.pool_size) as [number, number]
  const strides = config.strides as [number, number]
  const same = config.padding === 'same'
  const sides = [values.rows, values.columns].map((side, i) => {
    const count = same ? Math.ceil(side / strides[i]!) : Math.floor((side - size[i]!) / strides[i]!) + 1
    // TensorFlow's rule: what is missing, half before (rounded down) and the rest behind.
    const missing = Math.max(0, (count - 1) * strides[i]! + size[i]! - side)
    return { count, before: same ? Math.floor(missing / 2) : 0 }
  })
  return make(sides[0]!.count, sides[1]!.count, filters, (y, x, filter) => {
    const seen: Seen[] = []
    for (let row = 0; row < size[0]; row++)
      for (let column = 0; column < size[1]; column++)
        for (let channel = 0; channel < values.channels; channel++) {
          const from = [y * strides[0] + row - sides[0]!.before, x * strides[1] + column - sides[1]!.before]
          const inside = from[0]! >= 0 && from[0]! < values.rows && from[1]! >= 0 && from[1]! < values.columns
          seen.push({ row, column, channel, inside, value: at(values, from[0]!, from[1]!, channel) })
        }
    return work(seen, filter)
  })
}

function at({ rows, columns, channels, data }: Values, row: number, column: number, channel: number): number {
  if (row < 0 || column < 0 || row >= rows || column >= columns) return 0
  return data[(row * columns + column) * channels + channel]!
}

function make(
  rows: number,
  columns: number,
  channels: number,
  work: (row: number, column: number, channel: number) => number,
): Values {
  const data: number[] = []
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let channel = 0; channel < channels; channel++) data.push(work(row, column, channel))
  return { rows, columns, channels, data }
}
