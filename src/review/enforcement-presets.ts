/** Whom a job is about, as a reviewer sees it. */
export interface Concerned {
  readonly actor: string | null
  readonly target: string | null
  readonly session: string | null
  /** The entity that is judged; null: an event is. */
  readonly entity: string | null
}

export type PresetOn = 'actor' | 'target' | 'session' | 'item'

/** An enforcement that a reviewer may choose with one key, and whom it would fall on. */
export interface Preset<One> {
  readonly enforcement: One
  readonly on: PresetOn
  readonly target: string
}

/**
 * The enforcements that fit a job, each on whom it is meant for: the first of actor, item, target and session that is of
 * the kind on which it acts. What fits nobody of the job is not offered.
 */
export function enforcementPresets<One extends { readonly on: string | null }>(
  job: Concerned,
  allowed: readonly One[],
): Preset<One>[] {
  const whom: readonly (readonly [PresetOn, string | null])[] = [
    ['actor', job.actor],
    ['item', job.entity],
    ['target', job.target],
    ['session', job.session],
  ]
  return allowed.flatMap((enforcement) => {
    const found = whom.find(
      ([, entity]) => entity !== null && (enforcement.on === null || entity.startsWith(`${enforcement.on}:`)),
    )
    return found === undefined ? [] : [{ enforcement, on: found[0], target: found[1]! }]
  })
}
