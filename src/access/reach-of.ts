import type { Gift } from './beyond.ts'
import { personCapabilities } from './key-capabilities.ts'
import type { UserRecord } from './ports.ts'

/** What somebody has, as a gift: whoever has as much may change them, and make others the same. */
export function reachOf({ role, worlds, skills }: Pick<UserRecord, 'role' | 'worlds' | 'skills'>): Gift {
  return { capabilities: personCapabilities({ role, skills }), worlds, clearance: skills.clearance }
}
