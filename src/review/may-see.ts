import type { Person } from '../access/person.ts'
import type { Severity } from '../core/severity.ts'

/** What decides who may see a job, and the content that it is about. */
export interface Guarded {
  readonly world: string
  /** The gravest that it ever had. */
  readonly severity: Severity
  /** What its queue asks for now; undefined: nothing beyond the severity. */
  readonly clearance: Severity | undefined
}

/**
 * Whether a job may be seen: by its own severity first, which no move and no change of a queue lowers, then by what
 * the queue asks for. Machines (`person` undefined) are held to their worlds alone.
 */
export function maySee(
  asker: { readonly worlds: ReadonlySet<string> | null; readonly person: Person | undefined },
  { world, severity, clearance }: Guarded,
): boolean {
  if (asker.worlds !== null && !asker.worlds.has(world)) return false
  const { person } = asker
  if (person === undefined) return true
  // "S0" < "S1": the smaller, the graver.
  return (
    person.skills.clearance <= severity && (clearance === undefined || person.skills.clearance <= clearance)
  )
}
