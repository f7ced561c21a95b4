import type { Json } from '../read/fields.ts'
import { leaveOutAccessors } from './leave-out-accessors.ts'

/** A GLB without its animations. */
export interface WithoutAnimations {
  readonly bytes: Uint8Array
  /** A JSON pointer into it as it is in the whole file. */
  readonly pointer: (at: string) => string
}

/**
 * The same GLB without its animations, and without the data that only they use: the validator would walk all of it, and
 * animations are not judged. Undefined where there are none. The file was read whole before; `root` is its JSON, and
 * `extensions` are all that it uses.
 */
export function withoutAnimations(
  bytes: Uint8Array,
  root: Json,
  extensions: readonly string[],
): WithoutAnimations | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 20 || data.getUint32(0, true) !== GLB) return undefined
  if (!Array.isArray(root.animations) || root.animations.length === 0) return undefined
  const { animations: _, ...rest } = root
  const accessors = Array.isArray(root.accessors) ? root.accessors : []
  const kept = new Set(accessorsOf(rest))
  const unwanted = new Set(
    accessorsOfAnimations(root.animations).filter((one) => !kept.has(one) && accessors[one] !== undefined),
  )
  const left = leaveOutAccessors(rest, extensions, unwanted)
  if (left !== undefined)
    return {
      bytes: withJson(bytes, left.root),
      pointer: (at) => before(at, left.accessors, left.bufferViews),
    }
  const stubs = accessors.map((accessor: unknown, place) => (unwanted.has(place) ? STUB : accessor))
  return { bytes: withJson(bytes, { ...rest, accessors: stubs }), pointer: (at) => at }
}

/** A pointer with the place that an accessor or a view had before others were left out. */
function before(at: string, accessors: readonly number[], bufferViews: readonly number[]): string {
  return at.replace(/^\/(accessors|bufferViews)\/(\d+)/, (_, list: string, place: string) => {
    const places = list === 'accessors' ? accessors : bufferViews
    return `/${list}/${places[Number(place)] ?? place}`
  })
}

/** The same GLB with another JSON. */
function withJson(bytes: Uint8Array, root: Json): Uint8Array {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = data.getUint32(12, true)
  const text = new TextEncoder().encode(JSON.stringify(root))
  const padded = Math.ceil(text.length / 4) * 4
  const tail = bytes.subarray(20 + length, Math.max(20 + length, data.getUint32(8, true)))
  const out = new Uint8Array(20 + padded + tail.length).fill(0x20, 0, 20 + padded)
  const head = new DataView(out.buffer)
  for (const [i, word] of [GLB, 2, out.length, padded, JSON_CHUNK].entries())
    head.setUint32(4 * i, word, true)
  out.set(text, 20)
  out.set(tail, 20 + padded)
  return out
}

const GLB = 0x46546c67
const JSON_CHUNK = 0x4e4f534a
/** Valid by itself and empty: the places of the others must not move. */
const STUB = { componentType: 5126, count: 1, type: 'SCALAR' }

/** Accessors that shapes use, by whatever name: any whole number below them counts, as leaving in too much does no harm. */
function accessorsOf({ meshes, skins, nodes }: Json): number[] {
  const found: number[] = []
  const open: unknown[] = [meshes, skins, extensionsOf(nodes)]
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (typeof next === 'number') found.push(next)
    else if (typeof next === 'object' && next !== null)
      for (const below of Object.values(next)) open.push(below)
  }
  return found
}

/** Of nodes only their extensions name accessors. */
function extensionsOf(nodes: unknown): unknown[] {
  return Array.isArray(nodes) ? nodes.map((node: { extensions?: unknown } | null) => node?.extensions) : []
}

function accessorsOfAnimations(animations: readonly unknown[]): number[] {
  const found: number[] = []
  for (const animation of animations) {
    const { samplers } = (animation ?? {}) as { samplers?: unknown }
    if (!Array.isArray(samplers)) continue
    for (const sampler of samplers as ({ input?: unknown; output?: unknown } | null)[]) {
      if (typeof sampler?.input === 'number') found.push(sampler.input)
      if (typeof sampler?.output === 'number') found.push(sampler.output)
    }
  }
  return found
}
