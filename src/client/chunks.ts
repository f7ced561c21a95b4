export interface ChunkLimits {
  readonly lines: number
  /** In UTF-16 units. */
  readonly size: number
  /** How long a chunk that has lines waits for more, in ms. */
  readonly lingerMs: number
}

/** Groups lines into chunks that are full, or whose first line has waited long enough. */
export async function* chunks(
  lines: AsyncIterator<string> | Iterator<string>,
  limits: ChunkLimits,
): AsyncGenerator<string[], void, undefined> {
  let next: Promise<IteratorResult<string>> | undefined
  for (;;) {
    const chunk: string[] = []
    let size = 0
    let linger: Linger | undefined
    let ended = false
    while (chunk.length < limits.lines && size < limits.size) {
      next ??= Promise.resolve(lines.next())
      if (chunk.length > 0) linger ??= startLinger(limits.lingerMs)
      const result = linger ? await Promise.race([next, linger.over]) : await next
      if (result === 'over') break
      next = undefined
      if (result.done) {
        ended = true
        break
      }
      chunk.push(result.value)
      size += result.value.length + 1
    }
    linger?.stop()
    if (chunk.length > 0) yield chunk
    if (ended) return
  }
}

interface Linger {
  readonly over: Promise<'over'>
  stop(): void
}

function startLinger(ms: number): Linger {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<'over'>((resolve) => {
    timer = setTimeout(() => resolve('over'), ms)
  })
  return { over, stop: () => clearTimeout(timer) }
}
