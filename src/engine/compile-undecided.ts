import type { Effect } from '../core/effect.ts'
import type { EventType, Pack } from '../pack/pack.ts'

/** The job that an event of this type opens when it is held only since rules could not be decided; undefined: none. */
export function compileUndecided({ review, policies }: Pack, { name }: EventType): Effect | undefined {
  const found = review.undecided.find(({ on }) => on?.includes(name) ?? true)
  if (found === undefined) return undefined
  const { queue, asks } = found
  return { kind: 'job', rule: 'undecided', policy: `${asks}@${policies.get(asks)!.version}`, queue }
}
