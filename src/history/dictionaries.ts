import { type TextDictionary, textDictionary } from './text-dictionary.ts'

/** When a dictionary is given up for a fresh one, so that memory stays bounded. */
export interface DictionaryLimits {
  readonly maxWords: number
  readonly maxBytes: number
}

export const DICTIONARY_LIMITS: DictionaryLimits = { maxWords: 2_000_000, maxBytes: 192_000_000 }

/** The dictionaries of one reading, by what they hold. */
export interface Dictionaries {
  /** The dictionary in use under a name. `pending` gives the codes that must stay good when it is replaced. */
  get(name: string, pending: () => Int32Array): () => TextDictionary
  /** Replaces those that have grown too large; to be called between blocks. */
  trim(): void
}

interface Kept {
  dictionary: TextDictionary
  readonly pending: (() => Int32Array)[]
}

export function dictionaries(limits: DictionaryLimits = DICTIONARY_LIMITS): Dictionaries {
  const all = new Map<string, Kept>()
  return {
    get(name, pending) {
      const kept = all.get(name) ?? { dictionary: textDictionary(), pending: [] }
      all.set(name, kept)
      kept.pending.push(pending)
      return () => kept.dictionary
    },
    trim() {
      for (const kept of all.values()) {
        const { words, bytes } = kept.dictionary
        if (words.length <= limits.maxWords && bytes <= limits.maxBytes) continue
        const lists = kept.pending.map((pending) => pending())
        const used = new Set(lists.flatMap((codes) => [...codes]))
        const { dictionary, moved } = kept.dictionary.keeping(used)
        for (const codes of lists)
          for (let i = 0; i < codes.length; i++) codes[i] = moved.get(codes[i]!) ?? -1
        kept.dictionary = dictionary
      }
    },
  }
}
