import type { FastifyReply, FastifyRequest } from 'fastify'
import { type PastAsked, TookTooLong } from '../../backtest/past-aside.ts'
import type { Subject } from '../../backtest/subject.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { BacktestRequest, InvestigateRequest, PastLine } from '../contract/past.ts'
import { problemOf } from '../contract/problem.ts'
import { describeFault } from '../describe-fault.ts'
import type { MakeHandler } from '../handler.ts'
import type { ServerParts } from '../parts.ts'
import { refusal } from '../problem-error.ts'
import { composeEdits } from '../rules/compose-edits.ts'
import { SAFE_HEADERS } from '../safe-headers.ts'
import { orUnavailable } from './stored-decision.ts'

/** Judges the past again, and streams how far it is and then the report. */
export const backtest: MakeHandler = (parts) => async (request, reply) => {
  const { rule, when, on, edits, examples = 0, ...range } = request.body as BacktestRequest
  if (edits !== undefined && range.files !== undefined)
    throw refusal('invalid-request', 'Send files or edits, and not both.', { field: 'edits' })
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
  const { files: before, ...span } = await rangeOf(parts, request, range)
  const files = edits === undefined ? before : composeEdits(before, { edits }).files
  const subject: Subject =
    rule !== undefined
      ? { kind: 'rule', files, rule }
      : when !== undefined
        ? { kind: 'condition', files, when, on: on! }
        : { kind: 'pack', files }
  await stream(parts, reply, { kind: 'backtest', asked: { ...span, subject, examples, threads: 1 } })
}

/** Looks for a condition in the past, and streams how far it is and then what was found. */
export const investigate: MakeHandler = (parts) => async (request, reply) => {
  const { on, when, by = [], top, everySeconds, ...range } = request.body as InvestigateRequest
  const { files, ...span } = await rangeOf(parts, request, range)
  await stream(parts, reply, {
    kind: 'investigate',
    asked: {
      ...{ ...span, files, on, when, by, mayShowContent: request.grant!.may('content.bulk') },
      ...(top !== undefined && { top }),
      ...(everySeconds !== undefined && { everyMs: everySeconds * 1000 }),
    },
  })
}

async function rangeOf(
  { clock, rulesets, engine, past }: ServerParts,
  { grant }: FastifyRequest,
  asked: Pick<BacktestRequest, 'from' | 'to' | 'files'>,
): Promise<{ from: number; to: number; files: PackFiles }> {
  if (grant!.worlds !== null)
    throw refusal(
      'world-not-allowed',
      'The past is looked at as a whole, and the key is bound to some worlds.',
    )
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
  const files = asked.files ?? (await orUnavailable(rulesets.get(engine.ruleset.id)))?.files
  if (files === undefined)
    throw refusal('not-found', 'The files of the pack that is live are not kept here; send files.')
  return { from, to, files }
}

/** How often a line tells how far it is, in ms. */
const TOLD_MS = 300

async function stream(
  { past, measures, log, stopping }: ServerParts,
  reply: FastifyReply,
  job: PastAsked,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    ...SAFE_HEADERS,
    ...(stopping.aborted ? { connection: 'close' } : {}),
  })
  raw.flushHeaders()
  // Whoever goes away wants no answer any more; a service that stops gives none.
  const gone = new AbortController()
  raw.on('close', () => gone.abort())
  const signal = AbortSignal.any([gone.signal, stopping])
  const write = (line: PastLine) => {
    if (!raw.destroyed) raw.write(`${JSON.stringify(line)}\n`)
  }
  let told = Number.NEGATIVE_INFINITY
  const progress = ({ events, of }: { events: number; of: number }) => {
    const now = performance.now()
    if (now - told < TOLD_MS) return
    told = now
    write({ kind: 'progress', events, of })
  }
  try {
    const outcome = await past!.ask(job, { progress, signal })
    if (!outcome.ok) write({ kind: 'refused', why: outcome.why, lines: [...outcome.lines] })
    else {
      const report = 'report' in outcome ? outcome.report : outcome.investigation
      write({ kind: 'report', report: report as unknown as (PastLine & { kind: 'report' })['report'] })
    }
  } catch (fault) {
    if (stopping.aborted) write(problem('unavailable', 'The service is stopping.'))
    else if (fault instanceof TookTooLong)
      write(problem('too-large', `Looking took too long: ${fault.message}. Ask for a shorter range.`))
    else if (!gone.signal.aborted) {
      measures.fault()
      log({ level: 'error', message: 'a look into the past failed', ...describeFault(fault) })
      write(problem('fault', 'The look into the past failed; the log of the service says why.'))
    }
  } finally {
    raw.end()
  }
}

function problem(name: Parameters<typeof problemOf>[0], detail: string): PastLine {
  return { kind: 'problem', problem: problemOf(name, detail) }
}
