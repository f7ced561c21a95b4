import type { BankEntry, BankHash } from '../../signals/hash/banks/ports.ts'

/** What a batch of entries comes to: of each hash and each id of a feed the last that is said. */
export interface FoldedEntries {
  /** Hashes to be there. `own`: known by itself, not under an id alone. */
  readonly there: readonly (BankHash & {
    readonly state: 'active' | 'disputed'
    readonly own: boolean
    readonly tags: readonly string[]
  })[]
  /** Hashes to be withdrawn that were known by themselves. */
  readonly gone: readonly BankHash[]
  /** By each id that is named, the hashes that it has from now on. */
  readonly ids: ReadonlyMap<string, readonly BankHash[]>
}

export function foldEntries(entries: readonly BankEntry[]): FoldedEntries {
  const there = new Map<string, FoldedEntries['there'][number]>()
  const gone = new Map<string, BankHash>()
  const ids = new Map<string, readonly BankHash[]>()
  for (const { id, hashes, state, tags } of entries) {
    if (id !== undefined) ids.set(id, state === 'withdrawn' ? [] : hashes)
    for (const hash of hashes) {
      const key = `${hash.type} ${hash.value}`
      if (state === 'withdrawn') {
        if (id === undefined) gone.set(key, hash)
        if (id === undefined || there.get(key)?.own === false) there.delete(key)
        continue
      }
      gone.delete(key)
      const own = id === undefined || there.get(key)?.own === true
      there.set(key, { ...hash, state, own, tags })
    }
  }
  return { there: [...there.values()], gone: [...gone.values()], ids }
}
