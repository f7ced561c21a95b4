import type { AppealRecord } from '../../enforcement/ports.ts'
import { maySee } from '../../review/may-see.ts'
import type { AppealWithText } from '../contract/enforcements.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { wireAppeal } from './wire.ts'

/** Appeals with what was said, where the asker is cleared for it; a look at S0 is noted. */
export async function showAppeals(
  { noteSight }: Pick<ServerParts, 'noteSight'>,
  grant: Grant,
  found: readonly AppealRecord[],
): Promise<AppealWithText[]> {
  const appeals = found.map((one): AppealWithText => {
    const { severity, world } = one
    // Of worlds is decided already.
    const seen = maySee(
      { worlds: null, person: grant.person },
      { world: world ?? '', severity, clearance: undefined },
    )
    return { ...wireAppeal(one), severity, text: (seen ? one.text : undefined) ?? null }
  })
  const gravest = appeals.filter(({ severity, text }) => severity === 'S0' && text !== null)
  if (gravest.length > 0)
    await orUnavailable(
      noteSight(
        grant,
        'appeal',
        gravest.map(({ id }) => id),
      ),
    )
  return appeals
}
