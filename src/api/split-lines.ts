import { gatherBytes } from './gather-bytes.ts'

/** One line of a stream, without its end; `bytes` undefined: longer than the limit, and thrown away. */
export interface Line {
  /** From 1. */
  readonly number: number
  readonly bytes: Buffer | undefined
}

/** Cuts a stream of bytes into lines, holding at most one unfinished line. */
export interface LineSplitter {
  push(chunk: Buffer): Line[]
  /** The last line, when the stream did not end with a line end. */
  end(): Line[]
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Makes a splitter; `maxBytes` bounds one line. */
export function splitLines(maxBytes: number): LineSplitter {
  const held = gatherBytes(maxBytes)
  let tooLong = false
  let number = 0

  function hold(part: Buffer): void {
    if (!tooLong && !held.push(part)) tooLong = true
  }

  function take(): Line {
    const whole = held.take()
    const bytes = tooLong ? undefined : withoutReturn(whole)
    tooLong = false
    return { number: ++number, bytes }
  }

  return {
    push(chunk) {
      const lines: Line[] = []
      let start = 0
      for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
        hold(chunk.subarray(start, end))
        lines.push(take())
        start = end + 1
      }
      if (start < chunk.length) hold(chunk.subarray(start))
      return lines
    },
    end: () => (held.length > 0 || tooLong ? [take()] : []),
  }
}

function withoutReturn(line: Buffer): Buffer {
  return line[line.length - 1] === CARRIAGE_RETURN ? line.subarray(0, -1) : line
}
