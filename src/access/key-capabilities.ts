import { type Capability, type KeyScope, ROLE_CAPABILITIES, SCOPE_CAPABILITIES } from './capability.ts'
import type { Person } from './person.ts'

/**
 * What a key may do: what its scopes say, and when it speaks for a person, of that what their role says. The scope
 * `person` stands for all that the role may, and for nothing where there is no person.
 */
export function keyCapabilities(
  scopes: readonly KeyScope[],
  person: Person | undefined,
): ReadonlySet<Capability> {
  const ofRole = new Set(person === undefined ? [] : ROLE_CAPABILITIES[person.role])
  const ofScopes = scopes.flatMap((scope) => (scope === 'person' ? [...ofRole] : SCOPE_CAPABILITIES[scope]))
  return new Set(person === undefined ? ofScopes : ofScopes.filter((capability) => ofRole.has(capability)))
}
