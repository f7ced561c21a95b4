import type { StoreHealth } from '../api/ports.ts'
import type { Clock } from '../core/clock.ts'
import type { Log } from './log.ts'

const FULL_HOLDS_MS = 2000
const PROBE_EVERY_MS = 250
const FULL = "The database's disk is full; make room on it (64 MB at least)."

/** Keeps the answer to "would the store take a decision just now?" current without asking the database each time. */
export interface HealthWatch {
  current(): StoreHealth
  /** Whether the last trouble was a full disk. */
  isFull(): boolean
  /** A write went through. */
  written(): void
  gone(why: string): void
  full(): void
  close(): void
}

export interface HealthParts {
  readonly clock: Clock
  readonly log: Log
  /** Resolves when the database answers; called while the store is unwell, until it is well. */
  readonly probe: () => Promise<unknown>
  /** Whether the database's disk has room to work, as far as can be told from here. */
  readonly hasRoom: () => boolean
}

export function healthWatch({ clock, probe, log, hasRoom }: HealthParts): HealthWatch {
  let health: StoreHealth = { ok: true }
  let notBefore = 0
  let timer: NodeJS.Timeout | undefined
  let closed = false

  function set(next: StoreHealth): void {
    if (!next.ok && (health.ok || health.why !== next.why)) log({ level: 'warn', message: next.why })
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
    if (health.ok) return
    // A full disk answers questions all the same, so that finding stands for a while, and until there is room.
    if (answered && clock.now() >= notBefore && (!isFull() || hasRoom())) set({ ok: true })
    else set(health)
  }

  const isFull = () => !health.ok && health.why === FULL

  return {
    current: () => health,
    isFull,
    written() {
      // On a full disk a few rows still find a place; that is no recovery yet.
      if (!health.ok && clock.now() >= notBefore) set({ ok: true })
    },
    gone(why) {
      if (isFull()) return
      set({ ok: false, why: hasRoom() ? `The database does not answer (${why}).` : FULL })
    },
    full() {
      notBefore = clock.now() + FULL_HOLDS_MS
      set({ ok: false, why: FULL })
    },
    close() {
      closed = true
      clearTimeout(timer)
    },
  }
}
