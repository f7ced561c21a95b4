import type { Pack, Queue } from '../pack/pack.ts'

/** Stands in for the queue of a pack that has none, so that no job is ever without one. */
const NONE: Queue = {
  name: 'default',
  description: '',
  isDefault: true,
  clearance: undefined,
  languages: undefined,
  serviceLevelMs: 24 * 3_600_000,
  doublesMs: 6 * 3_600_000,
  holdMs: 600_000,
  enforcements: undefined,
  second: 0,
  golden: 0,
}

/** The queue of that name; where the pack has none, the one that takes what nothing routes. */
export function queueOf({ queues }: Pick<Pack, 'queues'>, name: string | undefined): Queue {
  const named = name === undefined ? undefined : queues.get(name)
  if (named !== undefined) return named
  for (const queue of queues.values()) if (queue.isDefault) return queue
  return queues.values().next().value ?? NONE
}
