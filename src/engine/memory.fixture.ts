import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { PackFiles } from '../pack/pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import type { Engine, Judged } from './engine.ts'
import type { CounterSnapshots, PastEvent, PastEvents } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

/** The small pack with these files put over it, compiled. Throws with what is wrong. */
export function rulesetOf(over: PackFiles): Ruleset {
  const { pack, diagnostics } = checkPack({ ...SMALL_PACK, ...over })
  if (pack === undefined) throw new Error(JSON.stringify(diagnostics, undefined, 1))
  return compileRuleset(pack)
}

/** A store in memory of what was judged, as `PastEvents` reads it. */
export interface KeptEvents extends PastEvents {
  readonly events: PastEvent[]
}

export function keptEvents(): KeptEvents {
  const events: PastEvent[] = []
  return {
    events,
    last: async () =>
      events
        .map(({ id }) => id)
        .sort()
        .at(-1),
    after: async (id, fromMs, limit) =>
      events
        .filter((one) => (id === undefined || one.id > id) && one.receivedAt >= fromMs)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit),
  }
}

/** Judges an event whose pack has no dear signals, and stores it. */
export function judged(
  engine: Engine,
  event: Event,
  kept?: KeptEvents,
  stored = true,
): Extract<Judged, { ok: true }> {
  const result = engine.judge(event) as Judged
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  result.settled(stored)
  if (stored) {
    const { decision, receivedAt } = result.decision
    kept?.events.push({ id: decision, event, receivedAt: Date.parse(receivedAt) })
  }
  return result
}

/** Snapshots in memory. */
export function snapshotsInMemory(): CounterSnapshots & { saved: number } {
  type Shards = { definition: string; shard: number; bytes: Uint8Array }[]
  let latest: { upTo: DecisionId; shards: Shards } | undefined
  const made = {
    saved: 0,
    async load(take: (definition: string, shard: number, bytes: Uint8Array) => void) {
      for (const { definition, shard, bytes } of latest?.shards ?? []) take(definition, shard, bytes)
      return latest?.upTo
    },
    async begin(upTo: DecisionId) {
      const shards: Shards = []
      return {
        async add(definition: string, shard: number, bytes: Uint8Array) {
          shards.push({ definition, shard, bytes: bytes.slice() })
        },
        async commit() {
          latest = { upTo, shards }
          made.saved++
        },
        async abort() {},
      }
    },
  }
  return made
}
