import { isoTime } from '../../core/iso-time.ts'
import { openHistory } from '../../history/open-history.ts'
import { explainPlan, planBacktest } from '../plan-backtest.ts'
import { labelsAsked, readLabels } from '../read-labels.ts'
import { AS_ASKED, type BacktestParts, tooMany } from '../run-backtest.ts'
import { findColumns } from './find-columns.ts'
import { findSql, planFindSql, type SqlGroups } from './find-sql.ts'
import { emptyFound, stepsOf } from './found.ts'
import { GroupCounts } from './group-counts.ts'
import { INVESTIGATE_DEFAULTS, type Investigation, type InvestigationAsked } from './investigation.ts'
import { openInvestigation } from './open-investigation.ts'

export type Investigated =
  | { readonly ok: true; readonly investigation: Investigation }
  | { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

/** Looks for a condition in the past: how often over time, and in which groups. Rejects when it is aborted. */
export async function runInvestigation(
  parts: BacktestParts,
  asked: InvestigationAsked,
): Promise<Investigated> {
  const opened = openInvestigation(asked)
  if (!opened.ok) return opened
  const { subject, when, by } = opened
  const { on, from, to, noSql = false } = asked
  const top = asked.top ?? INVESTIGATE_DEFAULTS.top
  const steps = stepsOf(from, to, asked.everyMs)
  if (steps.count > INVESTIGATE_DEFAULTS.mostSteps)
    return {
      ok: false,
      why: `that would be ${steps.count} steps; ask for a longer step or a shorter range`,
      lines: [],
    }
  const history = await openHistory(parts.dir)
  try {
    if (history.catalog.files.length === 0)
      return { ok: false, why: 'there is no history there yet: no event was exported', lines: [] }
    const many = tooMany(parts, history, asked)
    if (many !== undefined) return many
    const started = parts.stopwatch()
    const cpuBefore = parts.cpuMs()
    const compiled = subject.ruleset.eventTypes.get(on)!
    const plan = planBacktest(subject, noSql ? { noSql: AS_ASKED } : {})
    const sql = noSql ? undefined : planFindSql(compiled, when, by)
    const found = emptyFound(steps)
    const notes: string[] = []
    const { signal } = parts
    const types = new Set([on, ...plan.types.map(({ type }) => type)])
    const files = history.catalog.files.filter(
      ({ type, minReceived, maxReceived }) =>
        types.has(type) && maxReceived >= from - plan.warmUpMs && minReceived < to,
    )
    const told = { events: 0, of: files.reduce((sum, { rows }) => sum + rows, 0) }
    let groups: SqlGroups | undefined
    let warmedUp = 0
    if (sql?.ok && !plan.inOrder)
      groups = await findSql({
        ...{ history, compiled, when, by, plan: sql, from, to, steps, top, found },
        ...(signal && { signal }),
      })
    else
      warmedUp = await findColumns({
        ...{ history, subject, types, from, to, warmUpMs: plan.warmUpMs, on, by, steps, found },
        labels: await readLabels(history, labelsAsked(subject.ruleset), { from, to }),
        progress(events) {
          told.events += events
          parts.progress?.({ ...told })
        },
        warn: (message) => void notes.push(message),
        ...(signal && { signal }),
      })
    const cpuMs = parts.cpuMs() - cpuBefore
    const { distinct, rows, within } = shownGroups(groups, found.groups, top)
    return {
      ok: true,
      investigation: {
        format: 1,
        asked: {
          on,
          when: asked.when,
          by: asked.by ?? [],
          ruleset: subject.pack.id,
          from: isoTime(from),
          to: isoTime(to),
        },
        plan:
          groups === undefined
            ? explainPlan(plan, new Set([on]))
            : [`${on}: by SQL, since all hangs on the event alone.`],
        covered: { missingDays: history.gaps(from, to, new Set([on])).missingDays, notes },
        events: found.events,
        matched: found.matched,
        unknown: found.unknown,
        series: {
          everyMs: steps.everyMs,
          times: Array.from({ length: steps.count }, (_, i) => isoTime(steps.fromMs + i * steps.everyMs)),
          events: [...found.seriesEvents],
          matched: [...found.seriesMatched],
        },
        groups:
          by.length === 0
            ? null
            : {
                rows,
                others: found.matched - rows.reduce((sum, { matched }) => sum + matched, 0),
                distinct,
                within,
              },
        cost: {
          wallMs: Math.round(parts.stopwatch() - started),
          cpuMs: Math.round(cpuMs),
          eventsPerCpuSecond: Math.round(((found.events + warmedUp) / Math.max(1, cpuMs)) * 1000),
          bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
          warmUpEvents: warmedUp,
          threads: 1,
        },
      },
    }
  } finally {
    history.close()
  }
}

/** The groups to show, in the same order whichever way they were counted. */
function shownGroups(bySql: SqlGroups | undefined, counted: GroupCounts, top: number) {
  if (bySql === undefined)
    return { rows: counted.top(top), distinct: counted.distinct, within: counted.within }
  const sorted = new GroupCounts(Number.POSITIVE_INFINITY)
  for (const { values, matched } of bySql.rows) sorted.add(values, matched)
  return { rows: sorted.top(top), distinct: bySql.distinct, within: 0 }
}
