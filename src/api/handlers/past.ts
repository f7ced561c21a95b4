import type { FastifyRequest } from 'fastify'
import type { Subject } from '../../backtest/subject.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { BacktestRequest, InvestigateRequest } from '../contract/past.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { boundWhere } from '../past/bound-where.ts'
import { placeOf } from '../past/event-cursor.ts'
import { liveFiles } from '../past/live-files.ts'
import { shownInvestigation } from '../past/shown-investigation.ts'
import { streamPast } from '../past/stream-past.ts'
import { refusal } from '../problem-error.ts'
import { composeEdits } from '../rules/compose-edits.ts'

/** Judges the past again, and streams how far it is and then the report. */
export const backtest: MakeHandler = (parts) => async (request, reply) => {
  const { rule, when, on, edits, examples = 0, ...range } = request.body as BacktestRequest
  if (edits !== undefined && range.files !== undefined)
    throw refusal('invalid-request', 'Send files or edits, and not both.', { field: 'edits' })
  if (request.grant!.worlds !== null)
    throw refusal(
      'world-not-allowed',
      'The past is looked at as a whole, and the key is bound to some worlds.',
    )
  if (examples > 0 && !request.grant!.may('content.bulk'))
    throw refusal('missing-scope', 'Examples hold content: only a key with the scope admin gets them.')
  if ((when === undefined) !== (on === undefined) || (when !== undefined && rule !== undefined))
    throw refusal(
      'invalid-request',
      'Name a rule, or a condition (when) with its event type (on), or neither.',
      {
        field: when !== undefined && rule === undefined ? 'on' : 'when',
      },
    )
  const { files: before, ...span } = await rangeOf(parts, range)
  const files = edits === undefined ? before : composeEdits(before, { edits }).files
  const subject: Subject =
    rule !== undefined
      ? { kind: 'rule', files, rule }
      : when !== undefined
        ? { kind: 'condition', files, when, on: on! }
        : { kind: 'pack', files }
  const asked = { ...span, subject, examples, threads: 1 }
  await streamPast(parts, reply, { kind: 'backtest', asked }, async (outcome) => outcome)
}

/** Looks for a condition in the past, and streams how far it is and then what was found. */
export const investigate: MakeHandler = (parts) => async (request, reply) => {
  const { on, when, by = [], lists, top, everySeconds, events, ...range } = request.body as InvestigateRequest
  const grant = request.grant!
  const where = boundWhere(grant, range.where)
  const { files, ...span } = await rangeOf(parts, range)
  const mayShowContent = grant.may('content.bulk')
  await streamPast(
    parts,
    reply,
    {
      kind: 'investigate',
      asked: {
        ...{ ...span, files, on, when, where, by, mayShowContent },
        ...(lists && { lists }),
        ...(top !== undefined && { top }),
        ...(everySeconds !== undefined && { everyMs: everySeconds * 1000 }),
        ...(events && {
          events: {
            ...{ limit: events.limit, bare: events.bare === true },
            ...(events.before && { before: placeOf(events.before) }),
          },
        }),
        ...(events?.only && { eventsOnly: true }),
      },
    },
    (outcome) => shownInvestigation(parts, request as FastifyRequest, outcome),
  )
}

async function rangeOf(
  parts: ServerParts,
  asked: Pick<BacktestRequest, 'from' | 'to' | 'files'>,
): Promise<{ from: number; to: number; files: PackFiles }> {
  const { clock, past } = parts
  if (past === undefined)
    throw refusal('not-found', 'This service keeps no history to look at.', {
      wayOut: 'Ask the service that exports the history.',
    })
  const from = Date.parse(asked.from)
  const to = asked.to === undefined ? clock.now() : Date.parse(asked.to)
  if (from >= to)
    throw refusal('invalid-request', 'from is not before to.', { field: 'from', wayOut: 'swap the two' })
  if (!past.isFree)
    throw refusal('rate-limited', 'Others are looking into the past just now.', {
      headers: { 'retry-after': '5' },
    })
  return { from, to, files: asked.files ?? (await liveFiles(parts)) }
}
