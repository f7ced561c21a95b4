import type { Decoders } from '../decoders.ts'
import { Fault } from '../finding.ts'
import type { Budget } from './budget.ts'
import { COMPRESSIONS } from './compressions.ts'
import { decodeMeshopt, weighMeshopt } from './decode-meshopt.ts'
import { indexOf, type Json, objectOf, objectsOf, wholeOf } from './fields.ts'
import type { BufferBytes } from './read-buffers.ts'

export interface View {
  readonly bytes: Uint8Array
  readonly stride?: number
}

/** The bufferViews of a file, opened when they are asked for. */
export interface Views {
  readonly size: number
  /** Its length and stride without decoding it; its place is checked. Throws Fault when it is broken. */
  outline(index: number): { readonly length: number; readonly stride?: number }
  /** Throws Fault when the view is broken. */
  open(index: number): View
}

/** Makes the views of the buffers. */
export function openViews(
  root: Json,
  buffers: readonly BufferBytes[],
  decoders: Decoders,
  budget: Budget,
): Views {
  const views = objectsOf(root, 'bufferViews', '')
  const opened = new Map<number, View>()

  /** Where a view lies, once it is known to lie within its buffer. */
  function spot(view: Json, at: string): { bytes: Uint8Array; offset: number; length: number } {
    const buffer = indexOf(view.buffer, buffers.length, `${at}/buffer`)
    const offset = wholeOf(view.byteOffset, 0, `${at}/byteOffset`)
    const length = wholeOf(view.byteLength, undefined, `${at}/byteLength`)
    const bytes = buffer === undefined ? undefined : buffers[buffer]
    if (bytes === undefined) throw new Fault('missing-buffer', at, 'The buffer of this view has no bytes.')
    if (offset + length > bytes.length) {
      const says = `The view ends at byte ${offset + length} of a buffer of ${bytes.length}.`
      throw new Fault('view-overrun', at, says)
    }
    return { bytes, offset, length }
  }

  function slice(view: Json, at: string): Uint8Array {
    const { bytes, offset, length } = spot(view, at)
    return bytes.subarray(offset, offset + length)
  }

  function strideOf(view: Json, at: string): number | undefined {
    const stride = wholeOf(view.byteStride, 0, `${at}/byteStride`)
    if (stride === 0) return undefined
    if (stride < 4 || stride > 252) throw new Fault('wrong-type', `${at}/byteStride`, 'A stride is 4 to 252.')
    return stride
  }

  function read(index: number): View {
    const at = `/bufferViews/${index}`
    const view = objectOf(views[index])
    const extensions = objectOf(view.extensions)
    const name = COMPRESSIONS.find((each) => each in extensions)
    if (name !== undefined) {
      const packed = objectOf(extensions[name])
      const length = wholeOf(view.byteLength, undefined, `${at}/byteLength`)
      const within = `${at}/extensions/${name}`
      const source = slice(packed, within)
      const bytes = decodeMeshopt(packed, source, length, decoders.meshopt, budget, within)
      return packed.mode === 'ATTRIBUTES' ? { bytes, stride: packed.byteStride as number } : { bytes }
    }
    const stride = strideOf(view, at)
    return stride === undefined ? { bytes: slice(view, at) } : { bytes: slice(view, at), stride }
  }

  function open(index: number): View {
    const known = opened.get(index)
    if (known !== undefined) return known
    const view = read(index)
    opened.set(index, view)
    return view
  }

  return {
    size: views.length,
    outline(index) {
      const at = `/bufferViews/${index}`
      const view = objectOf(views[index])
      const extensions = objectOf(view.extensions)
      const name = COMPRESSIONS.find((each) => each in extensions)
      if (name === undefined) {
        const stride = strideOf(view, at)
        const { length } = spot(view, at)
        return stride === undefined ? { length } : { length, stride }
      }
      const packed = objectOf(extensions[name])
      const within = `${at}/extensions/${name}`
      const told = wholeOf(view.byteLength, undefined, `${at}/byteLength`)
      const length = weighMeshopt(packed, slice(packed, within).length, told, budget, within)
      return packed.mode === 'ATTRIBUTES' ? { length, stride: packed.byteStride as number } : { length }
    },
    open,
  }
}
