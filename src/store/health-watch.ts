import type { StoreHealth } from '../api/ports.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from './log.ts'

const FULL_HOLDS_MS = 5000
const PROBE_EVERY_MS = 250

/** Keeps the answer to "would the store take a decision just now?" current without asking the database each time. */
export interface HealthWatch {
  current(): StoreHealth
  /** A write went through. */
  written(): void
  gone(why: string): void
  full(): void
  close(): void
}

/** `probe` resolves when the database answers; it is called while the store is unwell, until it is well. */
export function healthWatch(parts: { clock: Clock; probe: () => Promise<unknown>; log: Log }): HealthWatch {
  const { clock, probe, log } = parts
  let health: StoreHealth = { ok: true }
  let notBefore = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function set(next: StoreHealth): void {
    if (!next.ok && health.ok) log({ level: 'warn', message: next.why })
    if (next.ok && !health.ok) log({ level: 'info', message: 'The database takes decisions again.' })
    health = next
    if (!next.ok && timer === undefined && !closed) timer = setTimeout(ask, PROBE_EVERY_MS).unref()
  }

  async function ask(): Promise<void> {
    const answered = await probe().then(
      () => true,
      () => false,
    )
    timer = undefined
    // A full disk answers questions all the same, so that finding stands for a while.
    if (answered && clock.now() >= notBefore) set({ ok: true })
    else if (!health.ok) set(health)
  }

  return {
    current: () => health,
    written() {
      if (!health.ok) set({ ok: true })
    },
    gone: (why) => set({ ok: false, why: `The database does not answer (${why}).` }),
    full() {
      notBefore = clock.now() + FULL_HOLDS_MS
      set({ ok: false, why: "The database's disk is full; make room on it." })
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
