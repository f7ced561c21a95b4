import type { FastifyRequest } from 'fastify'
import type { Investigated } from '../../backtest/investigate/run-investigation.ts'
import { orUnavailable } from '../handlers/stored-decision.ts'
import type { ServerParts } from '../parts.ts'
import { clearedEvents } from './cleared-events.ts'
import { cursorOf } from './event-cursor.ts'

/** What was found as the asker may see it; that content is shown is noted before. */
export async function shownInvestigation(
  { engine, noteSight }: Pick<ServerParts, 'engine' | 'noteSight'>,
  { grant }: Pick<FastifyRequest, 'grant'>,
  outcome: Investigated,
): Promise<{ readonly ok: true; readonly report: object } | (Investigated & { readonly ok: false })> {
  if (!outcome.ok) return outcome
  const { investigation } = outcome
  const { page } = investigation
  if (page === null) return { ok: true, report: investigation }
  const events = clearedEvents(engine.ruleset.pack, grant!, page.events)
  const seen = events.flatMap(({ decision, data }) => (data === null ? [] : [decision]))
  if (seen.length > 0) await orUnavailable(noteSight(grant!, 'investigation', seen))
  const next = page.next && cursorOf(page.next)
  return { ok: true, report: { ...investigation, page: { events, next } } }
}
