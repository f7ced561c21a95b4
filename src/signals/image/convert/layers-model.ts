import { z } from 'zod'

/** A layer of a Keras model as TensorFlow.js writes it; what its `config` holds hangs on its class. */
export interface Layer {
  readonly name: string
  readonly kind: string
  readonly config: Readonly<Record<string, unknown>>
  /** Names of the layers that it reads, in order. */
  readonly inputs: readonly string[]
}

/** Numbers of a layer, as `Conv1/kernel`. */
export interface Weight {
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** A network: layers, each after those that it reads, and their weights by name. */
export interface LayersModel {
  readonly layers: readonly Layer[]
  /** The one layer whose values it puts out. */
  readonly output: string
  readonly weights: ReadonlyMap<string, Weight>
}

const Inbound = z.array(z.array(z.tuple([z.string(), z.number(), z.number()]).rest(z.unknown())))

const Topology = z.object({
  model_config: z.object({
    config: z.object({
      layers: z.array(
        z.object({
          name: z.string(),
          class_name: z.string(),
          config: z.record(z.string(), z.unknown()),
          inbound_nodes: Inbound,
        }),
      ),
      output_layers: z.array(z.tuple([z.string(), z.number(), z.number()])).length(1),
    }),
  }),
})

const Manifest = z.array(
  z.object({
    weights: z.array(
      z.object({
        name: z.string(),
        shape: z.array(z.number().int().positive()),
        dtype: z.literal('float32'),
        quantization: z
          .object({ min: z.number(), scale: z.number(), dtype: z.enum(['uint8', 'uint16']) })
          .optional(),
      }),
    ),
  }),
)

/** `model.json` of a tfjs LayersModel, as far as it is read. */
export const LayersJson = z.object({ modelTopology: Topology, weightsManifest: Manifest })

/**
 * Reads a TensorFlow.js LayersModel: its model.json and the bytes of its shards, one behind the other. Weights kept in 8 or 16
 * bits become float32 as tfjs makes them: `whole * scale + min`. Throws an error that says what is wrong.
 * Source: tfjs-core/src/io/io_utils.ts (decodeWeights).
 */
export function readLayersModel(json: unknown, bytes: Uint8Array): LayersModel {
  const read = LayersJson.safeParse(json)
  if (!read.success) throw new Error('its model.json is no LayersModel of TensorFlow.js with float32 weights')
  const { layers, output_layers } = read.data.modelTopology.model_config.config
  const weights = new Map<string, Weight>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (const { name, shape, quantization } of read.data.weightsManifest.flatMap((group) => group.weights)) {
    const values = new Float32Array(shape.reduce((product, dim) => product * dim, 1))
    const size = quantization === undefined ? 4 : quantization.dtype === 'uint8' ? 1 : 2
    if (at + values.length * size > bytes.length) throw new Error('its weights are cut short')
    for (let i = 0; i < values.length; i++, at += size)
      values[i] =
        quantization === undefined
          ? view.getFloat32(at, true)
          : (size === 1 ? view.getUint8(at) : view.getUint16(at, true)) * quantization.scale +
            quantization.min
    weights.set(name, { shape, values })
  }
  if (at !== bytes.length) throw new Error('it has more bytes of weights than its model.json names')
  return {
    layers: layers.map(({ name, class_name, config, inbound_nodes }) => ({
      ...{ name, kind: class_name, config },
      inputs: (inbound_nodes[0] ?? []).map(([from]) => from),
    })),
    output: output_layers[0]![0],
    weights,
  }
}
