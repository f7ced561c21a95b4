/** Characters that a terminal obeys or hides: controls, what turns the direction of writing, what has no width. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115f\u1160\u17b4\u17b5\u2028\u2029\u3164\uffa0]/gu

/** A text with nothing in it that a terminal would obey or hide; line breaks stay. */
export function visibleText(text: string): string {
  return text.replace(HIDDEN, (character) =>
    character === '\n'
      ? '\n'
      : `⟨U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )
}

/** The same with spans, in UTF-16 units, marked by brackets; overlapping ones are one. */
export function markedText(text: string, spans: readonly (readonly [number, number])[]): string {
  const sorted = [...spans].sort((a, b) => a[0] - b[0])
  let marked = ''
  let at = 0
  for (let i = 0; i < sorted.length; ) {
    const from = Math.max(at, sorted[i]![0])
    let to = sorted[i]![1]
    for (i++; i < sorted.length && sorted[i]![0] <= to; i++) to = Math.max(to, sorted[i]![1])
    if (to <= from) continue
    marked += `${visibleText(text.slice(at, from))}⟦${visibleText(text.slice(from, to))}⟧`
    at = to
  }
  return marked + visibleText(text.slice(at))
}
