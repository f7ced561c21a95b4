import { type CounterWorld, idsOf } from './counter-world.ts'

/** Counts event by event over a sliding window; returns the sum of the values, by which engines are compared. */
export type CountAll = (world: CounterWorld) => number

/** Exact distinct count as one would write it: by key a Map from each member to when it was last seen. */
export function mapOfMaps(windowMs: number): CountAll {
  const held = new Map<string, Map<string, number>>()
  return (world) => {
    const { keys, members, timesMs } = world
    const ids = idsOf(world)
    let sum = 0
    for (let i = 0; i < keys.length; i++) {
      const key = ids[keys[i]!]!
      const timeMs = timesMs[i]!
      let seen = held.get(key)
      if (!seen) {
        seen = new Map()
        held.set(key, seen)
      }
      // A Map keeps the order of insertion: the member that was seen longest ago comes first.
      for (const [member, lastMs] of seen) {
        if (lastMs > timeMs - windowMs) break
        seen.delete(member)
      }
      const member = ids[members[i]!]!
      seen.delete(member)
      seen.set(member, timeMs)
      sum += seen.size
    }
    return sum
  }
}

/** Exact count as one would write it: by key an array of times. */
export function mapOfArrays(windowMs: number): CountAll {
  const held = new Map<string, number[]>()
  return (world) => {
    const { keys, timesMs } = world
    const ids = idsOf(world)
    let sum = 0
    for (let i = 0; i < keys.length; i++) {
      const key = ids[keys[i]!]!
      const timeMs = timesMs[i]!
      let times = held.get(key)
      if (!times) {
        times = []
        held.set(key, times)
      }
      while (times.length > 0 && times[0]! <= timeMs - windowMs) times.shift()
      times.push(timeMs)
      sum += times.length
    }
    return sum
  }
}
