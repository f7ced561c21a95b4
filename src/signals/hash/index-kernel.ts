import { kernel } from 'virtual:kernel/hash-index'

/** What kernels/hash-index.ts exports; addresses are bytes, counts are of hashes, places or hits. */
export interface IndexKernel {
  buildTable(
    ...given: [
      hashes: number,
      count: number,
      stretch: number,
      starts: number,
      nexts: number,
      places: number,
      placeBytes: number,
    ]
  ): void
  search(
    ...given: [
      query: number,
      shares: number,
      distance: number,
      hashes: number,
      dead: number,
      starts: number,
      startsEach: number,
      nexts: number,
      nextsEach: number,
      places: number,
      placesEach: number,
      placeBytes: number,
      ranges: number,
      candidates: number,
      candidateRoom: number,
      hits: number,
      room: number,
    ]
  ): number
  scan(
    ...given: [
      query: number,
      distance: number,
      hashes: number,
      dead: number,
      count: number,
      hits: number,
      room: number,
    ]
  ): number
}

const PAGE = 65_536
const MOST_PAGES = 65_536

let compiled: WebAssembly.Module | undefined

/** Opens the kernel over a memory. */
export function openIndexKernel(memory: WebAssembly.Memory): IndexKernel {
  compiled ??= new WebAssembly.Module(Uint8Array.from(Buffer.from(kernel, 'base64')))
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as IndexKernel
}

/** A memory of so many bytes, zeros, that threads can share; it takes room only where it is written to. */
export function indexMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE)
  if (pages > MOST_PAGES)
    throw new RangeError(
      `An index of hashes would need ${Math.ceil(bytes / 2 ** 20)} MiB, and WebAssembly knows no more than 4096; spread the hashes over several banks.`,
    )
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
}
