/** Events for counters: who did something to whom, in order of time. */
export interface CounterWorld {
  /** By event, the key's index and the member's index. */
  readonly keys: Uint32Array
  readonly members: Uint32Array
  readonly timesMs: Float64Array
  /** How many ids the indexes stand for. */
  readonly idCount: number
}

/** The ids of a world, made anew: whoever holds a million strings makes every garbage collection a long one. */
export function idsOf({ idCount }: CounterWorld): string[] {
  return Array.from({ length: idCount }, (_, i) => `account:${i}`)
}

const START_MS = Date.UTC(2026, 0, 1)

/** `events` events over `ids` ids, evenly spread over keys, members and `spanMs` of time from `fromMs` on. */
export function makeCounterWorld(events: number, ids: number, fromMs: number, spanMs: number): CounterWorld {
  let state = 0x9e3779b9 ^ (fromMs + 1)
  const next = (below: number) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
  const keys = new Uint32Array(events)
  const members = new Uint32Array(events)
  const timesMs = new Float64Array(events)
  for (let i = 0; i < events; i++) {
    keys[i] = next(ids)
    members[i] = next(ids)
    timesMs[i] = START_MS + fromMs + Math.floor((i * spanMs) / events)
  }
  return { keys, members, timesMs, idCount: ids }
}
