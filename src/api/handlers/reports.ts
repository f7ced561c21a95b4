import { hash } from 'node:crypto'
import type { DecisionId } from '../../core/id.ts'
import type { ReportId } from '../../core/ids.ts'
import type { StoredDecision } from '../../engine/ports.ts'
import { planReport, type ReportedContent } from '../../review/plan-report.ts'
import { receiptWords } from '../../review/receipt-words.ts'
import type { NewReport, ReportRecord } from '../../review/reports/ports.ts'
import type { ReportReceipt, ReportReply, SendReportRequest } from '../contract/reports.ts'
import type { Handler, MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { contentFacts } from '../review/content-facts.ts'
import { jobId, routesOf } from '../review/plan-jobs.ts'
import { reportOfRequest } from '../review/report-of-request.ts'
import { worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

type Request = Parameters<Handler>[0]

/** Takes a report in; its receipt leaves after it is stored with its job. */
export const sendReport: MakeHandler = (parts) => async (request, reply) => {
  const body = request.body as SendReportRequest
  const { pack } = parts.engine.ruleset
  const nowMs = parts.clock.now()
  const about = await reported(parts, request, body)
  const world = worldOf(parts, request, body, about)
  const report = reportOfRequest(pack, body, {
    id: `rep-${parts.ids(nowMs).slice(2)}` as ReportId,
    key: hash('sha256', `${world}\n${body.id}`, 'hex').slice(0, 32),
    ...{ world, about, nowMs, trusted: isTrusted(parts, request, body, nowMs) },
  })
  let dueMs: number | undefined
  const filed = await orUnavailable(
    parts.reports.file(report, pack.review.massReports, (known) => {
      const planned = planReport(
        { pack, route: routesOf(pack), hasLabel: (entity, label) => parts.hasLabel(entity, label, nowMs) },
        jobId(parts.ids, nowMs),
        report,
        contentOf(parts, about),
        known,
      )
      dueMs = planned.draft.dueMs
      return planned
    }),
  )
  if (filed.repeated) {
    const field = differs(filed.report, report)
    if (field !== undefined)
      throw refusal('conflict', `A report with this id was handed in before, with another ${field}.`, {
        field,
      })
    reply.header('haechi-repeated', 'true')
    dueMs = undefined
  }
  reply.code(201)
  return {
    ...wireReport(filed.report),
    dueBy: dueMs === undefined ? null : new Date(dueMs).toISOString(),
    next: receiptWords(dueMs),
  } satisfies ReportReceipt
}

/** Shows what became of a report, and nothing of what it holds. */
export const report: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: ReportId }
  const found = await orUnavailable(parts.reports.get(id))
  const { worlds } = request.grant!
  if (found === undefined || (worlds !== null && !worlds.has(found.world)))
    throw refusal('not-found', 'There is no report with this id.')
  return wireReport(found)
}

export function wireReport({ id, atMs, world, reason, outcome, decidedMs }: ReportRecord): ReportReply {
  return {
    report: id,
    receivedAt: new Date(atMs).toISOString(),
    ...{ world, reason, state: outcome === undefined ? 'waiting' : 'decided' },
    outcome: outcome ?? null,
    decidedAt: decidedMs === undefined ? null : new Date(decidedMs).toISOString(),
  }
}

/** The decision that it is about, by its id or the event's; what the key may not see is not there. */
async function reported(
  parts: ServerParts,
  request: Request,
  { decision, event, world }: SendReportRequest,
): Promise<StoredDecision | undefined> {
  if (decision === undefined && event === undefined) return undefined
  const worldOfEvent = world ?? parts.engine.ruleset.pack.worlds[0]!
  const id = decision ?? (await orUnavailable(parts.reports.decisionOf(worldOfEvent, event!)))
  const stored = id === undefined ? undefined : await orUnavailable(parts.decisions.get(id as DecisionId))
  const { worlds } = request.grant!
  const isSeen =
    stored !== undefined &&
    (worlds === null || worlds.has(stored.decision.world)) &&
    (world === undefined || world === stored.decision.world)
  if (isSeen) return stored
  const field = decision === undefined ? 'event' : 'decision'
  throw refusal(
    'not-found',
    `There is no decision on this ${field === 'event' ? 'event' : 'id'} in this world.`,
    {
      field,
      wayOut: 'Report the target without it, or check the id and the world.',
    },
  )
}

function worldOf(
  { engine }: ServerParts,
  request: Request,
  body: SendReportRequest,
  about: StoredDecision | undefined,
): string {
  const known = engine.ruleset.pack.worlds
  const world = body.world ?? about?.decision.world ?? known[0]!
  if (!known.includes(world) && about === undefined)
    throw refusal('invalid-request', 'The pack has no such world.', {
      field: 'world',
      wayOut: `Worlds are: ${known.join(', ')}.`,
    })
  const { worlds } = request.grant!
  if (worlds !== null && !worlds.has(world)) throw new ProblemError(worldNotAllowed(body.world === undefined))
  return world
}

/** A machine's key may say so; else the labels of whoever reports. */
function isTrusted(parts: ServerParts, request: Request, body: SendReportRequest, nowMs: number): boolean {
  if (body.trusted === true && request.grant!.person !== undefined)
    throw refusal('invalid-request', 'Only keys of machines may call a report trusted.', {
      field: 'trusted',
      wayOut: 'Leave it out.',
    })
  const { reporter } = body
  const { trustedLabels } = parts.engine.ruleset.pack.review
  return (
    body.trusted === true ||
    (reporter !== undefined && trustedLabels.some((label) => parts.hasLabel(reporter, label, nowMs)))
  )
}

function contentOf(parts: ServerParts, about: StoredDecision | undefined): ReportedContent {
  const decision = about?.decision
  const eventType =
    decision === undefined ? undefined : parts.engine.ruleset.pack.eventTypes.get(decision.type)
  return {
    gravest: decision?.reasons[0]?.severity,
    ...{ type: decision?.type, verdict: decision?.verdict },
    ...{ actor: decision?.actor, session: decision?.session },
    ...contentFacts(eventType, about?.event?.data),
  }
}

/** The field in which a report that was sent again is another one. */
function differs(before: ReportRecord, now: NewReport): string | undefined {
  return (['reason', 'reporter', 'item', 'target'] as const).find((field) => before[field] !== now[field])
}
