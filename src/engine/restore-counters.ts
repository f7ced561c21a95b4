import type { DecisionId } from '../core/id.ts'
import type { Counter } from '../pack/pack.ts'
import type { IrName } from '../rules/ir.ts'
import { fillCounters } from './fill-counters.ts'
import type { LiveMemory } from './live-memory.ts'
import type { CounterSnapshots, PastEvents } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

export interface RestoreParts {
  readonly memory: LiveMemory
  readonly ruleset: Ruleset
  readonly snapshots: CounterSnapshots
  readonly past: PastEvents
  readonly nowMs: number
  readonly progress?: (events: number) => void
}

export interface Restored {
  /** Counters taken from the snapshot, and those counted anew. */
  readonly loaded: number
  readonly recounted: number
  /** Events counted from the store. */
  readonly events: number
  /** What was wrong with the snapshot, in words; the counters were then counted anew. */
  readonly problem?: string
}

/** Brings the counters to what they were: from the latest snapshot and the events after it, or from all events. */
export async function restoreCounters(parts: RestoreParts): Promise<Restored> {
  const { memory, ruleset, snapshots } = parts
  const counters = [...ruleset.pack.counters.values()]
  if (counters.length === 0) return { loaded: 0, recounted: 0, events: 0 }
  memory.adopt(ruleset)
  const loaded = new Set<string>()
  let upTo: DecisionId | undefined
  let problem: string | undefined
  try {
    upTo = await snapshots.load((definition, shard, bytes) => {
      const state = memory.states.get(definition)
      if (state === undefined) return
      state.loadShard(shard, bytes)
      loaded.add(definition)
    })
  } catch (fault) {
    problem = fault instanceof Error ? fault.message : 'the snapshot cannot be read'
    loaded.clear()
  }
  if (upTo === undefined) loaded.clear()
  // One that is counted anew must find those that it reads as they were then, so these are counted anew as well.
  for (const counter of counters.toReversed())
    if (!loaded.has(counter.definition))
      for (const other of countersRead(counter)) loaded.delete(ruleset.pack.counters.get(other)!.definition)
  for (const { definition } of counters) if (!loaded.has(definition)) memory.renew(definition)
  const events = await fillCounters({
    ...parts,
    ...(upTo === undefined ? {} : { filled: { definitions: loaded, upTo } }),
  })
  const recounted = counters.filter(({ definition }) => !loaded.has(definition)).length
  return {
    loaded: counters.length - recounted,
    recounted,
    events,
    ...(problem === undefined ? {} : { problem }),
  }
}

/** Names of the counters that a counter's condition reads. */
function countersRead({ bindings }: Counter): string[] {
  const isCounter = ([, { read }]: [string, IrName]) => read.kind === 'signal' && read.counter === true
  return [...bindings.values()].flatMap(({ counts }) =>
    Object.entries(counts?.where?.names ?? {})
      .filter(isCounter)
      .map(([name]) => name),
  )
}
