/** Memory for arrays: shared between threads, or not. */
export type Buffer = ArrayBuffer | SharedArrayBuffer

/**
 * Memory that is used again: what collects garbage sees little of large buffers, least of all of those that several
 * threads hold, and would let them pile up.
 */
export interface BufferPool {
  /** At least so many bytes; what is in them is left over from before. */
  take(bytes: number): Buffer
  /** To be called once nobody reads it any more. */
  give(buffer: Buffer): void
}

const LEAST = 1 << 16

/** `make` makes a buffer of so many bytes. */
export function bufferPool(make: (bytes: number) => Buffer): BufferPool {
  const free: Buffer[] = []
  return {
    take(bytes) {
      let best = -1
      for (let i = 0; i < free.length; i++)
        if (free[i]!.byteLength >= bytes && (best < 0 || free[i]!.byteLength < free[best]!.byteLength))
          best = i
      if (best >= 0) return free.splice(best, 1)[0]!
      // One that is too small will never be taken again when needs have grown.
      const small = free.findIndex(({ byteLength }) => byteLength < bytes)
      if (small >= 0) free.splice(small, 1)
      return make(Math.max(LEAST, 2 ** Math.ceil(Math.log2(bytes * 1.1))))
    },
    give: (buffer) => void free.push(buffer),
  }
}
