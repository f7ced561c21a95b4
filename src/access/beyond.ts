import type { Severity } from '../core/severity.ts'
import type { Capability } from './capability.ts'
import type { Person } from './person.ts'

/** Somebody who gives: a key, or a person. */
export interface Giver {
  readonly worlds: ReadonlySet<string> | null
  readonly person: Person | undefined
  may(capability: Capability): boolean
}

/** What is to be given. */
export interface Gift {
  readonly capabilities: Iterable<Capability>
  readonly worlds: Iterable<string> | null
  /** Undefined: content is seen as machines see it. */
  readonly clearance: Severity | undefined
}

/**
 * In what a gift goes beyond its giver: nobody gives more than they have. Machines are held to their worlds and
 * capabilities; a person, also to their clearance, and what is given to a machine has all of it.
 */
export function beyond(giver: Giver, gift: Gift): 'capability' | 'worlds' | 'clearance' | undefined {
  for (const capability of gift.capabilities) if (!giver.may(capability)) return 'capability'
  const { worlds, person } = giver
  if (worlds !== null) {
    if (gift.worlds === null) return 'worlds'
    for (const world of gift.worlds) if (!worlds.has(world)) return 'worlds'
  }
  // "S0" < "S1": the smaller, the graver.
  if (person !== undefined && person.skills.clearance > (gift.clearance ?? 'S0')) return 'clearance'
  return undefined
}
