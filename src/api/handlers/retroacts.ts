import type { PackFiles } from '../../pack/pack.ts'
import type {
  PlanRetroactRequest,
  Retroact,
  RetroactList,
  RetroactParams,
  RetroactRate,
} from '../contract/retroacts.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import { refusal } from '../problem-error.ts'
import type { Moved } from '../retroact/kept-retroacts.ts'
import type { RetroactRecord } from '../retroact/ports.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'

const LISTED = 100

/** Begins to look for what a rule would have done. */
export const planRetroact: MakeHandler = (parts) => async (request, reply) => {
  const body = request.body as PlanRetroactRequest
  const { pack, id: ruleset } = parts.engine.ruleset
  const rule = pack.rules.find(({ id }) => id === body.rule)
  if (rule === undefined)
    throw refusal('invalid-request', 'rule is no rule of the live pack.', {
      field: 'rule',
      wayOut: 'name a rule that is live, in shadow or a canary: see GET /v1/ruleset',
    })
  if (rule.effects.length === 0)
    throw refusal('invalid-request', 'The rule asks for a verdict only, and the past has had its verdicts.', {
      field: 'rule',
      wayOut: 'give it an effect, such as a label, a job or an enforcement',
    })
  const fromMs = Date.parse(body.from)
  const toMs = body.to === undefined ? parts.clock.now() : Date.parse(body.to)
  if (fromMs >= toMs)
    throw refusal('invalid-request', 'from is not before to.', { field: 'from', wayOut: 'swap the two' })
  const recorded = await orUnavailable(parts.rulesets.get(ruleset))
  const run = await orUnavailable(
    parts.retroacts.plan({
      subject: { kind: 'rule', rule, policy: pack.policies.get(rule.policy)! },
      ...{ ruleset, files: recorded!.files as PackFiles },
      ...{ fromMs, toMs, why: body.why, by: whoAsks(request.grant!, body.by) },
    }),
  )
  reply.code(202)
  return wireRetroact(run)
}

export const listRetroacts: MakeHandler =
  ({ retroacts }) =>
  async ({ grant }) => {
    const runs = await orUnavailable(retroacts.log.list(LISTED))
    return {
      retroacts: runs.filter((run) => maySeeRun(grant!, run)).map((run) => wireRetroact(run)),
    } satisfies RetroactList
  }

export const retroact: MakeHandler =
  ({ retroacts }) =>
  async (request) => {
    const { id } = request.params as RetroactParams
    const run = await orUnavailable(retroacts.log.get(id))
    if (run === undefined || !maySeeRun(request.grant!, run))
      throw refusal('not-found', 'There is no such run.')
    return wireRetroact(run, retroacts.looked(id))
  }

/** What is done in bulk is about all worlds, and what it stands on may name anybody in them. */
function maySeeRun({ worlds }: Grant, { bulk }: RetroactRecord): boolean {
  return bulk === undefined || worlds === null
}

/** Applies a plan, or goes on with one that was stopped. */
export const applyRetroact: MakeHandler = ({ retroacts }) =>
  moving(({ id }, { perSecond }) => retroacts.apply(id, perSecond), 'planned or stopped')

/** Takes back what a run applied. */
export const revertRetroact: MakeHandler = ({ retroacts }) =>
  moving(({ id }, { perSecond }) => retroacts.revert(id, perSecond), 'done or stopped')

export const stopRetroact: MakeHandler = ({ retroacts }) =>
  moving(({ id }) => retroacts.stop(id), 'running here')

function moving(
  move: (params: RetroactParams, rate: RetroactRate) => Promise<Moved>,
  wanted: string,
): Handler {
  return async (request) => {
    const moved = await orUnavailable(move(request.params as RetroactParams, request.body as RetroactRate))
    if (moved.run === undefined) throw refusal('not-found', 'There is no such run.')
    if (!moved.ok) throw refusal('conflict', `The run is ${moved.run.state}, and would have to be ${wanted}.`)
    return wireRetroact(moved.run)
  }
}

export function wireRetroact({ fromMs, toMs, bulk, ...run }: RetroactRecord, looked?: number): Retroact {
  return {
    ...run,
    ...(bulk === undefined ? {} : { bulk: JSON.parse(bulk) as NonNullable<Retroact['bulk']> }),
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    ...(looked === undefined ? {} : { looked }),
  }
}
