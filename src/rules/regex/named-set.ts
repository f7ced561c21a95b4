import { normalise, type Ranges } from './pattern.ts'

export const DIGIT: Ranges = [0x30, 0x39]
export const WORD: Ranges = [0x30, 0x39, 0x41, 0x5a, 0x5f, 0x5f, 0x61, 0x7a]
export const SPACE: Ranges = [0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x20]

/** The ASCII classes of POSIX. */
const POSIX: Readonly<Record<string, Ranges>> = {
  ':alnum': [0x30, 0x39, 0x41, 0x5a, 0x61, 0x7a],
  ':alpha': [0x41, 0x5a, 0x61, 0x7a],
  ':ascii': [0, 0x7f],
  ':blank': [9, 9, 0x20, 0x20],
  ':cntrl': [0, 0x1f, 0x7f, 0x7f],
  ':digit': DIGIT,
  ':graph': [0x21, 0x7e],
  ':lower': [0x61, 0x7a],
  ':print': [0x20, 0x7e],
  ':punct': [0x21, 0x2f, 0x3a, 0x40, 0x5b, 0x60, 0x7b, 0x7e],
  ':space': [9, 13, 0x20, 0x20],
  ':upper': [0x41, 0x5a],
  ':word': WORD,
  ':xdigit': [0x30, 0x39, 0x41, 0x46, 0x61, 0x66],
}

const made = new Map<string, Ranges | undefined>()

/** The code points of a general category (`L`, `Lu`), a script (`Hangul`) or a POSIX class (`:alpha`). */
export function namedSet(name: string): Ranges | undefined {
  if (Object.hasOwn(POSIX, name)) return POSIX[name]
  if (name === 'Any') return [0, 0x10ffff]
  if (!made.has(name)) made.set(name, unicodeSet(name))
  return made.get(name)
}

function unicodeSet(name: string): Ranges | undefined {
  const property = /^[A-Z][a-z]?$/.test(name) ? `gc=${name}` : `sc=${name}`
  let test: RegExp
  try {
    test = new RegExp(`\\p{${property}}+`, 'gu')
  } catch {
    return undefined
  }
  // Surrogates by themselves are code points of category Cs; in a string two of them would be read as one.
  const ranges: number[] = name === 'C' || name === 'Cs' ? [0xd800, 0xdfff] : []
  // Asked of whole runs, the engine's own tables answer some hundred times faster than one code point at a time.
  for (let block = 0; block <= 0x10ffff; block += 0x800) {
    if (block === 0xd800) continue
    const text = String.fromCodePoint(...Array.from({ length: 0x800 }, (_, i) => block + i))
    const width = block > 0xffff ? 2 : 1
    for (const found of text.matchAll(test)) {
      const from = block + found.index / width
      ranges.push(from, from + found[0].length / width - 1)
    }
  }
  return normalise(ranges)
}
