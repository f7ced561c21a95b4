import type { Chunks } from '../bank-entry.ts'

export type BoundedLine =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly long: true }

/** Cuts text into lines (LF or CRLF), numbered from 1; what is longer than `longest` units is passed over, and said. */
export async function* linesOf(
  chunks: Chunks,
  longest: number,
): AsyncGenerator<BoundedLine, void, undefined> {
  let rest = ''
  let isLong = false
  let line = 1
  let first = true
  for await (const chunk of chunks) {
    // A byte order mark is no part of the text.
    const text = first && chunk.startsWith('\uFEFF') ? chunk.slice(1) : chunk
    if (chunk !== '') first = false
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      const piece = text.slice(from, end)
      from = end + 1
      if (isLong || rest.length + piece.length > longest) yield { line, long: true }
      else yield { line, text: (rest + piece).replace(/\r$/, '') }
      line++
      rest = ''
      isLong = false
    }
    if (!isLong) rest += text.slice(from)
    if (rest.length > longest) {
      isLong = true
      rest = ''
    }
  }
  if (isLong) yield { line, long: true }
  else if (rest !== '') yield { line, text: rest.replace(/\r$/, '') }
}
