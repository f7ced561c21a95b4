/*
 * Looks through the bytes of an ONNX model before any run time does: the few messages of onnx.proto3 in which tensors can stand.
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto (numbers of the fields).
 */

type Kind = 'model' | 'graph' | 'node' | 'attribute' | 'sparse' | 'tensor' | 'function'

/** Which fields of a message hold which messages. */
const WITHIN: Readonly<Record<Kind, Readonly<Record<number, Kind>>>> = {
  model: { 7: 'graph', 25: 'function' },
  graph: { 1: 'node', 5: 'tensor', 15: 'sparse' },
  node: { 5: 'attribute' },
  attribute: { 5: 'tensor', 6: 'graph', 10: 'tensor', 11: 'graph', 22: 'sparse', 23: 'sparse' },
  sparse: { 1: 'tensor', 2: 'tensor' },
  tensor: {},
  function: { 7: 'node', 11: 'attribute' },
}

const EXTERNAL_DATA = 13
const DATA_LOCATION = 14
const DEEPEST = 24
const MOST_TAG = 0xffff_ffff
/** What the other form of models, which is not looked through here, has behind its first four bytes. */
const ORT_FORM = [0x4f, 0x52, 0x54, 0x4d] as const

/**
 * What is wrong with the bytes of a model: cut short, no model at all, or with weights in other files, which would be read from
 * wherever the model says. Undefined when nothing is.
 */
export function checkOnnxBytes(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'model.onnx is no model: it is empty; copy or export it again'
  if (ORT_FORM.every((byte, i) => bytes[4 + i] === byte))
    return 'model.onnx is in the form of ONNX Runtime (.ort): export it as ONNX, as one file'
  const found = { graph: false, external: false }
  const fault = walk(bytes, 0, bytes.length, 'model', 0, found)
  if (fault !== undefined) return fault
  if (found.external)
    return 'model.onnx has weights in other files (external data), and no other file is read: export it as one file'
  if (!found.graph) return 'model.onnx is no model: it has no graph; export it again, as one file'
  return undefined
}

function walk(
  bytes: Uint8Array,
  from: number,
  end: number,
  kind: Kind,
  depth: number,
  found: { graph: boolean; external: boolean },
): string | undefined {
  const cut =
    'model.onnx is no model that can be read: it is cut short, or something else; copy or export it again'
  if (depth > DEEPEST)
    return 'model.onnx is no model that can be read: graphs stand within graphs without end; export it again'
  let at = from
  while (at < end) {
    const tag = varint(bytes, at, end)
    // Readers of protobuf drop the bits above 32, and would see another field than is seen here.
    if (tag === undefined || tag.value > MOST_TAG) return cut
    at = tag.next
    const field = Math.floor(tag.value / 8)
    const wire = tag.value % 8
    if (wire === 0) {
      const value = varint(bytes, at, end)
      if (value === undefined) return cut
      at = value.next
      if (kind === 'tensor' && field === DATA_LOCATION && value.value !== 0) found.external = true
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4
    } else if (wire === 2) {
      const length = varint(bytes, at, end)
      if (length === undefined || length.next + length.value > end) return cut
      const inner = WITHIN[kind][field]
      if (kind === 'model' && inner === 'graph') found.graph = true
      if (kind === 'tensor' && field === EXTERNAL_DATA) found.external = true
      const stop = length.next + length.value
      const fault = inner && walk(bytes, length.next, stop, inner, depth + 1, found)
      if (fault !== undefined) return fault
      at = stop
    } else return cut
    if (at > end) return cut
  }
  return undefined
}

function varint(bytes: Uint8Array, from: number, end: number): { value: number; next: number } | undefined {
  let value = 0
  for (let i = 0; i < 10; i++) {
    if (from + i >= end) return undefined
    const byte = bytes[from + i]!
    value += (byte & 127) * 2 ** (7 * i)
    if (byte < 128) return { value, next: from + i + 1 }
  }
  return undefined
}
