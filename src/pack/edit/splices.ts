/** One stretch of a text, and what is to stand in its place. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly text: string
}

/** Puts all in place at once; those that start at the same offset stay in their order. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = ''
  let at = 0
  for (const { from, to, text: next } of [...splices].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, from) + next
    at = Math.max(at, to)
  }
  return result + text.slice(at)
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Behind the line break that ends the line, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}
