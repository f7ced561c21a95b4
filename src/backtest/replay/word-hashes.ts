import { add } from '../../engine/count-event.ts'
import type { Column } from '../../rules/column.ts'
import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import type { KeyColumn } from './key-hashes.ts'

/** Hashes texts as keys or members of counters, each distinct text once. */
export interface WordHashes {
  /** Must be called before `at`, with the words of the column at hand. */
  bind(words: readonly string[]): void
  /** Hashes the word of a code; the halves then stand in `halves` at twice the code and behind it. */
  at(code: number): void
  readonly halves: Uint32Array
  /** The hash of every row that `rows` has a 1 for. */
  of(column: Column & { readonly kind: 'text' }, count: number, rows?: Uint8Array): KeyColumn
}

const HASH = emptyHash()

/** `near`: by the near-duplicate hash of the text. */
export function wordHashes(near: boolean): WordHashes {
  let words: readonly string[] = []
  // Both halves of a word's hash beside each other, which is one look at memory; both 0: not hashed yet.
  let halves = new Uint32Array(0)

  function bind(next: readonly string[]): void {
    const grown = next === words
    words = next
    if (grown && halves.length >= 2 * next.length) return
    const before = halves
    halves = new Uint32Array(grown ? Math.max(2 * next.length, 2 * before.length) : 2 * next.length)
    if (grown) halves.set(before)
  }

  function at(code: number): void {
    if (halves[2 * code] !== 0 || halves[2 * code + 1] !== 0) return
    beginHash(HASH)
    add(HASH, words[code], near)
    endHash(HASH)
    halves[2 * code] = HASH.hi
    halves[2 * code + 1] = HASH.lo
  }

  return {
    bind,
    at,
    get halves() {
      return halves
    },
    of({ codes, words: next }, count, rows) {
      bind(next)
      const hi = new Uint32Array(count)
      const lo = new Uint32Array(count)
      let has: Uint8Array | undefined
      const known = halves
      for (let row = 0; row < count; row++) {
        if (rows !== undefined && rows[row] === 0) continue
        const code = codes[row]!
        if (code < 0) {
          has ??= new Uint8Array(count).fill(1)
          has[row] = 0
          continue
        }
        let high = known[2 * code]!
        let low = known[2 * code + 1]!
        if (high === 0 && low === 0) {
          at(code)
          high = known[2 * code]!
          low = known[2 * code + 1]!
        }
        hi[row] = high
        lo[row] = low
      }
      return { hi, lo, has }
    },
  }
}
