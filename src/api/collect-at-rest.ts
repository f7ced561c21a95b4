import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How often it is asked whether the service rests, in ms. */
const LOOK_MS = 5000

/**
 * Gives memory back to the machine once a busy service comes to rest: V8 collects only when it allocates, so what a
 * burst left behind would otherwise stay for as long as nothing happens. `work` counts what has been done so far.
 * Returns how to stop looking.
 */
export function collectAtRest(work: () => number, collect: () => void = collector()): () => void {
  let before = work()
  let busy = false
  const timer = setInterval(() => {
    const now = work()
    if (now !== before) busy = true
    else if (busy) {
      busy = false
      collect()
    }
    before = now
  }, LOOK_MS)
  timer.unref()
  return () => clearInterval(timer)
}

function collector(): () => void {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}
