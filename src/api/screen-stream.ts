import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../core/clock.ts'
import { type Problem, problemOf } from './contract/problem.ts'
import type { ShapeReader } from './json/shape-reader.ts'
import type { Grant } from './keyring.ts'
import { replyText } from './reply-text.ts'
import { type ScreenParts, screenEvent } from './screen-event.ts'
import { type Line, splitLines } from './split-lines.ts'

export interface StreamParts extends ScreenParts {
  readonly events: ShapeReader
  readonly clock: Clock
  /** Aborted when the service is to stop. */
  readonly stopping: AbortSignal
  /** Called with whatever judging or storing a line threw. */
  readonly faulted: (fault: unknown) => void
}

export const STREAM_LIMITS = {
  /** Lines judged or being stored at once, for one stream. */
  linesInFlight: 1024,
  lineBytes: 1024 * 1024,
} as const

/**
 * Judges a stream of lines, writing one result a line in the order of the lines. Reads no faster than decisions are
 * stored, results are read and the key's rate allows. Resolves when all is answered, or the other side has gone.
 */
export function screenStream(
  parts: StreamParts,
  grant: Grant,
  input: Readable,
  output: Writable,
): Promise<void> {
  const { linesInFlight, lineBytes } = STREAM_LIMITS
  const splitter = splitLines(lineBytes)
  // Results wait here for those before them; index modulo the number in flight.
  const results = new Array<string | undefined>(linesInFlight)
  let waiting: Line[] = []
  let next = 0
  let started = 0
  let written = 0
  let lastLine = 0
  let flushing = false
  let blocked = false
  let resting = false
  let ended = false
  let cut = false
  let over = false

  return new Promise((resolve) => {
    input.on('data', take).on('end', endInput).on('error', leave).on('aborted', leave)
    output.on('drain', unblock).on('error', leave).on('close', leave)
    parts.stopping.addEventListener('abort', cutShort)
    if (parts.stopping.aborted) cutShort()

    function take(chunk: Buffer): void {
      if (cut) return
      const lines = splitter.push(chunk)
      waiting = next === waiting.length ? lines : waiting.slice(next).concat(lines)
      next = 0
      pump()
    }

    function endInput(): void {
      if (!cut) waiting = waiting.slice(next).concat(splitter.end())
      next = 0
      ended = true
      pump()
    }

    /** The service stops: what has been started is answered, the rest is for another attempt. */
    function cutShort(): void {
      cut = true
      waiting = []
      next = 0
      input.pause()
      pump()
    }

    function unblock(): void {
      blocked = false
      pump()
    }

    function pump(): void {
      if (over) return
      while (next < waiting.length && started - written < linesInFlight && !blocked && !resting) {
        const waitMs = grant.bucket.take(parts.clock.now())
        if (waitMs > 0) {
          resting = true
          setTimeout(
            () => {
              resting = false
              pump()
            },
            Math.min(Math.ceil(waitMs), 60_000),
          )
          break
        }
        start(waiting[next++]!)
      }
      if (next < waiting.length) input.pause()
      else if ((ended || cut) && started === written) finish()
      else if (!cut && !blocked) input.resume()
    }

    function start({ number, bytes }: Line): void {
      lastLine = number
      if (bytes && isBlank(bytes)) return
      const index = started++
      if (!bytes) {
        parts.measures.refused()
        const detail = `The line is longer than ${lineBytes} bytes.`
        settle(index, problemText(problemOf('too-large', detail), number))
        return
      }
      const parsed = parts.events.read(bytes)
      if (!parsed.ok) {
        parts.measures.refused()
        settle(index, problemText(parsed.problem, number))
        return
      }
      judge(parts, grant, parsed.value).then(
        (screened) =>
          settle(
            index,
            screened.ok ? replyText(screened.decision, number) : problemText(screened.problem, number),
          ),
        (fault: unknown) => {
          parts.faulted(fault)
          settle(index, problemText(problemOf('fault', 'This line could not be judged.'), number))
        },
      )
    }

    function settle(index: number, text: string): void {
      results[index % linesInFlight] = text
      if (index !== written || flushing) return
      flushing = true
      // Many lines come back with one commit: they leave with one write.
      setImmediate(flush)
    }

    function flush(): void {
      flushing = false
      if (over) return
      let text = ''
      for (;;) {
        const slot = written % linesInFlight
        const result = results[slot]
        if (result === undefined) break
        text += `${result}\n`
        results[slot] = undefined
        written++
      }
      if (text !== '') blocked = !output.write(text)
      pump()
    }

    function finish(): void {
      if (over) return
      const detail = 'The service is stopping; no line from here on was judged.'
      if (cut && !ended) output.end(`${problemText(problemOf('unavailable', detail), lastLine + 1)}\n`)
      else output.end()
      leave()
    }

    function leave(): void {
      if (over) return
      over = true
      parts.stopping.removeEventListener('abort', cutShort)
      input.off('data', take)
      // What the other side still sends is read and dropped, so that the connection can close.
      if (!ended) input.resume()
      resolve()
    }
  })
}

/** As screenEvent, with what it throws at once as a rejection. */
async function judge(
  parts: ScreenParts,
  grant: Grant,
  value: unknown,
): Promise<Awaited<ReturnType<typeof screenEvent>>> {
  return screenEvent(parts, grant, value)
}

function problemText(problem: Problem, line: number): string {
  return JSON.stringify({ line, ...problem })
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 32 && byte !== 9 && byte !== 13) return false
  return true
}
