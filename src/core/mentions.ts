/** How an entity is found in texts. */
export interface Mentions {
  readonly ref: string
  /** Texts one of which is part of everything that names it, as plain text or inside JSON. */
  readonly needles: readonly string[]
  /** The text with the tombstone where it is named. */
  replace(text: string, tombstone: string): string
}

/** Shorter ids are words of their own too often, and are only known by their kind: `account:u1`. */
export const LEAST_BARE_ID = 8

/**
 * Finds `kind:id`, and a longer id alone, in whichever Unicode form (NFC, NFD), and never as a part of a longer id:
 * `account:u1` is not in `account:u10`, `account:u1-b` or `subaccount:u1`. A Korean particle may follow at once.
 */
export function mentionsOf(ref: string): Mentions {
  const id = ref.slice(ref.indexOf(':') + 1)
  const refs = forms(ref)
  const bare = id.length >= LEAST_BARE_ID ? forms(id) : []
  const patterns = [
    ...refs.map((form) => `${NOT_INSIDE}${escaped(form)}${endOf(form)}`),
    ...bare.map((form) => `${NOT_INSIDE}(?<![\\p{L}\\p{N}_][-.:@/])${escaped(form)}${endOf(form)}`),
  ]
  const pattern = new RegExp(patterns.join('|'), 'gu')
  const texts = bare.length > 0 ? bare : refs
  return {
    ref,
    needles: [...new Set(texts.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]))],
    replace: (text, tombstone) => text.replace(pattern, () => tombstone),
  }
}

const NOT_INSIDE = '(?<![\\p{L}\\p{N}_])'

function endOf(form: string): string {
  const korean = /[\p{Script=Hangul}]$/u.test(form)
  const letter = korean ? '[\\p{L}\\p{N}_]' : '(?:(?!\\p{Script=Hangul})[\\p{L}\\p{N}_])'
  return `(?!\\p{M})(?![-.:@/+~#%]*${letter})`
}

function forms(text: string): string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])]
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
