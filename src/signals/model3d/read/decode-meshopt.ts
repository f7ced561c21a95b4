import type { MeshoptDecode } from '../decoders.ts'
import { Fault } from '../finding.ts'
import type { Budget } from './budget.ts'
import { type Json, wholeOf } from './fields.ts'

const FREE_BYTES = 64 << 10
const MODES: readonly unknown[] = ['ATTRIBUTES', 'TRIANGLES', 'INDICES']
const FILTERS: readonly unknown[] = ['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL', 'COLOR']

/** Weighs what a compressed view claims against the bytes that it has, before any memory is taken. Throws Fault. */
export function weighMeshopt(
  packed: Json,
  source: number,
  byteLength: number,
  budget: Budget,
  at: string,
): number {
  const count = wholeOf(packed.count, undefined, `${at}/count`)
  const stride = wholeOf(packed.byteStride, undefined, `${at}/byteStride`)
  const { mode, filter = 'NONE' } = packed
  const vertices = mode === 'ATTRIBUTES'
  const fits =
    MODES.includes(mode) &&
    FILTERS.includes(filter) &&
    (vertices ? stride % 4 === 0 && stride >= 4 && stride <= 256 : stride === 2 || stride === 4) &&
    (mode !== 'TRIANGLES' || count % 3 === 0) &&
    (filter === 'NONE' || (vertices && (filter === 'EXPONENTIAL' || stride === 4 || stride === 8)))
  if (!fits) throw new Fault('meshopt-broken', at, 'Mode, filter, stride and count do not go together.')
  const bytes = count * stride
  if (bytes !== byteLength)
    throw new Fault('meshopt-broken', at, `${byteLength} bytes are told, ${bytes} come.`)
  if ((bytes - FREE_BYTES) / Math.max(1, source) > budget.limits.decodedRatio) {
    throw new Fault('decoded-ratio', at, `${source} bytes claim to decode to ${bytes}.`)
  }
  return bytes
}

/** Decodes a view of EXT_meshopt_compression within the budget. Throws Fault and Spent. */
export function decodeMeshopt(
  packed: Json,
  source: Uint8Array,
  byteLength: number,
  decode: MeshoptDecode | undefined,
  budget: Budget,
  at: string,
): Uint8Array {
  const bytes = weighMeshopt(packed, source.length, byteLength, budget, at)
  if (decode === undefined) throw new Fault('no-decoder', at, 'No decoder for meshopt was given.')
  budget.take(bytes * 2, at) // the decoder holds a second copy
  const target = new Uint8Array(bytes)
  try {
    const { count, byteStride, mode, filter } = packed
    decode(target, Number(count), Number(byteStride), source, String(mode), String(filter ?? 'NONE'))
  } catch {
    throw new Fault('meshopt-broken', at, 'The compressed view does not decode.')
  }
  budget.tick(at)
  return target
}
