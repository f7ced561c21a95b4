import type { Severity } from '../core/severity.ts'
import type { Pack } from '../pack/pack.ts'

/**
 * The clearance that a queue asks for now. A queue that the pack declares no more may have asked for any: only those
 * cleared for everything see what is left in it, and can move it.
 */
export function clearanceOf({ queues }: Pick<Pack, 'queues'>, queue: string): Severity | undefined {
  const declared = queues.get(queue)
  return declared === undefined ? 'S0' : declared.clearance
}
