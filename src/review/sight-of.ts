import type { Person } from '../access/person.ts'
import type { Severity } from '../core/severity.ts'
import type { Pack } from '../pack/pack.ts'
import type { Sight } from './jobs/ports.ts'

/** What `maySee` says, as a condition that the database can keep to. */
export function sightOf(
  asker: { readonly worlds: ReadonlySet<string> | null; readonly person: Person | undefined },
  { queues }: Pick<Pack, 'queues'>,
): Sight {
  const gravest: Severity = asker.person?.skills.clearance ?? 'S0'
  const hidden = [...queues.values()].filter(
    ({ clearance }) => clearance !== undefined && gravest > clearance,
  )
  return {
    worlds: asker.worlds && [...asker.worlds],
    gravest,
    hidden: hidden.map(({ name }) => name),
    // See queue-sight.ts: what lies in a queue that is no more is for those cleared for everything.
    known: gravest === 'S0' ? null : [...queues.keys()],
  }
}
