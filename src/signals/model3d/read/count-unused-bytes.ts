import { type Json, objectOf, objectsOf } from './fields.ts'
import type { BufferBytes } from './read-buffers.ts'

/** Gaps below this are alignment. */
const PADDING = 16

interface Span {
  readonly from: number
  readonly to: number
}

/** `named`: what anything in the file has as its `bufferView`. Bytes of the buffers that no accessor, picture or compressed part looks at: room for what nobody is meant to see. */
export function countUnusedBytes(
  root: Json,
  buffers: readonly BufferBytes[],
  named: ReadonlySet<unknown>,
): number {
  const covered = buffers.map((): Span[] => [])
  for (const [index, value] of objectsOf(root, 'bufferViews', '').entries()) {
    if (!named.has(index)) continue
    const view = objectOf(value)
    const packed = Object.values(objectOf(view.extensions)).map(objectOf)
    for (const { buffer, byteOffset, byteLength } of [view, ...packed]) {
      if (typeof buffer !== 'number' || typeof byteLength !== 'number') continue
      const from = typeof byteOffset === 'number' ? byteOffset : 0
      covered[buffer]?.push({ from, to: from + byteLength })
    }
  }
  return buffers.reduce((sum, bytes, index) => sum + gaps(covered[index]!, bytes?.length ?? 0), 0)
}

function gaps(spans: Span[], length: number): number {
  let unused = 0
  let end = 0
  for (const { from, to } of [...spans.sort((a, b) => a.from - b.from), { from: length, to: length }]) {
    if (from - end >= PADDING) unused += Math.max(0, Math.min(from, length) - end)
    end = Math.max(end, to)
  }
  return unused
}
