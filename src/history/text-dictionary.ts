import duckdb from '@duckdb/node-bindings'

/**
 * Gives each distinct text a code. It outlives the blocks that it is used for: the same text has the same code in all
 * of them, so what was found out about a word need not be found out again.
 */
export interface TextDictionary {
  /** By code; it grows, and words never change. */
  readonly words: readonly string[]
  /** What the words take in memory, roughly. */
  readonly bytes: number
  /**
   * Puts the codes of a chunk's texts into `codes`, from `at` on; -1 where there is none.
   * `texts` are DuckDB's 16 bytes for each row, `hashes` the 8 bytes of SQL's `hash(text)`.
   */
  encode(chunk: TextChunk, codes: Int32Array, at: number): void
  /** The four numbers that a word is known by. */
  key(code: number): readonly [number, number, number, number]
  /** The code here of a word of another dictionary. */
  adopt(other: TextDictionary, code: number): number
}

export interface TextChunk {
  readonly rows: number
  readonly texts: Uint8Array
  readonly hashes: Uint8Array
  /** A bit for each row, 0 where there is no text; null: all have one. */
  readonly valid: Uint8Array | null
}

/** DuckDB keeps texts of so many bytes inside of the 16; of longer ones a prefix and a pointer. */
const INLINE = 12

/** So many rows' bytes at most are fetched at once for the sake of one unknown word. */
const RUN_ROWS = 256

/**
 * A word is known by its length, its first 4 bytes, and either the 8 others or the 64 bits of its hash: the chance
 * that two of 10,000,000 random long words of one length and beginning are taken for each other is 1 in 370,000.
 */
export function textDictionary(): TextDictionary {
  const words: string[] = []
  let bytes = 0
  let capacity = 1 << 12
  let table = new Int32Array(capacity)
  let keys = new Uint32Array(2 * capacity)

  function grow(): void {
    capacity *= 2
    const mask = capacity - 1
    const next = new Int32Array(capacity)
    const moved = new Uint32Array(2 * capacity)
    moved.set(keys)
    keys = moved
    for (let code = 0; code < words.length; code++) {
      const key = 4 * code
      let slot = mix(keys[key]!, keys[key + 1]!, keys[key + 2]!, keys[key + 3]!) & mask
      while (next[slot] !== 0) slot = (slot + 1) & mask
      next[slot] = code + 1
    }
    table = next
  }

  function find(a: number, b: number, c: number, d: number): number {
    const mask = capacity - 1
    let slot = mix(a, b, c, d) & mask
    for (let code = table[slot]! - 1; code >= 0; slot = (slot + 1) & mask, code = table[slot]! - 1) {
      const key = 4 * code
      if (keys[key] === a && keys[key + 1] === b && keys[key + 2] === c && keys[key + 3] === d) return code
    }
    return -1 - slot
  }

  /** Puts a word where `find` has found a free slot. */
  function put(slot: number, a: number, b: number, c: number, d: number, word: string): number {
    const code = words.length
    words.push(word)
    bytes += a + 40
    const key = 4 * code
    keys[key] = a
    keys[key + 1] = b
    keys[key + 2] = c
    keys[key + 3] = d
    table[slot] = code + 1
    if (2 * words.length >= capacity) grow()
    return code
  }

  return {
    words,
    get bytes() {
      return bytes + 8 * table.length + 4 * keys.length
    },
    encode({ rows, texts, hashes, valid }, codes, at) {
      const text = new Uint32Array(texts.buffer, texts.byteOffset, 4 * rows)
      const hash = new Uint32Array(hashes.buffer, hashes.byteOffset, 2 * rows)
      const run = longTexts(texts, text, rows, valid)
      for (let row = 0; row < rows; row++) {
        if (valid !== null && (valid[row >> 3]! & (1 << (row & 7))) === 0) {
          codes[at + row] = -1
          continue
        }
        const length = text[4 * row]!
        const prefix = text[4 * row + 1]!
        const short = length <= INLINE
        const c = short ? text[4 * row + 2]! : hash[2 * row]!
        const d = short ? text[4 * row + 3]! : hash[2 * row + 1]!
        const found = find(length, prefix, c, d)
        codes[at + row] =
          found >= 0
            ? found
            : put(-1 - found, length, prefix, c, d, short ? inlineText(texts, row, length) : run(row))
      }
    },
    key: (code) => [keys[4 * code]!, keys[4 * code + 1]!, keys[4 * code + 2]!, keys[4 * code + 3]!],
    adopt(other, code) {
      const key = other.key(code)
      const found = find(...key)
      return found >= 0 ? found : put(-1 - found, ...key, other.words[code]!)
    },
  }
}

function mix(a: number, b: number, c: number, d: number): number {
  let h =
    Math.imul(c ^ Math.imul(a, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(d ^ Math.imul(b, 0x27d4eb2f), 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

const utf8Slice = Buffer.prototype.utf8Slice as (this: Uint8Array, from: number, to: number) => string

function inlineText(texts: Uint8Array, row: number, length: number): string {
  return utf8Slice.call(texts, 16 * row + 4, 16 * row + 4 + length)
}

/**
 * Reads the long texts of a chunk. Fetching bytes by pointer costs more than a microsecond, and a result's texts
 * mostly lie one behind the other: then a run of them is fetched at once. Only bytes of the chunk's own texts are read.
 */
function longTexts(
  texts: Uint8Array,
  text: Uint32Array,
  rows: number,
  valid: Uint8Array | null,
): (row: number) => string {
  let first = 0
  let behind = 0
  let start = 0
  let bytes: Uint8Array = texts
  const pointer = (row: number) => text[4 * row + 3]! * 0x1_0000_0000 + text[4 * row + 2]!
  const isLong = (row: number) =>
    text[4 * row]! > INLINE && (valid === null || (valid[row >> 3]! & (1 << (row & 7))) !== 0)
  return (row) => {
    if (row < first || row >= behind) {
      start = pointer(row)
      let end = start + text[4 * row]!
      first = row
      behind = row + 1
      for (; behind < rows && behind < row + RUN_ROWS; behind++) {
        if (!isLong(behind)) continue
        if (pointer(behind) !== end) break
        end += text[4 * behind]!
      }
      bytes = duckdb.get_data_from_pointer(
        texts.buffer as ArrayBuffer,
        texts.byteOffset + 16 * row + 8,
        end - start,
      )
    }
    const from = pointer(row) - start
    return utf8Slice.call(bytes, from, from + text[4 * row]!)
  }
}
