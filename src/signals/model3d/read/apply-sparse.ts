import { Fault } from '../finding.ts'
import { COMPONENTS, type Component } from './component-types.ts'
import { indexOf, type Json, objectOf, wholeOf } from './fields.ts'
import type { Views } from './open-views.ts'

interface Target {
  readonly count: number
  readonly width: number
  readonly component: Component
}

/** Puts the other values of a sparse accessor in their places. Throws Fault when they lie outside of it. */
export function applySparse(
  sparse: Json,
  told: Target,
  target: Float32Array | Uint32Array,
  views: Views,
  at: string,
): void {
  const count = wholeOf(sparse.count, undefined, `${at}/sparse/count`)
  const places = objectOf(sparse.indices)
  const kind = COMPONENTS.get(places.componentType)
  if (kind === undefined || count > told.count) {
    throw new Fault('bad-sparse', `${at}/sparse`, 'The sparse part does not fit its accessor.')
  }
  const where = bytesOf(places, count * kind.bytes, views, `${at}/sparse/indices`)
  const { width, component } = told
  const values = bytesOf(
    objectOf(sparse.values),
    count * width * component.bytes,
    views,
    `${at}/sparse/values`,
  )
  for (let i = 0; i < count; i++) {
    const to = kind.read(where, i * kind.bytes)
    if (to < 0 || to >= told.count) {
      throw new Fault('bad-sparse', `${at}/sparse/indices`, `A value is put at ${to} of ${told.count}.`)
    }
    for (let k = 0; k < width; k++) {
      target[to * width + k] = component.read(values, (i * width + k) * component.bytes)
    }
  }
}

function bytesOf(part: Json, length: number, views: Views, at: string): DataView {
  const index = indexOf(part.bufferView, views.size, `${at}/bufferView`)
  if (index === undefined) throw new Fault('bad-sparse', at, 'The sparse part has no view.')
  const offset = wholeOf(part.byteOffset, 0, `${at}/byteOffset`)
  const { bytes } = views.open(index)
  if (offset + length > bytes.length) {
    throw new Fault(
      'accessor-overrun',
      at,
      `The sparse part ends at ${offset + length} of ${bytes.length} bytes.`,
    )
  }
  return new DataView(bytes.buffer, bytes.byteOffset + offset, length)
}
