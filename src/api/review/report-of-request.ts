import { type EntityRef, entityKind } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { ReportId } from '../../core/ids.ts'
import { didYouMean } from '../../core/suggest.ts'
import type { StoredDecision } from '../../engine/ports.ts'
import type { Pack } from '../../pack/pack.ts'
import { itemOf } from '../../review/item-of.ts'
import type { ItemRef } from '../../review/ports.ts'
import type { NewReport } from '../../review/reports/ports.ts'
import type { SendReportRequest } from '../contract/reports.ts'
import { refusal } from '../problem-error.ts'

/** How far a report may lie in the future, for clocks that differ. */
const EARLY_MS = 300_000

/** The report that a request comes to; throws the problem when the pack knows no such reason, or it names no item. */
export function reportOfRequest(
  pack: Pack,
  request: SendReportRequest,
  given: {
    readonly id: ReportId
    readonly key: string
    readonly world: string
    readonly about: StoredDecision | undefined
    readonly trusted: boolean
    readonly nowMs: number
  },
): NewReport {
  const { id, key, world, about, trusted, nowMs } = given
  const atMs = request.at === undefined ? nowMs : Date.parse(request.at)
  if (atMs > nowMs + EARLY_MS)
    throw refusal('invalid-request', 'at lies in the future.', { field: 'at', wayOut: 'Leave it out: now.' })
  const decision = about?.decision
  return {
    ...{ id, key, world, trusted, atMs },
    reporter: request.reporter,
    item: itemOfRequest(pack, request, about),
    target: request.target ?? decision?.actor,
    decision: decision?.decision as DecisionId | undefined,
    reason: request.reason,
    policy: policyOf(pack, request),
    ...{ text: request.text, location: request.location, name: request.name, email: request.email },
    bonaFide: request.bonaFide,
  }
}

function itemOfRequest(
  pack: Pack,
  { target }: SendReportRequest,
  about: StoredDecision | undefined,
): ItemRef {
  if (about !== undefined) {
    const { decision, type, actor, target: whom, session } = about.decision
    return itemOf(pack.eventTypes.get(type), {
      decision: decision as DecisionId,
      ...{ actor, target: whom, session },
    })
  }
  if (target === undefined)
    throw refusal('invalid-request', 'The report names neither target, decision nor event.', {
      field: 'target',
      wayOut: 'Say what it is about with one of them.',
    })
  if (entityKind(target as EntityRef) === 'event')
    throw refusal('invalid-request', 'target is of the kind event.', {
      field: 'target',
      wayOut: 'Name the event by `event` or `decision`.',
    })
  return target as ItemRef
}

/** `id@version` of the policy that it names, or that its reason stands for. */
function policyOf({ review, policies }: Pack, { reason, policy }: SendReportRequest): string {
  const id = policy ?? review.reasons.get(reason) ?? (policies.has(reason) ? reason : undefined)
  const found = id === undefined ? undefined : policies.get(id)
  if (found !== undefined) return `${found.id}@${found.version}`
  if (policy !== undefined)
    throw refusal('invalid-request', 'The pack knows no such policy.', {
      field: 'policy',
      wayOut: didYouMean(policy, policies.keys()),
    })
  throw refusal('invalid-request', 'The pack knows no such reason.', {
    field: 'reason',
    wayOut: `${didYouMean(reason, review.reasons.keys())} Or name a policy.`,
  })
}
