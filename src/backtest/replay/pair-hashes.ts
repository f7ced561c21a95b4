import type { Column } from '../../rules/column.ts'
import { addString, beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import type { KeyColumn } from './key-hashes.ts'

type Texts = Column & { readonly kind: 'text' }

/** Hashes keys of two texts. */
export interface PairHashes {
  of(first: Texts, second: Texts, count: number, rows: Uint8Array | undefined): KeyColumn
}

const HASH = emptyHash()

/** `unordered`: the two in either order are one key. */
export function pairHashes(unordered: boolean): PairHashes {
  // How far the hash has come after its first text, by the text's code: each distinct one is begun once.
  let words: readonly string[] = []
  let known = new Uint8Array(0)
  let highs = new Int32Array(0)
  let lows = new Int32Array(0)

  function bind(next: readonly string[]): void {
    if (next === words && known.length >= next.length) return
    const before = next === words ? { known, highs, lows } : undefined
    words = next
    const size = before ? Math.max(next.length, 2 * known.length) : next.length
    known = new Uint8Array(size)
    highs = new Int32Array(size)
    lows = new Int32Array(size)
    if (!before) return
    known.set(before.known)
    highs.set(before.highs)
    lows.set(before.lows)
  }

  function begin(code: number): void {
    if (known[code] === 0) {
      beginHash(HASH)
      addString(HASH, words[code]!)
      highs[code] = HASH.a
      lows[code] = HASH.b
      known[code] = 1
    }
    HASH.a = highs[code]!
    HASH.b = lows[code]!
  }

  return {
    of(first, second, count, rows) {
      const hi = new Uint32Array(count)
      const lo = new Uint32Array(count)
      let has: Uint8Array | undefined
      bind(first.words)
      const shared = first.words === second.words
      for (let row = 0; row < count; row++) {
        if (rows !== undefined && rows[row] === 0) continue
        const a = first.codes[row]!
        const b = second.codes[row]!
        if (a < 0 || b < 0) {
          has ??= new Uint8Array(count).fill(1)
          has[row] = 0
          continue
        }
        const swap = unordered && first.words[a]! > second.words[b]!
        if (!swap) begin(a)
        else if (shared) begin(b)
        else {
          beginHash(HASH)
          addString(HASH, second.words[b]!)
        }
        addString(HASH, swap ? first.words[a]! : second.words[b]!)
        endHash(HASH)
        hi[row] = HASH.hi
        lo[row] = HASH.lo
      }
      return { hi, lo, has }
    },
  }
}
