import type { MeshoptDecode } from '../decoders.ts'
import { Fault } from '../finding.ts'
import type { Budget } from './budget.ts'
import { type Json, wholeOf } from './fields.ts'

const FREE_BYTES = 64 << 10
const MODES = ['ATTRIBUTES', 'TRIANGLES', 'INDICES']
const FILTERS = ['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL', 'COLOR']

/**
 * Decodes a view of EXT_meshopt_compression within the budget. What it claims is weighed against the bytes it has
 * before any memory is taken. Throws Fault and Spent.
 */
export function decodeMeshopt(
  packed: Json,
  source: Uint8Array,
  byteLength: number,
  decode: MeshoptDecode | undefined,
  budget: Budget,
  at: string,
): Uint8Array {
  const count = wholeOf(packed.count, undefined, `${at}/count`)
  const stride = wholeOf(packed.byteStride, undefined, `${at}/byteStride`)
  const mode = String(packed.mode)
  const filter = String(packed.filter ?? 'NONE')
  const fits =
    MODES.includes(mode) &&
    FILTERS.includes(filter) &&
    (mode === 'ATTRIBUTES'
      ? stride % 4 === 0 && stride >= 4 && stride <= 256
      : stride === 2 || stride === 4) &&
    (mode !== 'TRIANGLES' || count % 3 === 0) &&
    (filter === 'NONE' ||
      (mode === 'ATTRIBUTES' && (filter === 'EXPONENTIAL' || stride === 4 || stride === 8)))
  if (!fits) throw new Fault('meshopt-broken', at, 'Mode, filter, stride and count do not go together.')
  const bytes = count * stride
  if (bytes !== byteLength)
    throw new Fault('meshopt-broken', at, `${byteLength} bytes are told, ${bytes} come.`)
  const ratio = (bytes - FREE_BYTES) / Math.max(1, source.length)
  if (ratio > budget.limits.decodedRatio) {
    throw new Fault('decoded-ratio', at, `${source.length} bytes claim to decode to ${bytes}.`)
  }
  if (decode === undefined) throw new Fault('no-decoder', at, 'No decoder for meshopt was given.')
  budget.take(bytes * 2, at) // the decoder holds a second copy
  const target = new Uint8Array(bytes)
  try {
    decode(target, count, stride, source, mode, filter)
  } catch {
    throw new Fault('meshopt-broken', at, 'The compressed view does not decode.')
  }
  budget.tick(at)
  return target
}
