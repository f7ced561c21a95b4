import { Fault } from '../finding.ts'
import type { FindingList } from '../finding-list.ts'
import { applySparse } from './apply-sparse.ts'
import type { Budget } from './budget.ts'
import { COMPONENTS, type Component, FLOAT, WIDTHS } from './component-types.ts'
import { indexOf, type Json, objectOf, objectsOf, wholeOf } from './fields.ts'
import type { Views } from './open-views.ts'

export interface Accessor {
  readonly count: number
  /** Numbers an element. */
  readonly width: number
  readonly component: Component
  readonly float: boolean
  readonly normalized: boolean
}

/** The accessors of a file, read when they are asked for and kept, so that sharing one costs once. */
export interface Accessors {
  readonly size: number
  /** Checks all of them without reading any: what nobody uses may be used by another reader. */
  checkAll(found: FindingList): void
  /** What it tells of itself. Throws Fault. */
  describe(index: number): Accessor
  /** Its numbers as floats, whole ones normalised where it says so; all finite. Throws Fault and Spent. */
  floats(index: number): Float32Array
  /** Its numbers as whole ones. Throws Fault and Spent. */
  wholes(index: number): Uint32Array
}

/** Makes the accessors over the views. Throws Spent when there are too many. */
export function openAccessors(root: Json, views: Views, budget: Budget): Accessors {
  const accessors = objectsOf(root, 'accessors', '')
  budget.most(accessors.length, budget.limits.accessors, 'too-many-accessors', '/accessors', 'accessors')
  const floats = new Map<number, Float32Array>()
  const wholes = new Map<number, Uint32Array>()

  function describe(index: number): Accessor {
    const at = `/accessors/${index}`
    const accessor = objectOf(accessors[index])
    const component = COMPONENTS.get(accessor.componentType)
    const width = WIDTHS.get(accessor.type)
    if (component === undefined || width === undefined) {
      throw new Fault('wrong-type', at, 'The type of the accessor is not one of glTF.')
    }
    const count = wholeOf(accessor.count, undefined, `${at}/count`)
    if (count === 0) throw new Fault('wrong-type', `${at}/count`, 'An accessor has at least one element.')
    const float = accessor.componentType === FLOAT
    return { count, width, component, float, normalized: accessor.normalized === true }
  }

  /** Calls for every number of the accessor, in order. */
  function fill(index: number, told: Accessor, target: Float32Array | Uint32Array): void {
    const at = `/accessors/${index}`
    const accessor = objectOf(accessors[index])
    const viewIndex = indexOf(accessor.bufferView, views.size, `${at}/bufferView`)
    if (viewIndex !== undefined) {
      const { data, start, stride } = place(accessor, told, viewIndex, at)
      const { read, bytes } = told.component
      let to = 0
      for (let i = 0; i < told.count; i++) {
        if ((i & 0xffff) === 0xffff) budget.tick(at)
        const from = start + i * stride
        for (let k = 0; k < told.width; k++) target[to++] = read(data, from + k * bytes)
      }
    }
    if (accessor.sparse !== undefined) applySparse(objectOf(accessor.sparse), told, target, views, at)
  }

  /** Where an accessor lies in its view, once it is known to lie within. */
  function spot(accessor: Json, told: Accessor, length: number, viewStride: number | undefined, at: string) {
    const start = wholeOf(accessor.byteOffset, 0, `${at}/byteOffset`)
    const element = told.width * told.component.bytes
    const stride = viewStride ?? element
    const end = start + stride * (told.count - 1) + element
    if (stride < element || end > length) {
      throw new Fault('accessor-overrun', at, `The accessor ends at byte ${end} of a view of ${length}.`)
    }
    return { start, stride }
  }

  function place(accessor: Json, told: Accessor, viewIndex: number, at: string) {
    const { bytes, stride } = views.open(viewIndex)
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return { data, ...spot(accessor, told, bytes.length, stride, at) }
  }

  /** Checks the place before memory is taken: a lie about the count is told as that. */
  function checkPlace(index: number, told: Accessor): void {
    const at = `/accessors/${index}`
    const accessor = objectOf(accessors[index])
    const viewIndex = indexOf(accessor.bufferView, views.size, `${at}/bufferView`)
    if (viewIndex === undefined) return
    const { length, stride } = views.outline(viewIndex)
    spot(accessor, told, length, stride, at)
  }

  function check(index: number, told: Accessor): void {
    checkPlace(index, told)
    budget.take(told.count * told.width * 4, `/accessors/${index}`)
  }

  function readFloats(index: number): Float32Array {
    const told = describe(index)
    check(index, told)
    const target = new Float32Array(told.count * told.width)
    fill(index, told, target)
    const { whole } = told.component
    if (told.normalized && whole > 0) {
      for (let i = 0; i < target.length; i++) target[i] = Math.max(-1, target[i]! / whole)
    }
    const bad = told.float ? target.reduce((sum, value) => (Number.isFinite(value) ? sum : sum + 1), 0) : 0
    if (bad > 0) {
      throw new Fault('non-finite', `/accessors/${index}`, `${bad} numbers are infinite or not a number.`)
    }
    return target
  }

  return {
    size: accessors.length,
    describe,
    checkAll(found) {
      for (let index = 0; index < views.size; index++) found.attempt(() => views.outline(index))
      for (let index = 0; index < accessors.length; index++) {
        found.attempt(() => checkPlace(index, describe(index)))
      }
      budget.tick('/accessors')
    },
    floats(index) {
      const known = floats.get(index)
      if (known !== undefined) return known
      const values = readFloats(index)
      floats.set(index, values)
      return values
    },
    wholes(index) {
      const known = wholes.get(index)
      if (known !== undefined) return known
      const told = describe(index)
      if (told.float) throw new Fault('wrong-type', `/accessors/${index}`, 'Whole numbers are expected here.')
      check(index, told)
      const values = new Uint32Array(told.count * told.width)
      fill(index, told, values)
      wholes.set(index, values)
      return values
    },
  }
}
