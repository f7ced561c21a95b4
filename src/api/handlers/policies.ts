import { filesOf } from '../../pack/check-pack.ts'
import { modeText } from '../../pack/diff/facets.ts'
import { sourceOf } from '../../pack/edit/source-of.ts'
import type { Pack, Policy } from '../../pack/pack.ts'
import type { PoliciesReply, PolicyDetail, PolicySummary } from '../contract/rule-detail.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { linksOf } from '../rules/links-of.ts'
import { orUnavailable } from './stored-decision.ts'

const DAY_MS = 86_400_000
const WEEK = 7

/** Lists the policies, with the rules under each. */
export const listPolicies: MakeHandler = (parts) => async () => {
  const { pack } = parts.engine.ruleset
  const fires = await firesOf(parts)
  return {
    version: parts.versions.live.number,
    languages: [...pack.languages],
    policies: [...pack.policies.values()].map((one) => summary(pack, one, fires)),
  } satisfies PoliciesReply
}

/** Shows a policy with its texts. */
export const policy: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: string }
  const { pack } = parts.engine.ruleset
  const one = pack.policies.get(id)
  if (one === undefined)
    throw refusal('not-found', 'The live pack has no policy of this id.', {
      wayOut: 'GET /v1/policies lists those there are.',
    })
  const source = sourceOf(filesOf(pack), 'policies', id)!
  return {
    ...summary(pack, one, await firesOf(parts)),
    live: parts.versions.live.number,
    languages: [...pack.languages],
    guideline: { ...one.guideline },
    notice: { ...one.notice },
    legal: (one.legal ?? null) as PolicyDetail['legal'],
    maps: Object.fromEntries(Object.entries(one.maps).map(([system, names]) => [system, [...names]])),
    usedBy: linksOf(pack, 'policy', id).usedBy,
    spec: source.spec as PolicyDetail['spec'],
    file: source.path,
    line: source.line,
    source: source.text,
  } satisfies PolicyDetail
}

/** Firings by rule, in the seven days before today. */
async function firesOf({ ruleHours, tally, clock }: ServerParts): Promise<ReadonlyMap<string, number>> {
  const now = clock.now()
  await orUnavailable(tally.flush(now))
  const today = Math.floor(now / DAY_MS)
  const fires = new Map<string, number>()
  for (const row of await orUnavailable(ruleHours.days((today - WEEK) * 24)))
    if (row.day < today) fires.set(row.rule, (fires.get(row.rule) ?? 0) + row.fires)
  return fires
}

function summary(pack: Pack, one: Policy, fires: ReadonlyMap<string, number>): PolicySummary {
  const rules = pack.rules.filter((rule) => rule.policy === one.id)
  return {
    ...{
      id: one.id,
      version: one.version,
      severity: one.severity,
      title: { ...one.title },
      strike: one.strike,
    },
    rules: rules.map(({ id, mode }) => ({ id, mode: modeText(mode) })),
    fires: rules.reduce((sum, { id }) => sum + (fires.get(id) ?? 0), 0),
  }
}
