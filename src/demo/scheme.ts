import type { Draft } from './event-of.ts'
import type { Random } from './random.ts'
import type { World } from './world.ts'

/** One event of a scheme, so many ms after its first. */
export interface Step {
  readonly afterMs: number
  readonly draft: Draft
}

/**
 * Something that takes many events, most of which look like nothing each on its own. Draws all of them; the first
 * step is at 0 ms.
 */
export type BeginScheme = (random: Random, world: World, startMs: number) => Step[]

export interface Scheme {
  readonly begin: BeginScheme
  /** Its share among the events of its kind, in the units of ROLE_WEIGHTS. */
  readonly weight: number
  /** Events that it has on average; of a harmful one, those that violate. */
  readonly size: number
}
