/** What stands between a bad model and force, beside the gates. */
export type Wall = 'registry' | 'tripwires' | 'probation'

/** Walls that are taken away, to see that each is one: gates by name count as passed, whatever they said. */
export interface TakenAway {
  readonly gates: ReadonlySet<string>
  readonly walls: ReadonlySet<Wall>
}

export const NOTHING: TakenAway = { gates: new Set(), walls: new Set() }
