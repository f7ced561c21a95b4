/** Lets at most so many pieces of work run side by side; others wait, `mostWaiting` at most. */
export function inTurns(
  atOnce: number,
  mostWaiting: number,
): <T>(work: () => Promise<T>, refuse: () => Error) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work, refuse) => {
    if (running < atOnce) running++
    else {
      if (waiting.length >= mostWaiting) throw refuse()
      await new Promise<void>((go) => void waiting.push(go))
    }
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running--
      else next()
    }
  }
}
