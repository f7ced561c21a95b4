import { isoTime } from '../../core/iso-time.ts'
import { type History, openHistory } from '../../history/open-history.ts'
import type { EventRef } from '../event-ref.ts'
import { explainPlan, planBacktest } from '../plan-backtest.ts'
import { labelsAsked, readLabels } from '../read-labels.ts'
import { AS_ASKED, type BacktestParts, tooMany } from '../run-backtest.ts'
import { findColumns } from './find-columns.ts'
import { findNewest } from './find-newest.ts'
import { findSql, planFindSql, type SqlGroups } from './find-sql.ts'
import { emptyFound, type Found, type Steps, stepsOf } from './found.ts'
import { GroupCounts } from './group-counts.ts'
import {
  INVESTIGATE_DEFAULTS,
  type Investigation,
  type InvestigationAsked,
  type InvestigationPart,
  type Series,
  type TopList,
} from './investigation.ts'
import { openInvestigation } from './open-investigation.ts'
import { seenEvents } from './seen-events.ts'

export type Investigated =
  | { readonly ok: true; readonly investigation: Investigation }
  | { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

export interface InvestigationParts extends BacktestParts {
  /** Told what is known already. */
  readonly part?: (part: InvestigationPart) => void
  /** Opens the history; by default anew, and it is closed afterwards. */
  readonly open?: (dir: string) => Promise<History>
}

/** Looks for a condition in the past: how often over time, and in which groups. Rejects when it is aborted. */
export async function runInvestigation(
  parts: InvestigationParts,
  asked: InvestigationAsked,
): Promise<Investigated> {
  const opened = openInvestigation(asked)
  if (!opened.ok) return opened
  const { subject, when, by, lists } = opened
  const { on, from, to, noSql = false, where = {}, eventsOnly = false } = asked
  const top = asked.top ?? INVESTIGATE_DEFAULTS.top
  const steps = stepsOf(from, to, asked.everyMs)
  if (steps.count > INVESTIGATE_DEFAULTS.mostSteps)
    return {
      ok: false,
      why: `that would be ${steps.count} steps; ask for a longer step or a shorter range`,
      lines: [],
    }
  const history = await (parts.open ?? openHistory)(parts.dir)
  try {
    if (history.catalog.files.length === 0)
      return { ok: false, why: 'there is no history there yet: no event was exported', lines: [] }
    const many = tooMany(parts, history, asked)
    if (many !== undefined) return many
    const started = parts.stopwatch()
    const cpuBefore = parts.cpuMs()
    const compiled = subject.ruleset.eventTypes.get(on)!
    const plan = planBacktest(subject, noSql ? { noSql: AS_ASKED } : {})
    const sql = noSql ? undefined : planFindSql(compiled, when, by, lists)
    const wanted = asked.events?.limit ?? 0
    // One more than is shown tells whether there are older ones.
    const found = emptyFound(steps, lists.length, wanted === 0 ? 0 : wanted + 1, asked.events?.before?.id)
    const notes: string[] = []
    const { signal } = parts
    const types = new Set([on, ...plan.types.map(({ type }) => type)])
    const files = history.catalog.files.filter(
      ({ type, minReceived, maxReceived }) =>
        types.has(type) && maxReceived >= from - plan.warmUpMs && minReceived < to,
    )
    const told = { events: 0, of: files.reduce((sum, { rows }) => sum + rows, 0) }
    let bySql: Awaited<ReturnType<typeof findSql>> | undefined
    let newest: readonly EventRef[] | undefined
    let warmedUp = 0
    if (sql?.ok && !plan.inOrder) {
      const job = { history, compiled, when, where, from, to, ...(signal && { signal }) }
      if (!eventsOnly)
        bySql = await findSql({
          ...{ ...job, by, lists, plan: sql, steps, top, found },
          newest: { most: wanted === 0 ? 0 : wanted + 1, before: asked.events?.before },
          part(part) {
            if (part.kind === 'series') parts.part?.({ ...sums(found), series: seriesOf(steps, found) })
            else parts.part?.({ list: listOf(lists[part.at]!.of, part.groups, undefined, top) })
          },
        })
      newest = bySql?.newest
      if (wanted > 0 && newest === undefined)
        newest = await findNewest({
          ...{ ...job, condition: sql.condition, most: wanted + 1, before: asked.events?.before },
        })
    } else
      warmedUp = await findColumns({
        ...{ history, subject, types, from, to, warmUpMs: plan.warmUpMs, on, where, by, lists, steps, found },
        labels: await readLabels(history, labelsAsked(subject.ruleset), { from, to }),
        progress(events) {
          told.events += events
          parts.progress?.({ ...told })
        },
        warn: (message) => void notes.push(message),
        ...(signal && { signal }),
      })
    const refs = newest ?? found.newest.list()
    const { eventType } = compiled
    const page =
      wanted === 0
        ? null
        : await seenEvents(
            history,
            eventType,
            refs.slice(0, wanted),
            (asked.mayShowContent ?? true) && asked.events?.bare !== true,
          )
    const cpuMs = parts.cpuMs() - cpuBefore
    const { distinct, rows, within } = shownGroups(bySql?.groups, found.groups, top)
    return {
      ok: true,
      investigation: {
        format: 1,
        asked: {
          on,
          when: asked.when,
          where,
          by: asked.by ?? [],
          ruleset: subject.pack.id,
          from: isoTime(from),
          to: isoTime(to),
        },
        plan:
          sql?.ok && !plan.inOrder
            ? [`${on}: by SQL, since all hangs on the event alone.`]
            : explainPlan(plan, new Set([on])),
        covered: {
          missingDays: history.gaps(from, to, new Set([on])).missingDays,
          notes,
          asOf: asOf(history, on),
        },
        ...sums(found),
        series: seriesOf(steps, found),
        groups:
          by.length === 0
            ? null
            : {
                rows,
                others: found.matched - rows.reduce((sum, { matched }) => sum + matched, 0),
                distinct,
                within,
              },
        lists: eventsOnly
          ? []
          : lists.map(({ of }, at) => listOf(of, bySql?.lists[at], found.lists[at]!, top)),
        page: page && { events: page, next: refs.length > wanted ? refs[wanted - 1]! : null },
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

function sums({ events, matched, unknown }: Found) {
  return { events, matched, unknown }
}

function seriesOf(steps: Steps, found: Found): Series {
  return {
    everyMs: steps.everyMs,
    times: Array.from({ length: steps.count }, (_, i) => isoTime(steps.fromMs + i * steps.everyMs)),
    events: [...found.seriesEvents],
    matched: [...found.seriesMatched],
    verdicts: Object.fromEntries(
      [...found.seriesVerdicts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([verdict, counts]) => [verdict, [...counts]]),
    ),
  }
}

/** Receipt of the newest event of a type that was exported. */
function asOf({ catalog }: History, on: string): string | null {
  const newest = catalog.files.reduce(
    (most, { type, maxReceived }) => (type === on ? Math.max(most, maxReceived) : most),
    0,
  )
  return newest === 0 ? null : isoTime(newest)
}

function listOf(
  of: string,
  bySql: SqlGroups | undefined,
  counted: GroupCounts | undefined,
  top: number,
): TopList {
  const { rows, distinct, within } = shownGroups(bySql, counted, top)
  const total = bySql?.total ?? counted?.total ?? 0
  return {
    of,
    rows: rows.map(({ values, matched }) => ({ value: values[0]!, matched })),
    others: total - rows.reduce((sum, { matched }) => sum + matched, 0),
    distinct,
    within,
  }
}

/** The groups to show, in the same order whichever way they were counted. */
function shownGroups(bySql: SqlGroups | undefined, counted: GroupCounts | undefined, top: number) {
  if (bySql === undefined) {
    const { distinct, within } = counted ?? { distinct: 0, within: 0 }
    return { rows: counted?.top(top) ?? [], distinct, within }
  }
  const sorted = new GroupCounts(Number.POSITIVE_INFINITY)
  for (const { values, matched } of bySql.rows) sorted.add(values, matched)
  return { rows: sorted.top(top), distinct: bySql.distinct, within: 0 }
}
