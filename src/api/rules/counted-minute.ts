import type { HourCounts } from './ports.ts'

/** What a rule did in a minute, in a world. */
export interface Firings {
  /** The policy's id as its latest reason named it, with the version; empty: it never fired. */
  policy: string
  fired: number
  shadow: number
  unknown: number
}

/** What was counted in a minute. */
export interface CountedMinute {
  /** By world and rule. */
  readonly rules: Map<string, Map<string, Firings>>
  /** Events by type and world: a number for each verdict, in their order. */
  readonly events: Map<string, Map<string, number[]>>
}

export function firingsIn(rules: Map<string, Firings>, rule: string): Firings {
  let firings = rules.get(rule)
  if (firings === undefined) {
    firings = { policy: '', fired: 0, shadow: 0, unknown: 0 }
    rules.set(rule, firings)
  }
  return firings
}

/** Adds what could not be written to what has been counted meanwhile. */
export function giveBack(
  taken: ReadonlyMap<number, CountedMinute>,
  minutes: Map<number, CountedMinute>,
): void {
  for (const [minute, { rules, events }] of taken) {
    const there = minutes.get(minute)
    if (there === undefined) {
      minutes.set(minute, { rules, events })
      continue
    }
    for (const [world, byRule] of rules) {
      const known = mapIn(there.rules, world)
      for (const [rule, { policy, fired, shadow, unknown }] of byRule) {
        const firings = firingsIn(known, rule)
        if (firings.policy === '') firings.policy = policy
        firings.fired += fired
        firings.shadow += shadow
        firings.unknown += unknown
      }
    }
    for (const [type, worlds] of events) {
      const known = mapIn(there.events, type)
      for (const [world, verdicts] of worlds) addTo(known, world, verdicts)
    }
  }
}

/** The counts to add, by the minute and by the hour. */
export function countsOf(minutes: ReadonlyMap<number, CountedMinute>): HourCounts {
  const firings = []
  const events = []
  const rules = new Map<string, { hour: number; rule: string } & Omit<Firings, 'policy'>>()
  const hours = new Map<string, { hour: number; type: string; world: string; events: number }>()
  for (const [minute, one] of minutes) {
    const hour = Math.floor(minute / 60)
    for (const [world, byRule] of one.rules)
      for (const [rule, { policy, fired, shadow, unknown }] of byRule) {
        if (fired + shadow > 0)
          firings.push({ minute, world, rule, policy: policy.split('@')[0]!, fired, shadow })
        const key = `${hour} ${rule}`
        const sums = rules.get(key) ?? { hour, rule, fired: 0, shadow: 0, unknown: 0 }
        sums.fired += fired
        sums.shadow += shadow
        sums.unknown += unknown
        rules.set(key, sums)
      }
    for (const [type, worlds] of one.events)
      for (const [world, verdicts] of worlds) {
        events.push({ minute, world, type, verdicts })
        const key = JSON.stringify([hour, type, world])
        const sums = hours.get(key) ?? { hour, type, world, events: 0 }
        for (const count of verdicts) sums.events += count
        hours.set(key, sums)
      }
  }
  return { rules: [...rules.values()], events: [...hours.values()], minutes: { events, firings } }
}

export function mapIn<Key, Value>(maps: Map<string, Map<Key, Value>>, key: string): Map<Key, Value> {
  let map = maps.get(key)
  if (map === undefined) {
    map = new Map()
    maps.set(key, map)
  }
  return map
}

function addTo(sums: Map<string, number[]>, key: string, counts: readonly number[]): void {
  const known = sums.get(key)
  sums.set(key, known === undefined ? [...counts] : known.map((count, i) => count + counts[i]!))
}
