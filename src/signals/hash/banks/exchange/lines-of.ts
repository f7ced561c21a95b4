import type { Chunks } from '../bank-entry.ts'

export type BoundedLine =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly long: true }

/** Cuts text into lines (LF or CRLF), numbered from 1, as many at once as came; what is longer than `longest` units is passed over, and said. */
export async function* linesOf(
  chunks: Chunks,
  longest: number,
): AsyncGenerator<readonly BoundedLine[], void, undefined> {
  let rest = ''
  let isLong = false
  let line = 1
  let first = true
  for await (const chunk of chunks) {
    const lines: BoundedLine[] = []
    // A byte order mark is no part of the text.
    const text = first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk
    if (chunk !== '') first = false
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const piece = text.slice(from, end)
      from = end + 1
      if (isLong || rest.length + piece.length > longest) lines.push({ line, long: true })
      else lines.push({ line, text: withoutReturn(rest === '' ? piece : rest + piece) })
      line++
      rest = ''
      isLong = false
    }
    if (!isLong) rest += text.slice(from)
    if (rest.length > longest) {
      isLong = true
      rest = ''
    }
    if (lines.length > 0) yield lines
  }
  if (isLong) yield [{ line, long: true }]
  else if (rest !== '') yield [{ line, text: withoutReturn(rest) }]
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
