import { kernel } from 'virtual:kernel/hash-index'

/** What kernels/hash-index.ts exports; addresses are bytes, counts are of hashes, places or hits. */
export interface IndexKernel {
  buildChunk(
    hashes: number,
    count: number,
    fromBit: number,
    bits: number,
    starts: number,
    places: number,
  ): void
  probeChunk(
    ...given: [
      query: number,
      fromBit: number,
      bits: number,
      radius: number,
      starts: number,
      places: number,
      ranges: number,
      known: number,
    ]
  ): number
  verifyRanges(
    ...given: [
      query: number,
      ranges: number,
      known: number,
      hashes: number,
      dead: number,
      seen: number,
      distance: number,
      candidates: number,
      candidateRoom: number,
      hits: number,
      room: number,
    ]
  ): number
  scan(
    ...given: [
      query: number,
      hashes: number,
      count: number,
      dead: number,
      distance: number,
      hits: number,
      room: number,
    ]
  ): number
}

export const HASH_BYTES = 32
const PAGE = 65_536

let compiled: WebAssembly.Module | undefined

/** Opens the kernel over a memory of its own with room for so many bytes. */
export function openIndexKernel(bytes: number): { readonly run: IndexKernel; readonly memory: ArrayBuffer } {
  compiled ??= new WebAssembly.Module(Uint8Array.from(Buffer.from(kernel, 'base64')))
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) })
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } })
  return { run: exports as unknown as IndexKernel, memory: memory.buffer }
}
