import { isUtf8 } from 'node:buffer'

const NEWLINE = 0x0a
/** What has no line break by then is no line of text. */
const LONGEST = 16 * 1024 * 1024

/**
 * Splits bytes into lines, as many at once as have come: several times cheaper than one by one. A line that is not
 * UTF-8, or longer than 16 MiB, is undefined.
 */
export async function* lineBatches(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<(string | undefined)[], void, undefined> {
  let held: Uint8Array[] = []
  let size = 0
  let first = true
  const take = (end: Uint8Array): (string | undefined)[] => {
    let bytes =
      held.length === 0 ? Buffer.from(end.buffer, end.byteOffset, end.length) : Buffer.concat([...held, end])
    held = []
    size = 0
    if (first && bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
      bytes = bytes.subarray(3)
    first = false
    return isUtf8(bytes) ? bytes.toString('utf8').split('\n') : byLine(bytes)
  }
  for await (const chunk of chunks) {
    const last = chunk.lastIndexOf(NEWLINE)
    if (last === -1) {
      size += chunk.length
      if (size <= LONGEST) held.push(chunk)
      else held = [Uint8Array.of(0xff)]
      continue
    }
    yield take(chunk.subarray(0, last))
    const rest = chunk.subarray(last + 1)
    if (rest.length > 0) {
      held.push(rest)
      size = rest.length
    }
  }
  if (held.length > 0) yield take(new Uint8Array(0))
}

function byLine(bytes: Buffer): (string | undefined)[] {
  const lines: (string | undefined)[] = []
  for (let start = 0; start <= bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found === -1 ? bytes.length : found
    const line = bytes.subarray(start, end)
    lines.push(isUtf8(line) ? line.toString('utf8') : undefined)
    start = end + 1
  }
  return lines
}
