import type { CounterState } from '../signals/counters/counter-state.ts'

/** One shard of one counter, as it was when the copy began. */
export interface CopiedShard {
  readonly definition: string
  readonly shard: number
  readonly bytes: Uint8Array
}

/**
 * A copy of all counters as of one moment, made while they go on: a shard is copied when it is its turn, or just
 * before it changes. No piece of work is longer than copying one shard.
 */
export interface CounterCopy {
  /** To be called before a key's shard changes. */
  beforeChange(state: CounterState, keyHi: number, keyLo: number): void
  /** The next shards that are copied, about `most` of them; undefined when all were given. */
  next(most: number): CopiedShard[] | undefined
  /** Ends the copy; what was not given is let go. */
  end(): void
}

export function copyCounters(states: ReadonlyMap<string, CounterState>, ended: () => void): CounterCopy {
  const left = new Map<CounterState, { readonly definition: string; readonly shards: Set<number> }>()
  for (const [definition, state] of states)
    left.set(state, { definition, shards: new Set(Array.from({ length: state.shards }, (_, i) => i)) })
  let ready: CopiedShard[] = []

  function copy(state: CounterState, shard: number): void {
    const { definition, shards } = left.get(state)!
    shards.delete(shard)
    ready.push({ definition, shard, bytes: state.saveShard(shard) })
  }

  return {
    beforeChange(state, keyHi, keyLo) {
      const shard = state.shardOf(keyHi, keyLo)
      if (left.get(state)?.shards.has(shard)) copy(state, shard)
    },
    next(most) {
      for (const [state, { shards }] of left) {
        for (const shard of shards) {
          if (ready.length >= most) break
          copy(state, shard)
        }
        if (shards.size === 0) left.delete(state)
        if (ready.length >= most) break
      }
      const given = ready
      ready = []
      return given.length === 0 ? undefined : given
    },
    end() {
      left.clear()
      ended()
    },
  }
}
