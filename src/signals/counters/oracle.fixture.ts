import type { CounterSpec } from './counter-spec.ts'

interface Counted {
  readonly timeMs: number
  readonly a: number
  readonly b: number
}

interface OracleKey {
  events: Counted[]
  touched: number
}

/** Every event of every key in a list, and each value worked out from the list by its definition. */
export class Oracle {
  readonly keys = new Map<string, OracleKey>()
  clock = 0
  clockBegan = 0
  readonly spec: CounterSpec

  constructor(spec: CounterSpec) {
    this.spec = spec
  }

  tick(nowMs: number): void {
    this.clock = Math.max(this.clock, Math.floor(nowMs / 1000))
    this.clockBegan ||= this.clock
  }

  /** Events of a key, unless it has been idle for too long. */
  heldOf(key: string): Counted[] {
    const { windowMs, lateMs } = this.spec
    const held = this.keys.get(key)
    if (!held) return []
    const idle = this.clock - Math.max(held.touched, this.clockBegan)
    return idle >= Math.ceil((windowMs + lateMs + 60_000) / 1000) ? [] : held.events
  }

  newestOf(key: string): number {
    return Math.max(...this.heldOf(key).map((event) => event.timeMs))
  }

  count(key: string, timeMs: number, a: number, b: number): number {
    const { kind, windowMs, lateMs, self } = this.spec
    let events = this.heldOf(key)
    const newest = this.newestOf(key)
    if (timeMs < newest - lateMs) return Number.NaN
    if (kind === 'score' && timeMs - newest >= windowMs) events = []
    const event = { timeMs, a, b }
    const value = this.value(self ? [...events, event] : events, timeMs)
    this.keys.set(key, { events: [...events, event], touched: this.clock })
    return value
  }

  read(key: string, timeMs: number): number {
    return timeMs < this.newestOf(key) - this.spec.lateMs ? Number.NaN : this.value(this.heldOf(key), timeMs)
  }

  uncount(key: string, timeMs: number, a: number, b: number): void {
    const events = this.heldOf(key)
    const at = events.findLastIndex((event) => event.timeMs === timeMs && event.a === a && event.b === b)
    if (at >= 0) events.splice(at, 1)
  }

  value(events: readonly Counted[], timeMs: number): number {
    const { kind, windowMs, unitMs, halfLifeMs } = this.spec
    const past = events.filter((event) => event.timeMs <= timeMs).sort((x, y) => x.timeMs - y.timeMs)
    const within = past.filter((event) => event.timeMs > timeMs - windowMs)
    switch (kind) {
      case 'count':
        return within.length
      case 'rate':
        return (within.length * unitMs) / windowMs
      case 'distinct':
        return new Set(within.map(({ a, b }) => `${a} ${b}`)).size
      case 'sum':
        return within.reduce((sum, { a }) => sum + a, 0)
      case 'last':
        return within.at(-1)?.timeMs ?? Number.NaN
      case 'since':
        return timeMs - (within.at(-1)?.timeMs ?? Number.NaN)
      case 'first': {
        let first = Number.NaN
        let next = timeMs
        for (const event of past.reverse()) {
          if (next - event.timeMs >= windowMs) break
          first = event.timeMs
          next = event.timeMs
        }
        return first
      }
      case 'score': {
        const newest = Math.max(...events.map((event) => event.timeMs))
        if (timeMs - newest >= windowMs) return 0
        const at = Math.max(timeMs, newest)
        return events.reduce((sum, event) => sum + event.a * 2 ** (-(at - event.timeMs) / halfLifeMs), 0)
      }
    }
  }
}
