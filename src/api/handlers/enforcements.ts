import { entityKind } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { EnforcementId } from '../../core/ids.ts'
import { didYouMean } from '../../core/suggest.ts'
import { enforce } from '../../enforcement/enforce.ts'
import type { Situation, Wanted } from '../../enforcement/ledger/ports.ts'
import type { Ledger } from '../../enforcement/ledger.ts'
import { ledgerWork } from '../../enforcement/ledger-work.ts'
import { mayReverse } from '../../enforcement/may-reverse.ts'
import { paramsKey } from '../../enforcement/params-key.ts'
import type { EnforcementRecord } from '../../enforcement/ports.ts'
import { reverseEnforcement as takeBack } from '../../enforcement/reverse-decision.ts'
import { wrongParams } from '../../pack/check-params.ts'
import type { Pack } from '../../pack/pack.ts'
import { durationMs } from '../../pack/schemas.ts'
import { gravestOf } from '../../review/gravest-of.ts'
import { maySee } from '../../review/may-see.ts'
import type {
  Enforcement,
  EnforcementList,
  EnforceRequest,
  FindEnforcementsRequest,
  ReverseRequest,
} from '../contract/enforcements.ts'
import type { FieldProblem } from '../contract/problem.ts'
import { visible, worldsOf } from '../enforcement/asked-worlds.ts'
import { listFilter } from '../enforcement/list-filter.ts'
import { showEnforcements } from '../enforcement/show-enforcements.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { Grant } from '../keyring.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { invalid } from '../screen-event.ts'
import { whoAsks } from '../who-asks.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100

/** Enforces by hand. */
export const enforceByHand: MakeHandler = (parts) => async (request, reply) => {
  const { wanted, change, nowMs } = await byHand(parts, request)
  const { log, parts: ledgerParts } = parts.enforcements
  let outcome: ReturnType<typeof change> | undefined
  const work = ledgerWork(ledgerParts(), nowMs, (ledger) => {
    outcome = change(ledger)
  })
  await orUnavailable(log.change(wanted, work, nowMs))
  if (outcome?.enforced === undefined) throw outcome!.refused!
  reply.code(201)
  return (await showEnforcements(parts, request.grant!, [outcome.enforced]))[0]! satisfies Enforcement
}

/** What somebody asks to be enforced, checked, as a change of the ledger. */
export async function byHand(
  parts: ServerParts,
  request: Parameters<Handler>[0],
): Promise<{
  readonly wanted: Wanted
  readonly nowMs: number
  readonly change: (ledger: Ledger) => { readonly enforced?: EnforcementRecord; readonly refused?: Error }
}> {
  const grant = request.grant!
  const body = request.body as EnforceRequest
  const nowMs = parts.clock.now()
  const { pack } = parts.enforcements.parts()
  const wrong = problemsOf(pack, body, nowMs)
  if (wrong.length > 0) throw new ProblemError(invalid(wrong))
  const world = worldOf(grant, body.world)
  const situation = body.decision === undefined ? undefined : await situationOf(parts, grant, body.decision)
  const policy = pack.policies.get(body.policy)!
  const change = (ledger: Ledger) => {
    if (isElsewhere(grant, ledger.state.enforcements, body))
      return {
        refused: refusal(
          'held-elsewhere',
          'The same is in force on the target already, and not in your worlds.',
        ),
      }
    const enforced = enforce(ledger, {
      kind: 'person',
      origin: {
        decision: body.decision,
        policy: `${policy.id}@${policy.version}`,
        rule: undefined,
        annotation: undefined,
        by: grant.person?.id ?? whoAsks(grant, body.by),
        retroact: undefined,
      },
      target: body.target,
      account: entityKind(body.target) === 'account' ? body.target : body.account,
      world,
      name: body.enforcement,
      params: body.params ?? {},
      untilMs: endOf(pack, body, nowMs),
      reason: body.reason,
      situation,
    })
    return { enforced }
  }
  const decisions = body.decision === undefined ? [] : [body.decision]
  return { wanted: { subjects: [body.target], decisions }, nowMs, change }
}

/** Lists enforcements: all, or what an entity is under or an account is hit by. */
export const findEnforcements: MakeHandler = (parts) => async (request) => {
  const {
    target: entity,
    all = false,
    states,
    enforcement,
    cause,
    before,
    limit = PAGE,
    ...narrowed
  } = request.body as FindEnforcementsRequest
  const page = { worlds: worldsOf(request.grant!), before, limit }
  const filter = {
    ...{
      entity,
      states: states ?? (all ? undefined : (['applied'] as const)),
      name: enforcement,
      kind: cause,
    },
    ...listFilter(narrowed),
  }
  const found = await orUnavailable(parts.enforcements.log.find(filter, page))
  return {
    enforcements: await showEnforcements(parts, request.grant!, found),
    next: found.length < limit ? null : found.at(-1)!.id,
  } satisfies EnforcementList
}

export const enforcement: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: EnforcementId }
  const found = await orUnavailable(parts.enforcements.log.get(id))
  const one = visible(request.grant!, found, 'enforcement')
  return (await showEnforcements(parts, request.grant!, [one]))[0]! satisfies Enforcement
}

/** Takes an enforcement back. */
export const reverseEnforcement: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: EnforcementId }
  const { reason, by } = request.body as ReverseRequest
  const { log, parts: ledgerParts } = parts.enforcements
  const grant = request.grant!
  const before = visible(grant, await orUnavailable(log.get(id)), 'enforcement')
  if (!mayReverse(before, grant).ok) return (await showEnforcements(parts, grant, [before]))[0]!
  const nowMs = parts.clock.now()
  const why = `${reason} (${grant.person?.id ?? whoAsks(grant, by)})`
  const work = ledgerWork(ledgerParts(), nowMs, (ledger) => {
    const isInForce = ledger.state.enforcements.some((one) => one.id === id && one.state === 'applied')
    if (isInForce) takeBack(ledger, id, { why })
  })
  await orUnavailable(log.change({ subjects: [], enforcements: [id] }, work, nowMs))
  const after = (await orUnavailable(log.get(id)))!
  return (await showEnforcements(parts, grant, [after]))[0]! satisfies Enforcement
}

/** Whether it is in force already where somebody bound to some worlds has no say: it must not last longer by them. */
function isElsewhere(
  { worlds }: Grant,
  known: readonly EnforcementRecord[],
  { target, enforcement, params = {} }: EnforceRequest,
): boolean {
  if (worlds === null) return false
  const key = paramsKey(params)
  return known.some(
    (one) =>
      one.state === 'applied' &&
      one.target === target &&
      one.name === enforcement &&
      paramsKey(one.params) === key &&
      (one.world === undefined || !worlds.has(one.world)),
  )
}

/** What the decision on account of which it is done was about. */
async function situationOf(
  { decisions }: Pick<ServerParts, 'decisions'>,
  grant: Grant,
  id: DecisionId,
): Promise<Situation> {
  const decision = (await orUnavailable(decisions.get(id)))?.decision
  if (
    decision === undefined ||
    !maySee(grant, { world: decision.world, severity: gravestOf(decision), clearance: undefined })
  )
    throw refusal('not-found', 'There is no decision with this id.', { field: 'decision' })
  const { type, world, verdict, eventId, session, actor, target, receivedAt } = decision
  const receivedMs = Date.parse(receivedAt)
  return { decision: id, type, world, verdict, receivedMs, eventId, session, actor, target }
}

function problemsOf(pack: Pack, body: EnforceRequest, nowMs: number): FieldProblem[] {
  const wrong: FieldProblem[] = []
  const declared = pack.enforcements.get(body.enforcement)
  if (declared === undefined) {
    const wayOut = didYouMean(body.enforcement, pack.enforcements.keys())
    wrong.push({ field: 'enforcement', problem: 'is no enforcement of the pack', wayOut })
  } else {
    if (declared.on !== undefined && entityKind(body.target) !== declared.on)
      wrong.push({
        field: 'target',
        problem: `is no ${declared.on}, on which the enforcement "${declared.name}" falls`,
        wayOut: `name one of the kind ${declared.on}, as ${declared.on}:id`,
      })
    for (const { param, message, wayOut } of wrongParams(declared, body.params ?? {}))
      wrong.push({ field: param === undefined ? 'params' : `params.${param}`, problem: message, wayOut })
  }
  if (!pack.policies.has(body.policy))
    wrong.push({
      field: 'policy',
      problem: 'is no policy of the pack',
      wayOut: didYouMean(body.policy, pack.policies.keys()),
    })
  if (body.world !== undefined && !pack.worlds.includes(body.world))
    wrong.push({
      field: 'world',
      problem: 'is no world of the pack',
      wayOut: didYouMean(body.world, pack.worlds),
    })
  if (body.for !== undefined && body.until !== undefined)
    wrong.push({ field: 'until', problem: 'stands beside for', wayOut: 'give one of the two' })
  if (body.until && Date.parse(body.until) <= nowMs)
    wrong.push({ field: 'until', problem: 'is over already', wayOut: 'give a time to come' })
  return wrong
}

function worldOf({ worlds }: Grant, asked: string | undefined): string | undefined {
  if (worlds === null) return asked
  if (asked === undefined && worlds.size === 1) return [...worlds][0]
  if (asked !== undefined && worlds.has(asked)) return asked
  throw refusal('world-not-allowed', 'Whoever asks is bound to some worlds, and world names none of them.')
}

function endOf(pack: Pack, body: EnforceRequest, nowMs: number): number | undefined {
  if (body.until !== undefined) return body.until === null ? undefined : Date.parse(body.until)
  const forMs = body.for === undefined ? pack.enforcements.get(body.enforcement)!.forMs : durationMs(body.for)
  return forMs === undefined ? undefined : Math.round(nowMs + forMs)
}
