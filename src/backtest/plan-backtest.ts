import { formatDuration } from '../core/duration.ts'
import { reachOf } from '../engine/fill-counters.ts'
import type { CompiledEventType } from '../engine/ruleset.ts'
import { compileSql } from '../rules/compile-sql.ts'
import { labelsOf } from '../rules/labels-of.ts'
import type { Signal } from '../signals/signal.ts'
import { sqlColumnsOf } from './sql/sql-columns.ts'
import type { OpenedSubject } from './subject.ts'

/** How the events of one type are judged. */
export type Way =
  /** One statement over the Parquet files; `condition` is TRUE, FALSE or NULL. */
  | { readonly kind: 'sql'; readonly condition: string }
  /** Slice by slice in the order of arrival. */
  | { readonly kind: 'columns' }
  /** Only read, to count them. */
  | { readonly kind: 'count' }

export interface TypePlan {
  readonly type: string
  readonly way: Way
  /** Goes on after the event type's name. */
  readonly why: string
}

export interface BacktestPlan {
  readonly types: readonly TypePlan[]
  /** How far before the range reading begins, in ms, so that counters hold what they would. */
  readonly warmUpMs: number
  /** Whether the order of events matters, so that parts of the range cannot be judged apart. */
  readonly inOrder: boolean
  /** Names of signals that are not asked again, so that what hangs on them is unknown. */
  readonly notAsked: readonly string[]
}

/** Chooses how each event type is judged: by SQL where one rule without memory is asked, else over columns. */
export function planBacktest(
  { ruleset, rules, added }: OpenedSubject,
  { noSql }: { readonly noSql?: string } = {},
): BacktestPlan {
  const { pack } = ruleset
  const counters = [...pack.counters.values()]
  const asksLabels = pack.rules.some(({ irs }) => [...irs.values()].some((ir) => labelsOf(ir).length > 0))
  const reported = new Set(rules.map(({ id }) => id))
  const types: TypePlan[] = []
  const notAsked = new Set<string>()
  for (const [type, compiled] of ruleset.eventTypes) {
    const plan = planType(compiled, {
      reported,
      counted: counters.filter(({ on }) => on.includes(type)).map(({ name }) => name),
      asksLabels,
      added,
      noSql,
    })
    if (plan !== undefined) types.push({ type, ...plan })
    for (const { rule, index } of compiled.rules)
      if (reported.has(rule.id))
        for (const slot of compiled.program.signalsOf(index))
          if (isNotAsked(compiled.signals[slot]?.signal)) notAsked.add(compiled.signals[slot]!.signal.name)
  }
  return {
    types,
    warmUpMs:
      counters.length === 0 ? 0 : Math.max(...counters.map((one) => reachOf(one))) + pack.clock.earlyMs,
    inOrder: counters.length > 0 || asksLabels,
    notAsked: [...notAsked],
  }
}

/** Dear signals, and those that read earlier messages, which no history has in one place. */
function isNotAsked(signal: Signal | undefined): boolean {
  return signal?.cost === 'dear' || signal?.context !== undefined
}

interface Around {
  readonly reported: ReadonlySet<string>
  /** Counters that count these events. */
  readonly counted: readonly string[]
  readonly asksLabels: boolean
  readonly added: boolean
  /** Why SQL is not to be used; undefined: it may. */
  readonly noSql: string | undefined
}

/** Undefined: these events have nothing to do with what is asked. */
function planType(
  compiled: CompiledEventType,
  { reported, counted, asksLabels, added, noSql }: Around,
): Omit<TypePlan, 'type'> | undefined {
  const { rules, eventType } = compiled
  const own = rules.filter(({ rule }) => reported.has(rule.id))
  if (own.length === 0) {
    const sets = rules.map(({ rule }) => rule.id)
    if (sets.length > 0 && asksLabels)
      return { way: COLUMNS, why: `over columns, for the labels that ${named(sets)} may set` }
    if (counted.length > 0) return { way: { kind: 'count' }, why: `only counted, by ${named(counted)}` }
    return added ? undefined : { way: COLUMNS, why: 'read for the verdicts recorded; no rule is on it' }
  }
  const [only] = own
  if (rules.length > 1) return { way: COLUMNS, why: `${rules.length} rules over columns, in one pass` }
  if (counted.length > 0)
    return { way: COLUMNS, why: `over columns, since ${named(counted)} must see events in their order` }
  if (!added) return { way: COLUMNS, why: 'one rule over columns, in its own mode' }
  if (noSql !== undefined) return { way: COLUMNS, why: `over columns, ${noSql}` }
  const sql = compileSql(only!.rule.irs.get(eventType.name)!, sqlColumnsOf(eventType))
  return sql.ok
    ? { way: { kind: 'sql', condition: sql.sql }, why: 'by SQL, since all hangs on the event alone' }
    : { way: COLUMNS, why: `over columns, since SQL cannot judge it: ${sql.why}` }
}

const COLUMNS: Way = { kind: 'columns' }

function named(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ')
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown
}

/** The plan in words, a sentence a line. `types`: only these event types, as those that there are any events of. */
export function explainPlan(
  { types: planned, warmUpMs, inOrder, notAsked }: BacktestPlan,
  types?: ReadonlySet<string>,
): readonly string[] {
  // Event types that are judged the same way share a line.
  const byWhy = new Map<string, string[]>()
  for (const { type, why } of planned)
    if (types === undefined || types.has(type)) byWhy.set(why, [...(byWhy.get(why) ?? []), type])
  const lines = [...byWhy].map(([why, all]) => `${all.join(', ')}: ${why}.`)
  if (lines.length === 0) lines.push('There is nothing to judge.')
  if (warmUpMs > 0)
    lines.push(
      `Reading begins ${formatDuration(warmUpMs)} before the range, so that counters hold what they did.`,
    )
  lines.push(
    inOrder
      ? 'Events are judged in the order in which they arrived.'
      : 'No event bears on another, so parts of the range are judged side by side.',
  )
  if (notAsked.length > 0)
    lines.push(
      `Not asked again, and so unknown: ${named(notAsked)} (${notAsked.length === 1 ? 'a signal that is dear or reads earlier messages' : 'signals that are dear or read earlier messages'}).`,
    )
  return lines
}
