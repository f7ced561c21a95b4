import { add } from '../../engine/count-event.ts'
import type { Column } from '../../rules/column.ts'
import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import type { KeyColumn } from './key-column.ts'

/** Hashes texts as keys or members of counters, each distinct text once. */
export interface WordHashes {
  /** Must be called before `at`, with the words of the column at hand. */
  bind(words: readonly string[]): void
  /** Hashes the word of a code; it stands in `hi` and `lo` by the code. */
  at(code: number): void
  readonly hi: Uint32Array
  readonly lo: Uint32Array
  /** The hash of every row that `rows` has a 1 for. */
  of(column: Column & { readonly kind: 'text' }, count: number, rows?: Uint8Array): KeyColumn
}

const HASH = emptyHash()

/** `near`: by the near-duplicate hash of the text. */
export function wordHashes(near: boolean): WordHashes {
  let words: readonly string[] = []
  let known = new Uint8Array(0)
  let highs = new Uint32Array(0)
  let lows = new Uint32Array(0)

  function bind(next: readonly string[]): void {
    const grown = next === words
    words = next
    if (grown && known.length >= next.length) return
    const size = grown ? Math.max(next.length, 2 * known.length) : next.length
    const before = { known, highs, lows }
    known = new Uint8Array(size)
    highs = new Uint32Array(size)
    lows = new Uint32Array(size)
    if (!grown) return
    known.set(before.known)
    highs.set(before.highs)
    lows.set(before.lows)
  }

  function at(code: number): void {
    if (known[code] !== 0) return
    beginHash(HASH)
    add(HASH, words[code], near)
    endHash(HASH)
    highs[code] = HASH.hi
    lows[code] = HASH.lo
    known[code] = 1
  }

  return {
    bind,
    at,
    get hi() {
      return highs
    },
    get lo() {
      return lows
    },
    of({ codes, words: next }, count, rows) {
      bind(next)
      const hi = new Uint32Array(count)
      const lo = new Uint32Array(count)
      let has: Uint8Array | undefined
      for (let row = 0; row < count; row++) {
        if (rows !== undefined && rows[row] === 0) continue
        const code = codes[row]!
        if (code < 0) {
          has ??= new Uint8Array(count).fill(1)
          has[row] = 0
          continue
        }
        at(code)
        hi[row] = highs[code]!
        lo[row] = lows[code]!
      }
      return { hi, lo, has }
    },
  }
}
