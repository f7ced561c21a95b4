import { brotliDecompressSync } from 'node:zlib'
import { TABLE_DATA } from './table-data.ts'

/**
 * N-grams with open addressing: `at[slot]` is where in `scores` the pairs of language and score begin, 0 in a free slot;
 * the first byte there is how many pairs there are.
 */
export interface GramTable {
  readonly keys: Uint32Array
  readonly places: Uint8Array
  readonly at: Int32Array
  readonly scores: Uint8Array
}

let table: GramTable | undefined

/** The table, unpacked when it is first asked for: 10 ms and 1.5 MB. */
export function gramTable(): GramTable {
  table ??= unpack(brotliDecompressSync(Buffer.from(TABLE_DATA, 'base64')))
  return table
}

/** Where an n-gram's pairs begin; 0 when it is not known. */
export function findGram({ keys, places, at }: GramTable, key: number, place: number): number {
  const mask = at.length - 1
  for (let slot = slotOf(key, place, mask); at[slot] !== 0; slot = (slot + 1) & mask)
    if (keys[slot] === key && places[slot] === place) return at[slot]!
  return 0
}

function slotOf(key: number, place: number, mask: number): number {
  const hash = Math.imul(key ^ (place * 0x9e3779b9), 0x85ebca6b)
  return (hash ^ (hash >>> 15)) & mask
}

function unpack(bytes: Uint8Array): GramTable {
  let from = 0
  const take = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[from++]!
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  const size = 1 << 17
  const keys = new Uint32Array(size)
  const places = new Uint8Array(size)
  const at = new Int32Array(size)
  const scores = new Uint8Array(bytes.length)
  let end = 1
  for (let place = 0; place < 4; place++) {
    let key = 0
    for (let left = take(); left > 0; left--) {
      key += take()
      let slot = slotOf(key, place, size - 1)
      while (at[slot] !== 0) slot = (slot + 1) & (size - 1)
      keys[slot] = key
      places[slot] = place
      at[slot] = end
      const pairs = take()
      scores[end++] = pairs
      for (let i = 0; i < 2 * pairs; i++) scores[end++] = take()
    }
  }
  return { keys, places, at, scores: scores.slice(0, end) }
}
