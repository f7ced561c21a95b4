import { modeText } from '../../pack/diff/facets.ts'
import type { RulesetReply } from '../contract/service.ts'
import type { MakeHandler } from '../handler.ts'

/** Shows the ruleset that judges now. */
export const ruleset: MakeHandler = (parts) => () => {
  const { id, pack } = parts.engine.ruleset
  return {
    ruleset: id,
    version: parts.versions.live.number,
    since: new Date(parts.versions.since).toISOString(),
    tenant: pack.tenant,
    worlds: [...pack.worlds],
    eventTypes: [...pack.eventTypes.keys()],
    rules: pack.rules.map((rule) => ({
      id: rule.id,
      policy: `${rule.policy}@${pack.policies.get(rule.policy)?.version ?? '?'}`,
      on: [...rule.on],
      mode: modeText(rule.mode),
      ...(rule.owner === undefined ? {} : { owner: rule.owner }),
      ...(rule.description === undefined ? {} : { description: rule.description }),
    })),
  } satisfies RulesetReply
}
