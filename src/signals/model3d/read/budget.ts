import { Spent } from '../finding.ts'
import type { ReadLimits } from '../read-limits.ts'

/** Counts what reading costs, and ends it in time. */
export interface Budget {
  readonly limits: ReadLimits
  /** Bytes about to be made from the file. */
  take(bytes: number, at: string): void
  /** Looks at the clock: for loops, every few thousand steps. */
  tick(at: string): void
  /** Refuses a count beyond its limit; `code` names it. */
  most(count: number, limit: number, code: string, at: string, what: string): void
}

/** Starts a budget now; `clock` gives milliseconds. */
export function startBudget(limits: ReadLimits, clock: () => number): Budget {
  const end = clock() + limits.timeMs
  let taken = 0

  function tick(at: string): void {
    if (clock() <= end) return
    // A warning: a busy machine is slow too, and that is not the item's fault.
    throw new Spent('too-slow', at, `Reading took longer than ${limits.timeMs} ms.`, 'warning')
  }

  return {
    limits,
    tick,
    take(bytes, at) {
      tick(at)
      taken += bytes
      if (taken <= limits.decodedBytes) return
      const says = `Decoded, the file would take more than ${limits.decodedBytes} bytes.`
      throw new Spent('decoded-too-large', at, says)
    },
    most(count, limit, code, at, what) {
      if (count > limit) throw new Spent(code, at, `${count} ${what}; at most ${limit} are read.`)
    },
  }
}
