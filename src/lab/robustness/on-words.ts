/** Changes each stretch of letters of at least `least`, given and taken as characters. */
export function onWords(
  text: string,
  least: number,
  change: (letters: readonly string[]) => readonly string[] | string,
): string {
  return text.replace(/\p{L}+/gu, (word) => {
    const letters = [...word]
    if (letters.length < least) return word
    const changed = change(letters)
    return typeof changed === 'string' ? changed : changed.join('')
  })
}

/** Changes each letter that a table knows; the others stay. */
export function onLetters(text: string, table: ReadonlyMap<string, string>): string {
  let changed = ''
  for (const letter of text) changed += table.get(letter) ?? letter
  return changed
}

/** Letter by letter, from one string to another of as many characters. */
export function letterTable(from: string, to: string): ReadonlyMap<string, string> {
  const others = [...to]
  return new Map([...from].map((letter, i) => [letter, others[i]!]))
}
