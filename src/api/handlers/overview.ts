import { Verdict } from '../../core/verdict.ts'
import { planRollUps } from '../../stats/plan-roll-ups.ts'
import type { OverviewReply, OverviewRequest } from '../contract/live.ts'
import type { MakeHandler } from '../handler.ts'
import type { RolledUp } from '../live/ports.ts'
import { eventsOf, verdictCounts } from '../live/verdict-counts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { KEPT_MINUTES } from '../rules/rule-tally.ts'
import { worldNotAllowed } from '../screen-event.ts'
import { orUnavailable } from './stored-decision.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LAST_MS = { '1h': 1, '6h': 6, '24h': 24, '7d': 7 * 24, '35d': 35 * 24 } as const
const TOP = 10

/** Shows what was decided over a span of time. */
export const overview: MakeHandler = (parts) => async (request) => {
  const body = request.body as OverviewRequest
  const grant = request.grant!
  if (grant.worlds !== null && body.worlds?.some((world) => !grant.worlds!.has(world)))
    throw new ProblemError(worldNotAllowed(false))
  const nowMs = parts.clock.now()
  const { fromMs, toMs } = spanOf(body, nowMs)
  const plan = planRollUps(
    { from: Math.floor(fromMs / MINUTE_MS), to: Math.ceil(toMs / MINUTE_MS) },
    // Old minutes go once an hour.
    Math.floor(nowMs / MINUTE_MS) - KEPT_MINUTES + 60,
  )
  // What was counted here in the last seconds belongs to it.
  await orUnavailable(parts.tally.flush(nowMs))
  const worlds = body.worlds ?? (grant.worlds && [...grant.worlds])
  const { series, every, totals } = plan
  const read = await orUnavailable(
    parts.rollUps.read({ series, every, totals, worlds, top: body.top ?? TOP }),
  )
  return replyOf(read, plan)
}

function spanOf({ last, from, to }: OverviewRequest, nowMs: number): { fromMs: number; toMs: number } {
  if (last !== undefined && (from !== undefined || to !== undefined))
    throw refusal('invalid-request', 'Say either last, or from and to.', { field: 'last' })
  const toMs = to === undefined ? nowMs : Math.min(Date.parse(to), nowMs)
  const fromMs = from === undefined ? toMs - LAST_MS[last ?? '1h'] * HOUR_MS : Date.parse(from)
  if (fromMs >= toMs)
    throw refusal('invalid-request', 'from is not before to, or lies ahead.', { field: 'from' })
  return { fromMs, toMs }
}

function replyOf(
  read: RolledUp,
  { from, to, every }: { from: number; to: number; every: number },
): OverviewReply {
  const byMinute = new Map(read.series.map(({ minute, verdicts }) => [minute, verdicts]))
  const steps = Array.from({ length: (to - from) / every }, (_, i) => byMinute.get(from + i * every) ?? [])
  const of = (i: number) => steps.map((verdicts) => verdicts[i] ?? 0)
  const [allow, nudge, mask, hold, block] = Verdict.options.map((_, i) => of(i))
  const all = Verdict.options.map((_, i) => eventsOf(of(i)))
  return {
    from: timeOf(from),
    to: timeOf(to),
    everySeconds: every * 60,
    since: read.since === undefined ? null : timeOf(read.since),
    series: {
      ...{
        events: steps.map(eventsOf),
        allow: allow!,
        nudge: nudge!,
        mask: mask!,
        hold: hold!,
        block: block!,
      },
    },
    totals: { events: eventsOf(all), verdicts: verdictCounts(all) },
    policies: [...read.policies],
    rules: [...read.rules],
    worlds: read.worlds.map(({ world, verdicts }) => ({ world, ...counted(verdicts) })),
    types: read.types.map(({ type, verdicts }) => ({ type, ...counted(verdicts) })),
  }
}

function counted(verdicts: readonly number[]) {
  return { events: eventsOf(verdicts), verdicts: verdictCounts(verdicts) }
}

function timeOf(minute: number): string {
  return new Date(minute * MINUTE_MS).toISOString()
}
