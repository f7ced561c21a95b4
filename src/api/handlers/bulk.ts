import { typeCondition } from '../../backtest/subject.ts'
import { parseDuration } from '../../core/duration.ts'
import type { RetroactId } from '../../core/effect.ts'
import { didYouMean } from '../../core/suggest.ts'
import type { EffectSpec, Pack } from '../../pack/pack.ts'
import type { ApplyBulkRequest, BulkDo, PlanBulkRequest } from '../contract/bulk.ts'
import type { Retroact, RetroactRate } from '../contract/retroacts.ts'
import type { MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import { declaredLabel } from '../labels/check-label.ts'
import type { ServerParts } from '../parts.ts'
import { liveFiles } from '../past/live-files.ts'
import { refusal } from '../problem-error.ts'
import type { Moved } from '../retroact/kept-retroacts.ts'
import type { Asking } from '../retroact/plan-effects.ts'
import type { RetroactRecord } from '../retroact/ports.ts'
import { whoAsks } from '../who-asks.ts'
import { wireRetroact } from './retroacts.ts'
import { orUnavailable } from './stored-decision.ts'
import { unbounded } from './unbounded.ts'

/** The word in the place of a rule's id. */
const BULK = 'bulk'
const PER_SECOND = 500

/** Begins to look for what would be done. */
export const planBulk: MakeHandler = (parts) => async (request, reply) => {
  unbounded(request, 'Labels and jobs in bulk are about')
  const body = request.body as PlanBulkRequest
  const { pack, id: ruleset } = parts.engine.ruleset
  mayDo(request.grant!, body.do)
  const { on, when, where = {}, from, to } = body.query
  const typed = typeCondition(pack, on, when)
  if (!typed.ok)
    throw refusal('invalid-request', [typed.why, ...typed.lines].join('; '), { field: 'query.when' })
  const nowMs = parts.clock.now()
  const fromMs = Date.parse(from)
  const toMs = to === undefined ? nowMs : Date.parse(to)
  if (fromMs >= toMs)
    throw refusal('invalid-request', 'from is not before to.', {
      field: 'query.from',
      wayOut: 'swap the two',
    })
  const run = await orUnavailable(
    parts.retroacts.plan({
      subject: {
        ...{ kind: 'bulk', on, when, where, asking: askingOf(pack, body.do) },
        body: JSON.stringify({ query: body.query, do: body.do }),
      },
      ...{ ruleset, files: await liveFiles(parts) },
      ...{ fromMs, toMs, why: body.why, by: whoAsks(request.grant!, body.by) },
    }),
  )
  reply.code(202)
  return wireRetroact(run) satisfies Retroact
}

/** Does what was planned, when it is what the asker was shown. */
export const applyBulk: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'Labels and jobs in bulk are about')
  const { effects, perSecond = PER_SECOND } = request.body as ApplyBulkRequest
  const run = await bulkRun(parts, request.grant!, request.params)
  const { planned, applied, reversed, gone } = run.effects
  const all = planned + applied + reversed + gone
  if (run.state === 'planned' && all !== effects)
    throw refusal('conflict', `The plan holds ${all} effects, and not ${effects}; look at it again.`)
  return moved(parts.retroacts.apply(run.id, perSecond), 'planned or stopped')
}

export const stopBulk: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'Labels and jobs in bulk are about')
  const run = await bulkRun(parts, request.grant!, request.params)
  return moved(parts.retroacts.stop(run.id), 'running here')
}

/** Takes back what was done. */
export const revertBulk: MakeHandler = (parts) => async (request) => {
  unbounded(request, 'Labels and jobs in bulk are about')
  const { perSecond = PER_SECOND } = request.body as RetroactRate
  const run = await bulkRun(parts, request.grant!, request.params)
  return moved(parts.retroacts.revert(run.id, perSecond), 'done or stopped')
}

/** The run that a request names. A rule applied to the past is none: that needs another right. */
async function bulkRun({ retroacts }: ServerParts, grant: Grant, params: unknown): Promise<RetroactRecord> {
  const { id } = params as { id: RetroactId }
  const run = await orUnavailable(retroacts.log.get(id))
  if (run?.bulk === undefined) throw refusal('not-found', 'There is no such run.')
  mayDo(grant, (JSON.parse(run.bulk) as { do: BulkDo }).do)
  return run
}

async function moved(move: Promise<Moved>, wanted: string): Promise<Retroact> {
  const { ok, run } = await orUnavailable(move)
  if (run === undefined) throw refusal('not-found', 'There is no such run.')
  if (!ok) throw refusal('conflict', `The run is ${run.state}, and would have to be ${wanted}.`)
  return wireRetroact(run)
}

function mayDo(grant: Grant, what: BulkDo): void {
  if ('queue' in what && !grant.may('job.manage'))
    throw refusal('missing-scope', 'Jobs in bulk are for whoever manages jobs.')
}

function askingOf(pack: Pack, what: BulkDo): Asking {
  if ('label' in what) {
    const label = declaredLabel(pack, what.label)
    const forMs = what.for === undefined ? label.expiresMs : parseDuration(what.for)
    const effect: EffectSpec = { kind: 'label', label: label.name, on: what.on ?? 'actor', forMs }
    return { id: BULK, effects: [effect], policy: '' }
  }
  if (!pack.queues.has(what.queue))
    throw refusal('invalid-request', 'queue is no queue of the live pack.', {
      field: 'do.queue',
      wayOut: didYouMean(what.queue, pack.queues.keys()),
    })
  const policy = what.policy === undefined ? undefined : pack.policies.get(what.policy)
  if (what.policy !== undefined && policy === undefined)
    throw refusal('invalid-request', 'policy is no policy of the live pack.', {
      field: 'do.policy',
      wayOut: didYouMean(what.policy, pack.policies.keys()),
    })
  return {
    id: BULK,
    effects: [{ kind: 'job', queue: what.queue }],
    policy: policy === undefined ? '' : `${policy.id}@${policy.version}`,
  }
}
