/*
 * Writes ONNX models: the few messages of onnx.proto3 that they need, field by field.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (numbers of the fields and types).
 */

/** A field of a message: whole numbers as varints, `float` in four bytes, texts and messages with their length. */
export type Field = readonly [
  number: number,
  value: number | string | Uint8Array | { readonly float: number },
]

export const FLOAT = 1
export const INT64 = 7

function varint(value: number): number[] {
  if (value < 0) throw new RangeError(`${value} is below 0: no number of an ONNX model here is`)
  const bytes: number[] = []
  let rest = value
  while (rest > 127) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
  return bytes
}

/** A message of fields, in their order. */
export function message(...fields: readonly Field[]): Uint8Array {
  const parts = fields.map(([number, value]) => {
    if (typeof value === 'number') return Uint8Array.from([...varint(number * 8), ...varint(value)])
    if (typeof value === 'object' && 'float' in value) {
      const bytes = Buffer.alloc(4)
      bytes.writeFloatLE(value.float)
      return Buffer.concat([Uint8Array.from(varint(number * 8 + 5)), bytes])
    }
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
    return Buffer.concat([Uint8Array.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
  })
  return Buffer.concat(parts)
}

/** Numbers that the model brings along. */
export function tensor(
  name: string,
  dims: readonly number[],
  data: Float32Array | BigInt64Array,
): Uint8Array {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const type = data instanceof Float32Array ? FLOAT : INT64
  return message(...dims.map((dim): Field => [1, dim]), [2, type], [8, name], [9, raw])
}

/** A step: `op` of what is called `inputs`, called `output`. */
export function node(
  op: string,
  inputs: readonly string[],
  output: string,
  ...attributes: Uint8Array[]
): Uint8Array {
  return message(
    ...inputs.map((input): Field => [1, input]),
    [2, output],
    [4, op],
    ...attributes.map((one): Field => [5, one]),
  )
}

export const wholeAttribute = (name: string, value: number): Uint8Array =>
  message([1, name], [3, value], [20, 2])
export const wholesAttribute = (name: string, values: readonly number[]): Uint8Array =>
  message([1, name], ...values.map((value): Field => [8, value]), [20, 7])
export const floatAttribute = (name: string, value: number): Uint8Array =>
  message([1, name], [2, { float: value }], [20, 1])
export const textAttribute = (name: string, value: string): Uint8Array =>
  message([1, name], [4, value], [20, 3])

/** An input or output. `dims`: a number, or the name of one that is free. */
export function valueInfo(name: string, type: number, dims: readonly (number | string)[]): Uint8Array {
  const shape = message(
    ...dims.map((dim): Field => [1, typeof dim === 'number' ? message([1, dim]) : message([2, dim])]),
  )
  return message([1, name], [2, message([1, message([1, type], [2, shape])])])
}

/** A whole model of opset 13. */
export function onnxModel(graph: {
  readonly name: string
  readonly producer: string
  readonly nodes: readonly Uint8Array[]
  readonly initializers: readonly Uint8Array[]
  readonly inputs: readonly Uint8Array[]
  readonly outputs: readonly Uint8Array[]
}): Uint8Array {
  const body = message(
    ...graph.nodes.map((one): Field => [1, one]),
    [2, graph.name],
    ...graph.initializers.map((one): Field => [5, one]),
    ...graph.inputs.map((one): Field => [11, one]),
    ...graph.outputs.map((one): Field => [12, one]),
  )
  return message([1, 8], [2, graph.producer], [7, body], [8, message([1, ''], [2, 13])])
}
