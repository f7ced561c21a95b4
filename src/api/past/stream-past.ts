import type { FastifyReply } from 'fastify'
import { type PastAnswers, type PastAsked, TookTooLong } from '../../backtest/past-aside.ts'
import type { PastLine } from '../contract/past.ts'
import { problemOf } from '../contract/problem.ts'
import { describeFault } from '../describe-fault.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError } from '../problem-error.ts'
import { SAFE_HEADERS } from '../safe-headers.ts'

/** How often a line tells how far it is, in ms. */
const TOLD_MS = 300

type Shown =
  | { readonly ok: true; readonly report: object }
  | { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

/** Asks the past and streams how far it is, what is known already, and the report as `show` makes it. */
export async function streamPast<J extends PastAsked & { readonly kind: 'backtest' | 'investigate' }>(
  { past, measures, log, stopping }: ServerParts,
  reply: FastifyReply,
  job: J,
  show: (outcome: PastAnswers[J['kind']]) => Promise<Shown>,
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
  const tellsParts = job.kind === 'investigate' && (job.asked.lists?.length ?? 0) > 0
  const part = (part: object) => write({ kind: 'part', part: part as (PastLine & { kind: 'part' })['part'] })
  try {
    const outcome = await show(await past!.ask(job, { progress, signal, ...(tellsParts && { part }) }))
    if (!outcome.ok) write({ kind: 'refused', why: outcome.why, lines: [...outcome.lines] })
    else write({ kind: 'report', report: outcome.report as (PastLine & { kind: 'report' })['report'] })
  } catch (fault) {
    if (stopping.aborted) write(problem('unavailable', 'The service is stopping.'))
    else if (fault instanceof TookTooLong)
      write(problem('too-large', `Looking took too long: ${fault.message}. Ask for a shorter range.`))
    else if (fault instanceof ProblemError) write({ kind: 'problem', problem: fault.problem })
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
