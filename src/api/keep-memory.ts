import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../core/clock.ts'
import type { Engine } from '../engine/engine.ts'
import { takeSnapshot } from '../engine/keep-snapshots.ts'
import { createLiveMemory, type LiveMemory } from '../engine/live-memory.ts'
import type { CounterSnapshots, PastEvents } from '../engine/ports.ts'
import { restoreCounters } from '../engine/restore-counters.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import { swapWithMemory } from '../engine/swap-with-memory.ts'
import { describeFault } from './describe-fault.ts'
import type { Log } from './parts.ts'

export const KEEP_DEFAULTS = {
  /** A snapshot at least this often while events come, in ms. */
  everyMs: 300_000,
  /** And after so many events. */
  everyEvents: 500_000,
  sweepMs: 100,
} as const

export interface RestoreMemoryParts {
  readonly labels: LiveMemory['labels']
  readonly snapshots: CounterSnapshots
  readonly past: PastEvents
  readonly clock: Clock
  readonly log: Log
}

/** The memory as it was when the last process ended, however it did. */
export async function restoreMemory(parts: RestoreMemoryParts, ruleset: Ruleset): Promise<LiveMemory> {
  const { clock, log } = parts
  const memory = createLiveMemory({ labels: parts.labels })
  const started = clock.now()
  let told = started
  const restored = await restoreCounters({
    ...{ ...parts, memory, ruleset, nowMs: started },
    progress(events) {
      if (clock.now() - told < 5000) return
      told = clock.now()
      log({ level: 'info', message: 'counters are being counted again', events })
    },
  })
  const { problem, ...counts } = restored
  if (problem !== undefined) log({ level: 'warn', message: `counters: ${problem}` })
  if (counts.loaded + counts.recounted > 0)
    log({ level: 'info', message: 'counters are there again', ...counts, ms: clock.now() - started })
  return memory
}

/** Lets a ruleset judge from the next event on, with all its counters filled. */
export async function swapRuleset(
  { engine, past, clock, log }: { engine: Engine; past: PastEvents; clock: Clock; log: Log },
  next: Ruleset,
): Promise<void> {
  const missing = [...next.pack.counters.values()].filter(
    ({ definition }) => !engine.memory.states.has(definition),
  )
  const started = clock.now()
  let events = 0
  const progress = (counted: number) => {
    events = counted
  }
  await swapWithMemory({ engine, past, nowMs: started, pause: nextTurn, progress }, next)
  if (missing.length > 0)
    log({
      level: 'info',
      message: 'new counters were counted from the stored events',
      counters: missing.length,
      events,
      ms: clock.now() - started,
    })
}

export interface KeepMemoryParts {
  readonly engine: Engine
  readonly snapshots: CounterSnapshots
  readonly clock: Clock
  readonly log: Log
  /** Events judged so far. */
  readonly judged: () => number
}

/** Forgets what is over, and writes snapshots now and then. */
export function keepMemory(parts: KeepMemoryParts): { stop(): Promise<void> } {
  const { engine, clock, log, judged } = parts
  let lastAt = clock.now()
  let lastJudged = judged()
  let writing: Promise<void> | undefined

  async function write(): Promise<void> {
    const [at, count] = [clock.now(), judged()]
    try {
      await takeSnapshot({ ...parts, pause: nextTurn })
    } catch (fault) {
      log({ level: 'warn', message: 'counters could not be saved', ...describeFault(fault) })
    }
    lastAt = at
    lastJudged = count
  }

  const timer = setInterval(() => {
    engine.memory.sweep(clock.now())
    const events = judged() - lastJudged
    if (writing !== undefined || events === 0) return
    if (clock.now() - lastAt < KEEP_DEFAULTS.everyMs && events < KEEP_DEFAULTS.everyEvents) return
    writing = write().finally(() => {
      writing = undefined
    })
  }, KEEP_DEFAULTS.sweepMs)
  timer.unref()

  return {
    /** Writes a last snapshot, so that the next start has little to count. */
    async stop() {
      clearInterval(timer)
      await writing
      if (judged() > lastJudged) await write()
    },
  }
}
