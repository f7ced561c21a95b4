import type { DecisionId } from '../core/id.ts'
import type { Engine } from './engine.ts'
import type { CounterSnapshots } from './ports.ts'

/** Shards copied in one piece, between which events are judged: each takes well under a millisecond. */
const SHARDS_AT_ONCE = 4

export interface SnapshotParts {
  readonly engine: Engine
  readonly snapshots: CounterSnapshots
  /** Lets other work go on. */
  readonly pause: () => Promise<void>
}

/**
 * Writes a snapshot of all counters as they stand at the latest event, while events go on. False when there was
 * nothing to write, or when something counted was taken back meanwhile: then the latest snapshot stays. Rejects when
 * it cannot be written.
 */
export async function takeSnapshot({ engine, snapshots, pause }: SnapshotParts): Promise<boolean> {
  const { memory } = engine
  const upTo: DecisionId | undefined = engine.lastId
  if (upTo === undefined || memory.states.size === 0) return false
  const takenBack = memory.takenBack
  // Before anything waits: the copy and the id must be of one moment.
  const copy = memory.copy()
  let writer: Awaited<ReturnType<CounterSnapshots['begin']>> | undefined
  try {
    writer = await snapshots.begin(upTo)
    for (let shards = copy.next(SHARDS_AT_ONCE); shards !== undefined; shards = copy.next(SHARDS_AT_ONCE)) {
      for (const { definition, shard, bytes } of shards) await writer.add(definition, shard, bytes)
      await pause()
    }
    await engine.whenSettled()
    if (memory.takenBack !== takenBack) {
      await writer.abort()
      return false
    }
    await writer.commit()
    return true
  } catch (fault) {
    await writer?.abort().catch(() => {})
    throw fault
  } finally {
    copy.end()
  }
}
