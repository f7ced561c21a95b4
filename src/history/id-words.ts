/** Writes a decision id as DuckDB keeps a UUID: four 32-bit words, least significant first, the top bit flipped. */
export function idToWords(id: string, words: Uint32Array, at: number): void {
  for (let word = 0; word < 4; word++)
    words[at + word] = Number.parseInt(id.slice(26 - 8 * word, 34 - 8 * word), 16)
  words[at + 3]! ^= 0x80000000
}

/** The decision id in four such words. */
export function idOfWords(words: Uint32Array, at: number): string {
  return `d-${hex(words[at + 3]! ^ 0x80000000)}${hex(words[at + 2]!)}${hex(words[at + 1]!)}${hex(words[at]!)}`
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}

/** Below 0 when the first id is the smaller one, 0 when they are equal. */
export function compareIdWords(a: Uint32Array, at: number, b: Uint32Array, bt: number): number {
  // The flipped top bit makes the highest word order as a signed number.
  const top = (a[at + 3]! | 0) - (b[bt + 3]! | 0)
  if (top !== 0) return top
  return a[at + 2]! - b[bt + 2]! || a[at + 1]! - b[bt + 1]! || a[at]! - b[bt]!
}
