import { type Chunks, ENTRY_LIMITS, plainEntry, type ReadEntries, type ReadEntry } from '../bank-entry.ts'
import { readBankHash } from '../read-bank-hash.ts'
import { linesOf } from './lines-of.ts'

/** Whether a file begins as one of those that `readVpdq` reads. */
export function isVpdq(head: string): boolean {
  return /^(\d{1,9},\d{1,3},[0-9a-f]{64},|\[\s*"[0-9a-f]{64},|\{\s*"(\d+|file)"\s*:)/i.test(head)
}

/**
 * Reads videos as the tools of vPDQ write them, and `haechi hash`: lines of `frame,quality,hash,seconds`, of which frame 0 begins the
 * next video, or JSON, a video a line. Empty lines and `#` remarks are passed over.
 * Source: facebook/ThreatExchange, vpdq/cpp, vpdqio.cpp.
 */
export async function* readVpdq(chunks: Chunks): ReadEntries {
  let lines: string[] = []
  let start = 1
  let last = -1
  let units = 0
  let fault: string | undefined

  /** The video that was gathered. */
  function* ended(): Generator<ReadEntry, void, undefined> {
    if (fault !== undefined) yield { line: start, bad: fault }
    else if (lines.length > 0) yield entryOf(start, lines.join('\n'))
    lines = []
    ;[last, units, fault] = [-1, 0, undefined]
  }

  for await (const read of linesOf(chunks, ENTRY_LIMITS.record))
    for (const one of read) {
      const { line } = one
      const text = 'text' in one ? one.text.trim() : undefined
      if (text === '' || text?.startsWith('#')) continue
      const number = text === undefined ? undefined : /^(\d{1,9}),/.exec(text)?.[1]
      if (text === undefined || number === undefined) {
        yield* ended()
        yield text === undefined ? { line, bad: 'the line is longer than 4 MiB' } : whole(line, text)
        continue
      }
      const frame = Number(number)
      if (frame === 0 || (lines.length === 0 && fault === undefined)) {
        yield* ended()
        start = line
      }
      // What is wrong is told once for a video.
      if (frame !== 0 && frame <= last)
        fault ??= `line ${line}: frame ${frame} stands behind frame ${last}; frames ascend, and frame 0 begins the next video`
      units += text.length + 1
      if (units > ENTRY_LIMITS.frames) fault ??= `the video has more than ${ENTRY_LIMITS.frames} characters`
      last = frame
      if (fault === undefined) lines.push(text)
    }
  yield* ended()
}

/** A video in one line of JSON. */
function whole(line: number, text: string): ReadEntry {
  if (text.startsWith('[') || text.startsWith('{')) return entryOf(line, text)
  return {
    line,
    bad: 'expected FRAME,QUALITY,HASH,SECONDS, or a video as one line of JSON, as `haechi hash` prints both',
  }
}

function entryOf(line: number, text: string): ReadEntry {
  const read = readBankHash('vpdq', text)
  if (read.ok) return { line, entry: plainEntry([read.hash]) }
  return read.left ? { line, left: read.why } : { line, bad: read.why }
}
