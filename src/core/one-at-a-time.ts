/**
 * Work of which one run goes on at a time. Whoever asks gets the end of a run that begins after they asked: those who ask during a
 * run share the next one, and none waits for more than two, however often it is asked.
 */
export function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  function run(): Promise<void> {
    running = work().finally(() => {
      running = undefined
    })
    return running
  }

  return () => {
    if (next !== undefined) return next
    if (running === undefined) return run()
    const begin = () => {
      next = undefined
      return run()
    }
    next = running.then(begin, begin)
    return next
  }
}
