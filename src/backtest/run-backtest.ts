import { formatDuration } from '../core/duration.ts'
import type { JudgedEvent } from '../core/event.ts'
import { isoTime } from '../core/iso-time.ts'
import type { Value } from '../core/value.ts'
import { type History, openHistory } from '../history/open-history.ts'
import { dayOf } from '../history/paths.ts'
import type { EventType } from '../pack/pack.ts'
import { type AnnotationRow, annotationsOf } from './annotations.ts'
import { fetchEvents } from './fetch-events.ts'
import { runParallel } from './parallel/run-parallel.ts'
import { type BacktestPlan, explainPlan, planBacktest } from './plan-backtest.ts'
import { labelsAsked, readLabels } from './read-labels.ts'
import { buildReport } from './report/build-report.ts'
import type { BacktestReport, ExampleEvent } from './report/report.ts'
import { emptyTally, mergeTallies, type Tally } from './report/tally.ts'
import { type TallySetup, tallying } from './report/tallying.ts'
import { runColumns } from './run-columns.ts'
import { tallySql } from './sql/tally-sql.ts'
import { type OpenedSubject, openSubject, type Subject } from './subject.ts'

export interface BacktestAsked {
  readonly subject: Subject
  /** Receipt in `[from, to)`, in ms since the epoch. */
  readonly from: number
  readonly to: number
  /** Events to show for each rule, content included. */
  readonly examples?: number
  /** Draws the examples. */
  readonly seed?: number
  readonly annotations?: readonly AnnotationRow[]
  readonly threads?: number
  /** Judges over columns also what SQL could. */
  readonly noSql?: boolean
}

export const BACKTEST_DEFAULTS = { examples: 5, seed: 1, threads: 2, noSql: false } as const

export interface BacktestParts {
  /** Folder of the history. */
  readonly dir: string
  /** Monotonic ms, and ms of CPU of this process so far. */
  readonly stopwatch: () => number
  readonly cpuMs: () => number
  readonly progress?: (progress: BacktestProgress) => void
  readonly signal?: AbortSignal
  /** The built `parallel/replay.worker`; without it, this thread judges alone. */
  readonly worker?: URL
  /** Ranges with more events are refused. */
  readonly mostEvents?: number
  /** With fewer events one thread is done before others have begun. */
  readonly fewEvents?: number
  /** Rows of one slice; by default by how many rules there are. */
  readonly rows?: number
}

export interface BacktestProgress {
  /** Events judged so far, and about how many there are. */
  readonly events: number
  readonly of: number
}

export type Backtested =
  | { readonly ok: true; readonly report: BacktestReport }
  | { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

const FEW_EVENTS = 300_000
export const AS_ASKED = 'as was asked'
/** What DuckDB may hold; the rest of what a backtest may is for columns, words and counters. */
const DUCK_MB = 512

export type ExplainedPlan =
  | { readonly ok: true; readonly plan: readonly string[] }
  | Extract<Backtested, { readonly ok: false }>

/** Says how a subject would be judged, and why. */
export function explainBacktest(subject: Subject): ExplainedPlan {
  const opened = openSubject(subject)
  return opened.ok ? { ok: true, plan: explainPlan(planBacktest(opened.subject)) } : opened
}

const DAY_MS = 86_400_000

/** Judges the past again and reports. Rejects when it is aborted, and with what the history's files are damaged by. */
export async function runBacktest(parts: BacktestParts, asked: BacktestAsked): Promise<Backtested> {
  const opened = openSubject(asked.subject)
  if (!opened.ok) return opened
  const { subject } = opened
  const { threads } = { ...BACKTEST_DEFAULTS, ...asked }
  const history = await openHistory(parts.dir, { threads, memoryMb: DUCK_MB })
  try {
    if (history.catalog.files.length === 0)
      return { ok: false, why: 'there is no history there yet: no event was exported', lines: [] }
    const many = tooMany(parts, history, asked)
    if (many !== undefined) return many
    const report = await judge(parts, asked, subject, history)
    return { ok: true, report }
  } finally {
    history.close()
  }
}

/** Undefined: the range holds no more events than may be looked at. */
export function tooMany(
  { mostEvents = Number.POSITIVE_INFINITY }: BacktestParts,
  history: History,
  { from, to }: Pick<BacktestAsked, 'from' | 'to'>,
): Extract<Backtested, { readonly ok: false }> | undefined {
  const events = history.catalog.files.reduce(
    (sum, { minReceived, maxReceived, rows }) => sum + (maxReceived >= from && minReceived < to ? rows : 0),
    0,
  )
  if (events <= mostEvents) return undefined
  const why = `the range holds about ${events} events, and at most ${mostEvents} are looked at here; ask for a shorter one, or run \`haechi backtest\` beside the service`
  return { ok: false, why, lines: [] }
}

async function judge(
  parts: BacktestParts,
  asked: BacktestAsked,
  subject: OpenedSubject,
  history: History,
): Promise<BacktestReport> {
  const { examples, seed, threads } = { ...BACKTEST_DEFAULTS, ...asked }
  const { from, to } = asked
  const { ruleset, rules, pack } = subject
  const started = parts.stopwatch()
  const cpuBefore = parts.cpuMs()
  const noSql = asked.noSql
    ? AS_ASKED
    : asked.annotations?.length
      ? 'since annotated events must be found in it'
      : undefined
  const plan = planBacktest(subject, noSql === undefined ? {} : { noSql })
  const types = new Set(plan.types.map(({ type }) => type))
  const notes: string[] = []
  const first = Math.floor(from / DAY_MS)
  const days = Array.from({ length: Math.ceil(to / DAY_MS) - first }, (_, i) => dayOf((first + i) * DAY_MS))
  const size = { days: days.length, rules: rules.length, examples }
  const tally = emptyTally(size)
  const annotations = asked.annotations && annotationsOf(asked.annotations)
  const files = filesOf(history, types, from - plan.warmUpMs, to)
  const told = { events: 0, of: files.reduce((sum, file) => sum + file.rows, 0) }
  const progress = (events: number) => {
    told.events += events
    parts.progress?.({ ...told })
  }

  // A condition by itself has no name under which anything was recorded.
  const compares = asked.subject.kind !== 'condition'

  // 1. By SQL what SQL can, event type by event type.
  const common = {
    history,
    from,
    to,
    firstDayMs: first * DAY_MS,
    seed,
    ...(parts.signal && { signal: parts.signal }),
  }
  for (const { type, way } of plan.types) {
    if (way.kind !== 'sql') continue
    const part = emptyTally(size)
    const compiled = ruleset.eventTypes.get(type)!
    await tallySql({ ...common, compiled, rule: rules[0]!, condition: way.condition, compares }, part)
    mergeTallies(tally, part)
    progress(part.events)
  }

  // 2. The rest over columns.
  const columnTypes = new Set(plan.types.flatMap(({ type, way }) => (way.kind === 'sql' ? [] : [type])))
  let warmedUp = 0
  if (columnTypes.size > 0) {
    const labels = await readLabels(history, labelsAsked(subject.ruleset), { from, to })
    const counting: TallySetup = {
      tally,
      firstDayMs: first * DAY_MS,
      seed,
      places: new Map(rules.map(({ id }, i) => [id, i])),
      added: subject.added,
      compares,
      annotations,
    }
    const job = {
      ...common,
      ...{ subject, types: columnTypes, warmUpMs: plan.warmUpMs, labels, progress },
      warn: (message: string) => void notes.push(message),
      ...(parts.rows !== undefined && { rows: parts.rows }),
    }
    const { worker } = parts
    warmedUp =
      worker === undefined || threads < 2 || told.of < (parts.fewEvents ?? FEW_EVENTS)
        ? await runColumns({ ...job, counting: tallying(counting) })
        : await runParallel({ ...job, asked: asked.subject, counting, threads, worker })
  }

  // 3. What was found, in words and numbers.
  const coverage = history.gaps(from, to, types)
  notes.push(...notesOf(plan, history, from))
  const shown = await examplesOf(history, subject, tally)
  const cpuMs = parts.cpuMs() - cpuBefore
  return buildReport(tally, {
    asked: {
      kind: asked.subject.kind,
      name: nameOf(asked.subject, pack.id),
      ruleset: pack.id,
      from: isoTime(from),
      to: isoTime(to),
      added: subject.added,
    },
    plan: explainPlan(plan, new Set(history.catalog.files.map(({ type }) => type))),
    covered: {
      since: coverage.since === undefined ? null : isoTime(coverage.since),
      until: coverage.until === undefined ? null : isoTime(coverage.until),
      missingDays: coverage.missingDays,
      notes,
    },
    days,
    rules,
    policies: new Map([...pack.policies.values()].map(({ id, version }) => [id, `${id}@${version}`])),
    examples: shown,
    annotations: asked.annotations?.length,
    cost: {
      wallMs: Math.round(parts.stopwatch() - started),
      cpuMs: Math.round(cpuMs),
      eventsPerCpuSecond: Math.round(((tally.events + warmedUp) / Math.max(1, cpuMs)) * 1000),
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      warmUpEvents: warmedUp,
      threads,
    },
  })
}

function filesOf({ catalog }: History, types: ReadonlySet<string>, from: number, to: number) {
  return catalog.files.filter(
    ({ type, minReceived, maxReceived }) => types.has(type) && maxReceived >= from && minReceived < to,
  )
}

function nameOf(subject: Subject, pack: string): string {
  return subject.kind === 'rule' ? subject.rule : subject.kind === 'condition' ? subject.when : pack
}

function notesOf({ warmUpMs, notAsked }: BacktestPlan, { catalog }: History, from: number): string[] {
  const notes: string[] = []
  const since = catalog.files.reduce(
    (least, file) => Math.min(least, file.minReceived),
    Number.POSITIVE_INFINITY,
  )
  if (warmUpMs > 0 && since > from - warmUpMs)
    notes.push(
      `Counters begin empty on ${isoTime(since)}, where the history begins: ${formatDuration(warmUpMs)} before the range would be needed for them to hold what they did.`,
    )
  if (notAsked.length > 0)
    notes.push(`${notAsked.join(', ')} is not asked again: what hangs on it counts as undecided.`)
  return notes
}

/** Reads the events that were drawn as examples, content included. */
async function examplesOf(
  history: History,
  { pack }: OpenedSubject,
  tally: Tally,
): Promise<ReadonlyMap<string, ExampleEvent>> {
  const byType = new Map<string, Map<string, number>>()
  for (const { examples } of tally.rules)
    for (const { id, more } of examples.drawn) {
      const wanted = byType.get(more.type) ?? new Map<string, number>()
      wanted.set(id, more.received)
      byType.set(more.type, wanted)
    }
  const examples = new Map<string, ExampleEvent>()
  for (const [type, wanted] of byType) {
    const places = [...wanted].map(([id, received]) => ({ id, received }))
    const eventType = pack.eventTypes.get(type)!
    for (const [id, { event, verdict }] of await fetchEvents(history, eventType, places))
      examples.set(id, {
        decision: id,
        type,
        received: isoTime(event.receivedAt),
        actor: event.actor ?? null,
        target: event.target ?? null,
        world: event.world,
        verdict,
        data: written(event.data, eventType),
      })
  }
  return examples
}

/** Features as they are sent: times and durations as text. */
function written(data: JudgedEvent['data'], { features }: EventType): ExampleEvent['data'] {
  const values: Record<string, Value> = {}
  for (const [name, value] of Object.entries(data)) {
    const kind = features.get(name)?.type.kind
    values[name] =
      typeof value !== 'number' || Math.abs(value) > LAST_TIME
        ? value
        : kind === 'timestamp'
          ? isoTime(value)
          : kind === 'duration'
            ? formatDuration(value)
            : value
  }
  return values
}

/** The last time that has a date, in ms. */
const LAST_TIME = 8.64e15
