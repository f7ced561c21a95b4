/** Counts time while it runs. */
export interface Stopwatch {
  run(isRunning: boolean): void
  /** Ms counted so far. */
  read(): number
}

/** `now` in ms; it begins at rest. */
export function stopwatch(now: () => number): Stopwatch {
  let countedMs = 0
  let sinceMs: number | undefined
  return {
    run(isRunning) {
      if (sinceMs !== undefined) countedMs += now() - sinceMs
      sinceMs = isRunning ? now() : undefined
    },
    read: () => countedMs + (sinceMs === undefined ? 0 : now() - sinceMs),
  }
}
