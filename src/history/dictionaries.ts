import { type TextDictionary, textDictionary } from './text-dictionary.ts'

/** When a dictionary is given up for a fresh one, so that memory stays bounded. */
export interface DictionaryLimits {
  readonly maxWords: number
  readonly maxBytes: number
}

export const DICTIONARY_LIMITS: DictionaryLimits = { maxWords: 2_000_000, maxBytes: 192_000_000 }

/** The dictionaries of one reading, by what they hold. */
export interface Dictionaries {
  /** The dictionary in use under a name. `renew` is called before it is replaced. */
  get(name: string, renew: (fresh: TextDictionary) => void): () => TextDictionary
  /** Replaces those that have grown too large; to be called between blocks. */
  trim(): void
}

interface Kept {
  dictionary: TextDictionary
  readonly users: ((fresh: TextDictionary) => void)[]
}

export function dictionaries(limits: DictionaryLimits = DICTIONARY_LIMITS): Dictionaries {
  const all = new Map<string, Kept>()
  return {
    get(name, renew) {
      const kept = all.get(name) ?? { dictionary: textDictionary(), users: [] }
      all.set(name, kept)
      kept.users.push(renew)
      return () => kept.dictionary
    },
    trim() {
      for (const kept of all.values()) {
        const { words, bytes } = kept.dictionary
        if (words.length <= limits.maxWords && bytes <= limits.maxBytes) continue
        const fresh = textDictionary()
        for (const renew of kept.users) renew(fresh)
        kept.dictionary = fresh
      }
    },
  }
}
