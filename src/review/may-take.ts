import type { Person } from '../access/person.ts'
import type { Severity } from '../core/severity.ts'
import type { Pack } from '../pack/pack.ts'
import type { Lane } from './jobs/ports.ts'
import { maySee } from './may-see.ts'
import { clearanceOf } from './queue-sight.ts'

/** Who asks for jobs. */
export interface Taker {
  readonly worlds: ReadonlySet<string> | null
  readonly person: Person
  readonly mayAdjudicate: boolean
  /** Severities of which they have seen enough for now; not there: none. */
  readonly barred?: readonly Severity[]
}

/**
 * Whether the jobs of a lane may be given to somebody: seen by them, within their skills, in a language that they and
 * the queue read, not judged by them before, and a disagreement only to those who may settle it.
 */
export function mayTake(
  { worlds, person, mayAdjudicate, barred }: Taker,
  pack: Pick<Pack, 'queues'>,
  lane: Omit<Lane, 'id' | 'top'>,
): boolean {
  const { queue, severity, world, language, family, excluded, stage } = lane
  if (!maySee({ worlds, person }, { world, severity, clearance: clearanceOf(pack, queue) })) return false
  if (barred?.includes(severity)) return false
  if (stage === 'adjudication' && !mayAdjudicate) return false
  if (excluded.includes(person.id)) return false
  const { families, languages } = person.skills
  if (families !== null && !families.includes(family)) return false
  if (languages === null) return true
  const wanted = pack.queues.get(queue)?.languages
  if (wanted !== undefined && !wanted.some((one) => languages.includes(one))) return false
  return language === undefined || languages.includes(language)
}
