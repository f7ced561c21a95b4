import type { Clock } from '../../core/clock.ts'
import { Unavailable } from '../../engine/ports.ts'
import type { QueueCount } from '../../review/jobs/ports.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { RuleTally } from '../rules/rule-tally.ts'
import type { Troubles } from './alarms-of.ts'
import type { KeptLive, Listener } from './kept-live.ts'
import type { RollUps } from './ports.ts'
import { LOOKED_MINUTES, trafficWindow } from './traffic-window.ts'
import type { Standing } from './view-now.ts'

export interface LiveParts {
  readonly tally: Pick<RuleTally, 'flush'>
  readonly rollUps: Pick<RollUps, 'recent'>
  readonly queues: () => Promise<readonly QueueCount[]>
  /** What is cheap, at every look. */
  readonly state: () => Pick<Troubles, 'why' | 'notes' | 'aside'>
  readonly endpoints: () => Promise<Troubles['endpoints']>
  readonly rules: () => Promise<Troubles['rules']>
  readonly clock: Clock
  readonly tell: Log
}

export const LIVE_DEFAULTS = {
  everyMs: 2000,
  /** How often what is dearer is looked at. */
  queuesMs: 6000,
  endpointsMs: 10_000,
  rulesMs: 60_000,
} as const

const MINUTE_MS = 60_000

export function keepLive(
  parts: LiveParts,
  options: { readonly [Name in keyof typeof LIVE_DEFAULTS]: number } = LIVE_DEFAULTS,
): KeptLive {
  const { clock } = parts
  const listeners = new Map<Listener, () => void>()
  let traffic = trafficWindow()
  let standing: Standing | undefined
  let timer: ReturnType<typeof setInterval> | undefined
  let looking: Promise<void> | undefined
  const queues = seldom(options.queuesMs, parts.queues, [])
  const endpoints = seldom(options.endpointsMs, parts.endpoints, [])
  const rules = seldom(options.rulesMs, parts.rules, [])

  /** Asks again after so many ms; what cannot be had just now stays as it was. */
  function seldom<T>(everyMs: number, ask: () => Promise<T>, empty: T): () => Promise<T> {
    let known = empty
    let askedMs = Number.NEGATIVE_INFINITY
    return async () => {
      const nowMs = clock.now()
      if (Math.abs(nowMs - askedMs) < everyMs) return known
      askedMs = nowMs
      known = await orBefore(ask, known)
      return known
    }
  }

  async function orBefore<T>(ask: () => Promise<T>, before: T): Promise<T> {
    try {
      return await ask()
    } catch (fault) {
      // The store tells by itself that it is gone, and so does `state`.
      if (!(fault instanceof Unavailable))
        parts.tell({ level: 'warn', message: 'what happens now could not be read', ...describeFault(fault) })
      return before
    }
  }

  async function lookOnce(): Promise<void> {
    const nowMs = clock.now()
    const recent = async () => {
      // What was counted here in the last seconds belongs to it.
      await parts.tally.flush(nowMs)
      return parts.rollUps.recent(Math.floor(nowMs / MINUTE_MS) - LOOKED_MINUTES + 1)
    }
    const [rows, counts, ofEndpoints, ofRules] = await Promise.all([
      orBefore(recent, undefined),
      queues(),
      endpoints(),
      rules(),
    ])
    // Everybody has left meanwhile: whoever comes next, perhaps in hours, is not to be shown this first.
    if (listeners.size === 0) return
    if (rows !== undefined) traffic.take(rows, nowMs)
    standing = {
      ...{ atMs: nowMs, traffic, queues: counts, watching: listeners.size },
      troubles: { ...parts.state(), endpoints: ofEndpoints, rules: ofRules },
    }
    for (const listener of listeners.keys()) listener(standing)
  }

  function look(): void {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
  }

  function rest(): void {
    clearInterval(timer)
    timer = undefined
    standing = undefined
    traffic = trafficWindow()
  }

  return {
    listen(listener, ended) {
      listeners.set(listener, ended)
      if (standing !== undefined) listener({ ...standing, watching: listeners.size })
      else look()
      timer ??= setInterval(look, options.everyMs).unref()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) rest()
      }
    },
    get watching() {
      return listeners.size
    },
    async stop() {
      for (const ended of [...listeners.values()]) ended()
      listeners.clear()
      rest()
      await looking
    },
  }
}
