import { filesOf } from '../../pack/check-pack.ts'
import { modeText, ruleFacets } from '../../pack/diff/facets.ts'
import { sourceOf } from '../../pack/edit/source-of.ts'
import type { Pack, Rule } from '../../pack/pack.ts'
import type { HistoryQuery, RuleDaysReply, RuleDetail, RuleHoursReply } from '../contract/rule-detail.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import { refusal } from '../problem-error.ts'
import { linksOf } from '../rules/links-of.ts'
import { partHistory } from '../rules/part-history.ts'
import { partStates } from '../rules/part-states.ts'
import { ruleEvidence } from '../rules/rule-evidence.ts'
import { orUnavailable } from './stored-decision.ts'

const HOUR_MS = 3_600_000

/** Shows a rule: what it says, where it stands, and what is known of it. */
export const rule: MakeHandler = (parts) => async (request) => {
  const { pack } = parts.engine.ruleset
  const one = ruleOf(pack, request)
  const source = sourceOf(filesOf(pack), 'rules', one.id)!
  const policy = pack.policies.get(one.policy)!
  return {
    version: parts.versions.live.number,
    id: one.id,
    policy: {
      ...{ id: policy.id, version: policy.version, severity: policy.severity, title: { ...policy.title } },
    },
    on: [...one.on],
    worlds: one.worlds ? [...one.worlds] : null,
    when: one.when,
    mode: modeText(one.mode),
    unknown: one.unknown,
    owner: one.owner ?? null,
    description: one.description ?? null,
    verdict: one.verdict ?? null,
    effects: ruleFacets(one).effects ?? 'none',
    spec: source.spec as RuleDetail['spec'],
    file: source.path,
    line: source.line,
    source: source.text,
    uses: linksOf(pack, 'rule', one.id).uses,
    evidence: await ruleEvidence(parts, request.grant!, one),
  } satisfies RuleDetail
}

/** Shows what a rule did, hour by hour. */
export const ruleHours: MakeHandler = (parts) => async (request) => {
  const { id, on, worlds } = ruleOf(parts.engine.ruleset.pack, request)
  const { days = '7' } = request.query as { days?: string }
  const now = parts.clock.now()
  await orUnavailable(parts.tally.flush(now))
  const from = Math.floor(now / HOUR_MS) - Number(days) * 24 + 1
  const hours = await orUnavailable(parts.ruleHours.hours({ rule: id, on, worlds }, from))
  return {
    id,
    from: new Date(from * HOUR_MS).toISOString(),
    hours: hours.map(({ hour, ...counts }) => ({ at: new Date(hour * HOUR_MS).toISOString(), ...counts })),
  } satisfies RuleHoursReply
}

/** Shows how often each rule fired, by day. */
export const ruleDays: MakeHandler = (parts) => async (request) => {
  const { days: asked = '14' } = request.query as { days?: string }
  const now = parts.clock.now()
  await orUnavailable(parts.tally.flush(now))
  const count = Number(asked)
  const first = Math.floor(now / (24 * HOUR_MS)) - count + 1
  const rows = await orUnavailable(parts.ruleHours.days(first * 24))
  const fires = new Map(
    parts.engine.ruleset.pack.rules.map(({ id }) => [id, new Array<number>(count).fill(0)]),
  )
  for (const row of rows) {
    const of = fires.get(row.rule)
    if (of !== undefined && row.day - first < count) of[row.day - first] = row.fires
  }
  return {
    days: Array.from({ length: count }, (_, i) =>
      new Date((first + i) * 24 * HOUR_MS).toISOString().slice(0, 10),
    ),
    rules: [...fires].map(([id, one]) => ({ id, fires: one })),
  } satisfies RuleDaysReply
}

/** Lists the versions that changed a rule. */
export const ruleHistory: MakeHandler = (parts) => historyOf(parts, 'rules')

/** Lists the versions that changed a policy. */
export const policyHistory: MakeHandler = (parts) => historyOf(parts, 'policies')

function historyOf({ versions }: Parameters<MakeHandler>[0], folder: 'rules' | 'policies'): Handler {
  return async (request) => {
    const { id } = request.params as { id: string }
    const { before } = request.query as HistoryQuery
    return partHistory(
      await partStates(versions, folder, id, before === undefined ? undefined : Number(before)),
    )
  }
}

function ruleOf({ rules }: Pack, request: Parameters<Handler>[0]): Rule {
  const { id } = request.params as { id: string }
  const found = rules.find((one) => one.id === id)
  if (found === undefined)
    throw refusal('not-found', 'The live pack has no rule of this id.', {
      wayOut: 'GET /v1/rules lists those there are; GET /v1/rules/:id/history tells of one that is gone.',
    })
  return found
}
