import type { Decision } from '../../core/decision.ts'
import type { HourCounts, RuleHours } from '../ports.ts'

const HOUR_MS = 3_600_000
/** Counts are kept so long, in hours: what anomalies are told by, and a week more. */
const KEPT_HOURS = 35 * 24

/** Counts what each rule does, and adds it to what is kept by the hour. */
export interface RuleTally {
  decided(decision: Decision): void
  /** Adds what was counted since the last time; what cannot be added now is kept for the next. Rejects with `Unavailable`. */
  flush(nowMs: number): Promise<void>
}

interface Counts {
  fired: number
  shadow: number
  unknown: number
}

interface Hour {
  readonly rules: Map<string, Counts>
  /** Events by type and world. */
  readonly events: Map<string, Map<string, number>>
}

/** A tally in memory: what was counted in the last seconds is lost when the process is killed, and only that. */
export function ruleTally(kept: RuleHours): RuleTally {
  let hours = new Map<number, Hour>()
  let current: Hour | undefined
  /** `2026-11-23T09`, the hour that `current` stands for: told without reading the time. */
  let prefix = ''
  let forgotten = 0
  let flushing: Promise<void> = Promise.resolve()

  function hourOf({ receivedAt }: Decision): Hour {
    if (current !== undefined && receivedAt.startsWith(prefix)) return current
    const hour = Math.floor(Date.parse(receivedAt) / HOUR_MS)
    prefix = receivedAt.slice(0, 13)
    current = hours.get(hour)
    if (current === undefined) {
      current = { rules: new Map(), events: new Map() }
      hours.set(hour, current)
    }
    return current
  }

  async function flushNow(nowMs: number): Promise<void> {
    const taken = hours
    hours = new Map()
    current = undefined
    try {
      const counts = countsOf(taken)
      if (counts.events.length > 0) await kept.add(counts)
    } catch (fault) {
      giveBack(taken, hours)
      current = undefined
      throw fault
    }
    const now = Math.floor(nowMs / HOUR_MS)
    if (now === forgotten) return
    await kept.forget(now - KEPT_HOURS)
    forgotten = now
  }

  return {
    decided(decision) {
      const { rules, events } = hourOf(decision)
      const worlds = events.get(decision.type)
      if (worlds === undefined) events.set(decision.type, new Map([[decision.world, 1]]))
      else worlds.set(decision.world, (worlds.get(decision.world) ?? 0) + 1)
      for (const { rule } of decision.reasons) countsIn(rules, rule).fired++
      for (const { rule } of decision.shadow) countsIn(rules, rule).shadow++
      for (const { rule } of decision.unknown) countsIn(rules, rule).unknown++
    },
    flush(nowMs) {
      const mine = flushing.then(() => flushNow(nowMs))
      flushing = mine.catch(() => {})
      return mine
    },
  }
}

function countsIn(rules: Map<string, Counts>, rule: string): Counts {
  let counts = rules.get(rule)
  if (counts === undefined) {
    counts = { fired: 0, shadow: 0, unknown: 0 }
    rules.set(rule, counts)
  }
  return counts
}

function countsOf(hours: ReadonlyMap<number, Hour>): HourCounts {
  const rules = []
  const all = []
  for (const [hour, one] of hours) {
    for (const [rule, counts] of one.rules) rules.push({ hour, rule, ...counts })
    for (const [type, worlds] of one.events)
      for (const [world, events] of worlds) all.push({ hour, type, world, events })
  }
  return { rules, events: all }
}

/** Adds what could not be written to what has been counted meanwhile. */
function giveBack(taken: ReadonlyMap<number, Hour>, hours: Map<number, Hour>): void {
  for (const [hour, { rules, events }] of taken) {
    const there = hours.get(hour)
    if (there === undefined) {
      hours.set(hour, { rules, events })
      continue
    }
    for (const [rule, { fired, shadow, unknown }] of rules) {
      const counts = countsIn(there.rules, rule)
      counts.fired += fired
      counts.shadow += shadow
      counts.unknown += unknown
    }
    for (const [type, worlds] of events) {
      const known = there.events.get(type)
      if (known === undefined) there.events.set(type, worlds)
      else for (const [world, count] of worlds) known.set(world, (known.get(world) ?? 0) + count)
    }
  }
}
