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
  /** A dictionary of some of the words only, and their codes there by their codes here. */
  keeping(codes: ReadonlySet<number>): { dictionary: TextDictionary; moved: ReadonlyMap<number, number> }
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

/** Marks a long word; a short one has its length in this place. */
const LONG = 15

/**
 * A word of up to 12 bytes is known by its bytes; a longer one by the 64 bits of its hash, and by 32 bits of its length
 * and beginning: random words are taken for each other never, and those of a player who knows DuckDB's hash and
 * searches for a collision only if length and beginning are the same too.
 */
export function textDictionary(start: readonly Entry[] = []): TextDictionary {
  const words: string[] = []
  let bytes = 0
  let mask = (1 << 12) - 1
  // Four numbers a slot, so that a look-up meets one line of the cache: the code + 1 with the length above it (0: free),
  // then the three that tell the word.
  let table = new Int32Array(4 * (mask + 1))
  const first = new Int32Array(MAX_CHUNK)
  let lookedAt = 0

  function grow(): void {
    const old = table
    mask = 2 * mask + 1
    table = new Int32Array(4 * (mask + 1))
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] === 0) continue
      let slot = mix(old[at + 1]!, old[at + 2]!, old[at + 3]!) & mask
      while (table[4 * slot] !== 0) slot = (slot + 1) & mask
      for (let k = 0; k < 4; k++) table[4 * slot + k] = old[at + k]!
    }
  }

  /** Where the word is, or the free place where it would be. */
  function find(slot: number, tag: number, a: number, b: number, c: number): number {
    for (let next = slot; ; next = (next + 1) & mask) {
      const at = 4 * next
      const head = table[at]!
      if (head === 0) return at
      if (table[at + 1] === a && table[at + 2] === b && table[at + 3] === c && head >>> 28 === tag) return at
    }
  }

  function put(at: number, tag: number, a: number, b: number, c: number, word: string): number {
    const code = words.length
    words.push(word)
    bytes += 2 * word.length + 32
    table[at] = (code + 1) | (tag << 28)
    table[at + 1] = a
    table[at + 2] = b
    table[at + 3] = c
    if (words.length > 0.7 * mask) grow()
    return code
  }

  for (const { tag, a, b, c, word } of start) put(find(mix(a, b, c) & mask, tag, a, b, c), tag, a, b, c, word)

  return {
    words,
    get bytes() {
      return bytes + 4 * table.length + (lookedAt & 0)
    },
    encode({ rows, texts, hashes, valid }, codes, at) {
      const text = new Int32Array(texts.buffer, texts.byteOffset, 4 * rows)
      const hash = new Int32Array(hashes.buffer, hashes.byteOffset, 2 * rows)
      const long = longTexts(texts, text, rows, valid)
      // A first pass only looks where each word should be: many such waits for memory overlap, and the second pass
      // then finds all of it in the cache.
      let seen = 0
      for (let row = 0; row < rows; row++) {
        const length = text[4 * row]!
        const a = length <= INLINE ? text[4 * row + 1]! : text[4 * row + 1]! ^ Math.imul(length, 0x9e3779b1)
        const b = length <= INLINE ? text[4 * row + 2]! : hash[2 * row]!
        const c = length <= INLINE ? text[4 * row + 3]! : hash[2 * row + 1]!
        const slot = mix(a, b, c) & mask
        first[row] = slot
        seen |= table[4 * slot]!
      }
      const known = words.length
      for (let row = 0; row < rows; row++) {
        if (valid !== null && (valid[row >> 3]! & (1 << (row & 7))) === 0) {
          codes[at + row] = -1
          continue
        }
        const length = text[4 * row]!
        const short = length <= INLINE
        const a = short ? text[4 * row + 1]! : text[4 * row + 1]! ^ Math.imul(length, 0x9e3779b1)
        const b = short ? text[4 * row + 2]! : hash[2 * row]!
        const c = short ? text[4 * row + 3]! : hash[2 * row + 1]!
        const tag = short ? length : LONG
        // The table may have grown since the first pass.
        const slot = words.length === known ? first[row]! : mix(a, b, c) & mask
        const place = find(slot, tag, a, b, c)
        const head = table[place]!
        codes[at + row] =
          head !== 0
            ? (head & CODE) - 1
            : put(place, tag, a, b, c, short ? inlineText(texts, row, length) : long(row))
      }
      lookedAt = seen
    },
    keeping(kept) {
      const entries: Entry[] = []
      for (let place = 0; place < table.length; place += 4) {
        const code = (table[place]! & CODE) - 1
        if (kept.has(code))
          entries.push({
            code,
            tag: table[place]! >>> 28,
            a: table[place + 1]!,
            b: table[place + 2]!,
            c: table[place + 3]!,
            word: words[code]!,
          })
      }
      return {
        dictionary: textDictionary(entries),
        moved: new Map(entries.map(({ code }, i) => [code, i])),
      }
    },
  }
}

interface Entry {
  readonly code: number
  readonly tag: number
  readonly a: number
  readonly b: number
  readonly c: number
  readonly word: string
}

/** Codes take the lower 28 bits. */
const CODE = 0x0fff_ffff

/** DuckDB's vectors have so many rows at most. */
const MAX_CHUNK = 2048

function mix(a: number, b: number, c: number): number {
  let h = Math.imul(b ^ Math.imul(a, 0x27d4eb2f), 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)
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
  text: Int32Array,
  rows: number,
  valid: Uint8Array | null,
): (row: number) => string {
  let first = 0
  let behind = 0
  let start = 0
  let bytes: Uint8Array = texts
  const pointer = (row: number) => (text[4 * row + 3]! >>> 0) * 0x1_0000_0000 + (text[4 * row + 2]! >>> 0)
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
