/** What a test writes of a glTF. */
// biome-ignore lint/suspicious/noExplicitAny: tests write glTF that is wrong on purpose
export type Gltf = Record<string, any>

/** Puts JSON and bytes into a GLB. */
export function glb(json: Gltf | string, bin: Uint8Array = new Uint8Array(0), after = 0): Uint8Array {
  const text = new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json))
  const padded = Math.ceil(text.length / 4) * 4
  const binPadded = Math.ceil(bin.length / 4) * 4
  const length = 12 + 8 + padded + (bin.length > 0 ? 8 + binPadded : 0)
  const out = new Uint8Array(length + after)
  const data = new DataView(out.buffer)
  const head = [0x46546c67, 2, length, padded, 0x4e4f534a]
  for (const [i, word] of head.entries()) data.setUint32(i * 4, word, true)
  out.fill(0x20, 20, 20 + padded)
  out.set(text, 20)
  if (bin.length > 0) {
    data.setUint32(20 + padded, binPadded, true)
    data.setUint32(24 + padded, 0x004e4942, true)
    out.set(bin, 28 + padded)
  }
  return out.fill(0x58, length)
}

/** Bytes of several lists, one after the other, each at a multiple of four. */
export function pack(...lists: readonly (Float32Array | Uint16Array | Uint8Array)[]): Uint8Array {
  const sizes = lists.map(({ byteLength }) => Math.ceil(byteLength / 4) * 4)
  const out = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0))
  let at = 0
  for (const [i, { buffer, byteOffset, byteLength }] of lists.entries()) {
    out.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += sizes[i]!
  }
  return out
}
