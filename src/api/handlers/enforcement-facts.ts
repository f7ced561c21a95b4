import type { Enforceable, EnforcementTally } from '../contract/acts.ts'
import { worldsOf } from '../enforcement/asked-worlds.ts'
import type { MakeHandler } from '../handler.ts'
import { viewEnforcements } from '../review/view-job.ts'
import { orUnavailable } from './stored-decision.ts'

/** Counts what is in force, and appeals. */
export const enforcementTally: MakeHandler = (parts) => async (request) => {
  const { inForce, appeals } = await orUnavailable(parts.enforcements.log.tally(worldsOf(request.grant!)))
  return {
    inForce: inForce.map(({ name, count }) => ({ enforcement: name, count })),
    appeals,
  } satisfies EnforcementTally
}

/** Lists what may be enforced. */
export const enforceable: MakeHandler = (parts) => (request) => {
  const { pack } = parts.engine.ruleset
  const { worlds } = request.grant!
  return {
    enforcements: viewEnforcements(pack),
    policies: [...pack.policies.values()].map(({ id, title, severity }) => ({
      ...{ id, title: { ...title }, severity },
    })),
    worlds: pack.worlds.filter((world) => worlds === null || worlds.has(world)),
    allWorlds: worlds === null,
  } satisfies Enforceable
}
