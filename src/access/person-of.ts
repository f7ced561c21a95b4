import type { Person } from './person.ts'
import type { UserRecord } from './ports.ts'

/** The person of a record. */
export function personOf({ id, name, role, worlds, skills }: UserRecord): Person {
  return { id, name, role, worlds: worlds && new Set(worlds), skills }
}
