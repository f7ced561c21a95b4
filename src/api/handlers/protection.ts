import { overlay, PROTECTION_DEFAULTS } from '../../review/protection/protection.ts'
import { laxerThan } from '../../review/protection/strictest.ts'
import type { MyProtection, OwnProtection, ProtectionReply } from '../contract/protection.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError } from '../problem-error.ts'
import { personOf } from '../review/find-job.ts'
import { protectionOf } from '../review/protection-of.ts'
import { invalid, worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows what the organisation says. */
export const protection: MakeHandler = (parts) => () => organisation(parts)

/** Takes what the organisation says. */
export const setProtection: MakeHandler = (parts) => async (request) => {
  if (request.grant!.worlds !== null) throw new ProblemError(worldNotAllowed(false))
  await orUnavailable(parts.protection.setOrganisation(request.body as OwnProtection, parts.clock.now()))
  return organisation(parts)
}

/** Shows what holds for whoever asks. */
export const ownProtection: MakeHandler = (parts) => async (request) =>
  mine(await protectionOf(parts, personOf(request).id))

/** Takes what somebody says for themselves. */
export const setOwnProtection: MakeHandler = (parts) => async (request) => {
  const person = personOf(request)
  const own = request.body as OwnProtection
  const before = await protectionOf(parts, person.id)
  const laxer = laxerThan(before.organisation, own)
  if (laxer.length > 0)
    throw new ProblemError(
      invalid(
        laxer.map((field) => ({
          ...{ field, problem: 'is laxer than what the organisation says' },
          wayOut: 'be as strict or stricter, or leave it out',
        })),
      ),
    )
  await orUnavailable(parts.protection.setOwn(person.id, own, parts.clock.now()))
  return mine(await protectionOf(parts, person.id))
}

async function organisation({ protection }: Pick<ServerParts, 'protection'>) {
  const said = (await orUnavailable(protection.organisation())) as OwnProtection
  return { said, protection: overlay(PROTECTION_DEFAULTS, said) } satisfies ProtectionReply
}

function mine({ organisation, own, protection }: Awaited<ReturnType<typeof protectionOf>>) {
  return { organisation, own: own as OwnProtection, protection } satisfies MyProtection
}
