import type { Pack } from '../pack/pack.ts'

/** Of a queue that the pack declares no more, in ms. */
const HOLD_MS = 600_000

/** How long a job of a queue is held for whoever took it, in ms. */
export function holdOf({ queues }: Pick<Pack, 'queues'>, queue: string): number {
  return queues.get(queue)?.holdMs ?? HOLD_MS
}
