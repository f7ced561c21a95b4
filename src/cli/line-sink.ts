const FULL = 64 * 1024
const LINGER_MS = 100

/** Gathers lines and writes them many at a time, whole lines always. */
export interface LineSink {
  /** Waits when much is unwritten; rejects with what an earlier write failed of. */
  add(line: string): Promise<void>
  /** Resolves when everything is written. */
  flush(): Promise<void>
}

/** A LineSink over a function that writes. */
export function lineSink(write: (text: string) => Promise<void>): LineSink {
  let waiting: string[] = []
  let size = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: Promise<void> = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const text = waiting.join('')
    waiting = []
    size = 0
    last = text === '' ? last : last.then(() => write(text))
    // Whoever adds or flushes next meets the failure; until then it must not count as unhandled.
    last.catch(() => {})
    return last
  }

  return {
    flush,
    async add(line) {
      waiting.push(line)
      size += line.length
      if (size >= FULL) return flush()
      timer ??= setTimeout(flush, LINGER_MS)
    },
  }
}
