import { type Capability, type KeyScope, ROLE_CAPABILITIES, SCOPE_CAPABILITIES } from './capability.ts'
import type { Person } from './person.ts'

/** What somebody may do: what their role says, but to see the content of many events only when cleared for all of it. */
export function personCapabilities({
  role,
  skills,
}: Pick<Person, 'role' | 'skills'>): ReadonlySet<Capability> {
  const cleared = skills.clearance === 'S0'
  return new Set(ROLE_CAPABILITIES[role].filter((capability) => cleared || capability !== 'content.bulk'))
}

/**
 * What a key may do: what its scopes say, and when it speaks for a person, of that what the person may. The scope
 * `person` stands for all of that, and for nothing where there is no person.
 */
export function keyCapabilities(
  scopes: readonly KeyScope[],
  person: Pick<Person, 'role' | 'skills'> | undefined,
): ReadonlySet<Capability> {
  const own = person === undefined ? undefined : personCapabilities(person)
  const ofScopes = scopes.flatMap((scope) =>
    scope === 'person' ? [...(own ?? [])] : SCOPE_CAPABILITIES[scope],
  )
  return new Set(own === undefined ? ofScopes : ofScopes.filter((capability) => own.has(capability)))
}
