import type { Severity } from '../../core/severity.ts'
import type { EnforcementRecord } from '../../enforcement/ports.ts'
import { maySee } from '../../review/may-see.ts'
import type { Enforcement } from '../contract/enforcements.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { wireEnforcement } from './wire.ts'

/**
 * Enforcements as the asker sees them. Why somebody did it may tell what was said: it is for those cleared for the
 * policy that it stands on, as the live pack has it, and a look at S0 is noted.
 */
export async function showEnforcements(
  { engine, noteSight }: Pick<ServerParts, 'engine' | 'noteSight'>,
  grant: Grant,
  found: readonly EnforcementRecord[],
): Promise<Enforcement[]> {
  const { policies } = engine.ruleset.pack
  // A policy that is no more may have been of any gravity.
  const severityOf = (policy: string): Severity => policies.get(policy.split('@', 1)[0]!)?.severity ?? 'S0'
  const reads = (policy: string) =>
    maySee(
      { worlds: null, person: grant.person },
      { world: '', severity: severityOf(policy), clearance: undefined },
    )
  const gravest = found.filter(({ causes }) =>
    causes.some(({ reason, policy }) => reason !== undefined && severityOf(policy) === 'S0' && reads(policy)),
  )
  if (gravest.length > 0)
    await orUnavailable(
      noteSight(
        grant,
        'enforcement',
        gravest.map(({ id }) => id),
      ),
    )
  return found.map((one) => {
    const shown = wireEnforcement(one)
    return {
      ...shown,
      causes: shown.causes.map((cause) => ({ ...cause, reason: reads(cause.policy) ? cause.reason : null })),
    }
  })
}
