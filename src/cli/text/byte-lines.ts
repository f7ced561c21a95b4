/** A line of a file by its number, from 1: its text, or why it cannot be read. */
export type Line =
  | { readonly line: number; readonly text: string }
  | { readonly line: number; readonly bad: string }

export const LONGEST_LINE = 1024 * 1024
const NEWLINE = 0x0a

/** Splits bytes into lines of UTF-8 text, holding at most one line of LONGEST_LINE bytes; CR before LF is dropped. */
export async function* byteLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined> {
  let parts: Uint8Array[] = []
  let size = 0
  let line = 0
  const take = (): Line => {
    line++
    const whole = size > LONGEST_LINE ? undefined : Buffer.concat(parts)
    parts = []
    size = 0
    if (!whole) return { line, bad: 'longer than 1 MiB' }
    return decodeLine(line, whole)
  }
  for await (const chunk of chunks) {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start)
      const part = chunk.subarray(start, end === -1 ? chunk.length : end)
      size += part.length
      if (size <= LONGEST_LINE && part.length > 0) parts.push(part)
      else if (size > LONGEST_LINE) parts = []
      if (end === -1) break
      yield take()
      start = end + 1
    }
  }
  if (size > 0) yield take()
}

function decodeLine(line: number, bytes: Uint8Array): Line {
  try {
    // A byte order mark belongs to the file, so only the first line may lose one.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: line !== 1 }).decode(bytes)
    return { line, text: text.endsWith('\r') ? text.slice(0, -1) : text }
  } catch {
    return { line, bad: 'not UTF-8; convert the file, as with `iconv -f CP949 -t UTF-8`' }
  }
}
