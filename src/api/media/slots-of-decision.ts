import type { DecisionId } from '../../core/id.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { maySee } from '../../review/may-see.ts'
import type { MediaId } from '../../signals/media/media-host.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { slotsUsed } from './slots-used.ts'

/**
 * The slot profiles that a decision held a file against. Undefined where that is not known any more, the decision is about
 * another file, or the asker may not see it: no answer tells these apart.
 */
export async function slotsOfDecision(
  { decisions, recorded }: Pick<ServerParts, 'decisions' | 'recorded'>,
  grant: Grant,
  id: DecisionId,
  media: MediaId,
): Promise<ReadonlySet<string> | undefined> {
  if (!grant.may('read') && !grant.may('job.read')) return undefined
  const stored = await orUnavailable(decisions.get(id))
  if (stored?.event === undefined || !Object.values(stored.event.data).includes(media)) return undefined
  const { decision, event } = stored
  const about = { world: decision.world, severity: gravestOf(decision), clearance: undefined }
  if (!maySee(grant, about)) return undefined
  const ruleset = await orUnavailable(recorded(decision.ruleset))
  return ruleset && slotsUsed(ruleset, event, decision)
}
