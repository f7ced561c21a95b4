/** Bytes that arrive in pieces, held in one block: a list of small pieces would cost a hundred times their size. */
export interface GatheredBytes {
  readonly length: number
  /** False when there would be more than the limit; then what was held is dropped. */
  push(piece: Buffer): boolean
  /** All of it; the gatherer is empty again. */
  take(): Buffer
}

const SMALLEST_ROOM = 1024

/** Makes a gatherer of at most `maxBytes`. A single piece is handed on as it came, without a copy. */
export function gatherBytes(maxBytes: number): GatheredBytes {
  let only: Buffer | undefined
  let room: Buffer | undefined
  let length = 0

  function clear(): void {
    only = undefined
    room = undefined
    length = 0
  }

  function grow(needed: number): Buffer {
    const larger = Buffer.allocUnsafe(Math.min(maxBytes, Math.max(SMALLEST_ROOM, 2 * needed)))
    const before = room ?? only
    before?.copy(larger, 0, 0, length)
    only = undefined
    return larger
  }

  return {
    get length() {
      return length
    },
    push(piece) {
      if (piece.length === 0) return true
      const needed = length + piece.length
      if (needed > maxBytes) {
        clear()
        return false
      }
      if (length === 0) only = piece
      else {
        if (room === undefined || needed > room.length) room = grow(needed)
        piece.copy(room, length)
      }
      length = needed
      return true
    },
    take() {
      const all = only ?? room?.subarray(0, length) ?? Buffer.alloc(0)
      clear()
      return all
    },
  }
}
