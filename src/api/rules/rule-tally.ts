import type { Decision } from '../../core/decision.ts'
import { VERDICT_RANK } from '../../core/verdict.ts'
import { type CountedMinute, countsOf, firingsIn, giveBack, mapIn } from './counted-minute.ts'
import type { RuleHours } from './ports.ts'

const MINUTE_MS = 60_000
/** Counts by the hour are kept so long, in hours: what anomalies are told by, and a week more. */
const KEPT_HOURS = 35 * 24
/** Counts by the minute are kept so long, in minutes. */
export const KEPT_MINUTES = 8 * 24 * 60

/** Counts what is decided and what each rule does, and adds it to what is kept by the minute and by the hour. */
export interface RuleTally {
  decided(decision: Decision): void
  /** Adds what was counted since the last time; what cannot be added now is kept for the next. Rejects with `Unavailable`. */
  flush(nowMs: number): Promise<void>
}

/** A tally in memory: what was counted in the last seconds is lost when the process is killed, and only that. */
export function ruleTally(kept: Pick<RuleHours, 'add' | 'forget'>): RuleTally {
  let minutes = new Map<number, CountedMinute>()
  let current: CountedMinute | undefined
  /** `2026-11-23T09:41`, the minute that `current` stands for: told without reading the time. */
  let prefix = ''
  let forgotten = 0
  let flushing: Promise<void> = Promise.resolve()

  function minuteOf({ receivedAt }: Decision): CountedMinute {
    if (current !== undefined && receivedAt.startsWith(prefix)) return current
    const minute = Math.floor(Date.parse(receivedAt) / MINUTE_MS)
    prefix = receivedAt.slice(0, 16)
    current = minutes.get(minute)
    if (current === undefined) {
      current = { rules: new Map(), events: new Map() }
      minutes.set(minute, current)
    }
    return current
  }

  async function flushNow(nowMs: number): Promise<void> {
    const taken = minutes
    minutes = new Map()
    current = undefined
    try {
      const counts = countsOf(taken)
      if (counts.events.length > 0) await kept.add(counts)
    } catch (fault) {
      giveBack(taken, minutes)
      current = undefined
      throw fault
    }
    const minute = Math.floor(nowMs / MINUTE_MS)
    const hour = Math.floor(minute / 60)
    if (hour === forgotten) return
    await kept.forget(hour - KEPT_HOURS, minute - KEPT_MINUTES)
    forgotten = hour
  }

  return {
    decided(decision) {
      const { type, world, reasons, shadow, unknown } = decision
      const { rules, events } = minuteOf(decision)
      const worlds = mapIn(events, type)
      let verdicts = worlds.get(world)
      if (verdicts === undefined) {
        verdicts = [0, 0, 0, 0, 0]
        worlds.set(world, verdicts)
      }
      verdicts[VERDICT_RANK[decision.verdict]]!++
      if (reasons.length + shadow.length + unknown.length === 0) return
      const firings = mapIn(rules, world)
      for (const { rule, policy } of reasons) {
        const counts = firingsIn(firings, rule)
        counts.policy = policy
        counts.fired++
      }
      for (const { rule, policy } of shadow) {
        const counts = firingsIn(firings, rule)
        counts.policy = policy
        counts.shadow++
      }
      for (const { rule } of unknown) firingsIn(firings, rule).unknown++
    },
    flush(nowMs) {
      const mine = flushing.then(() => flushNow(nowMs))
      flushing = mine.catch(() => {})
      return mine
    },
  }
}
