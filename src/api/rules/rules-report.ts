import type { Rule } from '../../pack/pack.ts'
import { ANOMALY_DEFAULTS, type CountSums, countAnomaly } from '../../stats/count-anomaly.ts'
import type { RuleAnomaly, RuleReport } from '../contract/rules.ts'
import type { BaselineSums, HourSpan, RuleHistory, RuleHours, SpanCounts } from './ports.ts'

const HOUR_MS = 3_600_000
const DAY = 24
/** Weeks that the last day is held against. */
const BASELINE_HOURS = 28 * DAY

export type Told = Omit<RuleReport, 'id' | 'policy' | 'on' | 'mode' | 'owner'>

/** What each rule has done, and what in it is out of line; in the order of the rules. Rejects with `Unavailable`. */
export async function rulesReport(
  kept: Pick<RuleHours, 'history'>,
  rules: readonly Rule[],
  nowMs: number,
): Promise<Told[]> {
  const hour = Math.floor(nowMs / HOUR_MS)
  const midnight = hour - (hour % DAY)
  const spans: Record<'today' | 'yesterday' | 'week' | 'lastHour' | 'lastDay', HourSpan> = {
    today: { from: midnight, to: hour + 1 },
    yesterday: { from: midnight - DAY, to: midnight },
    week: { from: midnight - 7 * DAY, to: midnight },
    lastHour: { from: hour - 1, to: hour },
    lastDay: { from: hour - DAY, to: hour },
  }
  const history = await kept.history(
    rules.map(({ id, on, worlds }) => ({ rule: id, on, worlds })),
    Object.values(spans),
    { from: hour - DAY - BASELINE_HOURS, to: hour - DAY },
  )
  return history.map((one) => told(one, midnight))
}

function told({ spans, baseline, since }: RuleHistory, midnight: number): Told {
  const [today, yesterday, week, lastHour, lastDay] = spans as [
    SpanCounts,
    SpanCounts,
    SpanCounts,
    SpanCounts,
    SpanCounts,
  ]
  const days = since === undefined ? 0 : Math.min(7, Math.floor((midnight - since) / DAY))
  const events = week.events + today.events
  return {
    today,
    yesterday,
    week,
    perDay: days < 1 ? null : fires(week) / days,
    unknownRate: events === 0 ? null : (week.unknown + today.unknown) / events,
    anomalies: [...anomaliesOf('hour', lastHour, baseline), ...anomaliesOf('day', lastDay, baseline)],
  }
}

/** Fewer undecided conditions are no trouble, and are not told. */
function anomaliesOf(over: RuleAnomaly['over'], counts: SpanCounts, baseline: BaselineSums): RuleAnomaly[] {
  const { events: n, unknown } = counts
  const ofFires = countAnomaly({ y: fires(counts), n }, sumsOf(baseline, 'fired'))
  const ofUnknown = countAnomaly({ y: unknown, n }, sumsOf(baseline, 'unknown'))
  return [
    ...(ofFires ? [{ what: 'fires', over, ...ofFires } as const] : []),
    ...(ofUnknown?.kind === 'more' ? [{ what: 'unknown', over, ...ofUnknown } as const] : []),
  ]
}

function fires({ fired, shadow }: SpanCounts): number {
  return fired + shadow
}

function sumsOf({ hours, n, nn, ...counts }: BaselineSums, what: 'fired' | 'unknown'): CountSums {
  return { periods: hours, n, nn, ...counts[what] }
}

/** The share of steady counts that are told as an anomaly by chance. */
export const REPORT_ERROR_RATE = ANOMALY_DEFAULTS.errorRate
