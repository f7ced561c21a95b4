import { modeText } from '../../pack/diff/facets.ts'
import type { Pack } from '../../pack/pack.ts'
import { registry as registryOf } from '../../pack/registry.ts'
import type { RegistryReply, RulesReply } from '../contract/rules.ts'
import type { MakeHandler } from '../handler.ts'
import { REPORT_ERROR_RATE, rulesReport } from '../rules/rules-report.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows what every rule has done, and what in it is out of line. */
export const rules: MakeHandler = (parts) => async () => {
  const { engine, versions, clock } = parts
  const { id, pack } = engine.ruleset
  const { number } = versions.live
  const now = clock.now()
  // What was counted in the last seconds belongs to it.
  await orUnavailable(parts.tally.flush(now))
  const told = await orUnavailable(rulesReport(parts.ruleHours, pack.rules, now))
  return {
    ruleset: id,
    version: number,
    at: new Date(now).toISOString(),
    errorRate: REPORT_ERROR_RATE,
    rules: pack.rules.map((rule, i) => ({
      id: rule.id,
      policy: `${rule.policy}@${pack.policies.get(rule.policy)?.version ?? '?'}`,
      on: [...rule.on],
      mode: modeText(rule.mode),
      ...(rule.owner === undefined ? {} : { owner: rule.owner }),
      ...told[i]!,
    })),
  } satisfies RulesReply
}

/** Shows which part of the live pack uses which. */
export const registry: MakeHandler = (parts) => {
  let made: { readonly of: Pack; readonly parts: RegistryReply['parts'] } | undefined
  return () => {
    const { id, pack } = parts.engine.ruleset
    if (made?.of !== pack)
      made = {
        of: pack,
        parts: registryOf(pack).map(({ part, name, uses, usedBy }) => ({
          part,
          name,
          uses: [...uses],
          usedBy: [...usedBy],
          unused: part !== 'rule' && usedBy.length === 0,
        })),
      }
    return {
      ruleset: id,
      version: parts.versions.live.number,
      parts: made.parts,
    } satisfies RegistryReply
  }
}
