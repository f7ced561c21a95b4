import type { HashType } from '../../core/hash-type.ts'
import type { BankEntry, BankHash } from '../../signals/hash/banks/ports.ts'

/** A hash to be there. `own`: known by itself, not under an id alone. */
export interface FoldedHash extends BankHash {
  readonly state: 'active' | 'disputed'
  readonly own: boolean
  readonly tags: readonly string[]
}

/** What a batch of entries comes to: of each hash and each id of a feed the last that is said. */
export interface FoldedEntries {
  readonly there: readonly FoldedHash[]
  /** Hashes to be withdrawn that were known by themselves. */
  readonly gone: readonly BankHash[]
  /** By each id that is named, the hashes that it has from now on. */
  readonly ids: ReadonlyMap<string, readonly BankHash[]>
}

export function foldEntries(entries: readonly BankEntry[]): FoldedEntries {
  const there = new ByHash<FoldedHash>()
  const gone = new ByHash<BankHash>()
  const ids = new Map<string, readonly BankHash[]>()
  for (const { id, hashes, state, tags } of entries) {
    if (id !== undefined) ids.set(id, state === 'withdrawn' ? [] : hashes)
    for (const hash of hashes) {
      const { type, value } = hash
      const before = there.of(type).get(value)
      if (state === 'withdrawn') {
        if (id === undefined) gone.of(type).set(value, hash)
        if (id === undefined || before?.own === false) there.of(type).delete(value)
        continue
      }
      gone.of(type).delete(value)
      there.of(type).set(value, { type, value, state, own: id === undefined || before?.own === true, tags })
    }
  }
  return { there: there.all(), gone: gone.all(), ids }
}

/** By kind and value, without a key of both: it would be made for each of a million. */
class ByHash<T> {
  private readonly types = new Map<HashType, Map<string, T>>()

  of(type: HashType): Map<string, T> {
    let found = this.types.get(type)
    if (found === undefined) {
      found = new Map()
      this.types.set(type, found)
    }
    return found
  }

  all(): T[] {
    return [...this.types.values()].flatMap((map) => [...map.values()])
  }
}
