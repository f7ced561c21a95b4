import type { CompiledEventType, Ruleset } from '../../engine/ruleset.ts'
import { dataColumn, ENVELOPE } from '../../history/shape.ts'
import { storedType } from '../../history/stored-type.ts'
import type { CounterKey } from '../../pack/pack.ts'
import { signalSlots } from '../../rules/evaluation-order.ts'
import type { Ir } from '../../rules/ir.ts'
import { labelsOf } from '../../rules/labels-of.ts'

/** The history's columns by event type, each with the stored type that it is read as. */
export type ColumnsAsked = ReadonlyMap<string, Readonly<Record<string, string>>>

/** The column of a property of the judged event. */
const COLUMN_OF: Readonly<Record<string, string>> = { id: 'event_id', receivedAt: 'received', type: '' }

/** Expressions that somebody reads beside rules and counters, by event type. */
export type AlsoRead = ReadonlyMap<string, readonly Ir[]>

/** What a replay of a ruleset reads of the history; `more` are columns that whoever looks at the outcome wants. */
export function columnsAsked(
  ruleset: Ruleset,
  more: readonly string[] = [],
  also: AlsoRead = new Map(),
): ColumnsAsked {
  const asked = new Map<string, Readonly<Record<string, string>>>()
  const { rules } = ruleset.pack
  const asksLabels = rules.some(({ irs }) => [...irs.values()].some((ir) => labelsOf(ir).length > 0))
  for (const [name, compiled] of ruleset.eventTypes) {
    const names = new Set<string>(['received', ...more])
    for (const ir of expressionsOf(compiled)) noteNames(ir, names)
    for (const ir of also.get(name) ?? []) noteNames(ir, names)
    for (const slot of signalsRead(compiled, also)) names.add(dataColumn(compiled.signals[slot]!.signal.of))
    if (compiled.counters.length > 0) names.add('time')
    if (compiled.rules.some(({ worlds }) => worlds !== undefined)) names.add('world')
    if (asksLabels) for (const column of ['actor', 'target', 'session']) names.add(column)
    // What a canary draws by; see draw-rows.ts.
    if (compiled.rules.some(({ share }) => share > 0 && share < 10_000))
      for (const column of ['actor', 'session', 'event_id']) names.add(column)
    if (readsEvents(compiled, also)) for (const column of ALL) names.add(column)
    asked.set(name, shaped(compiled, names))
  }
  return asked
}

/** What counting alone reads, of event types that are counted. */
export function columnsCounted(ruleset: Ruleset): ColumnsAsked {
  const asked = new Map<string, Readonly<Record<string, string>>>()
  for (const [name, compiled] of ruleset.eventTypes) {
    const counted = compiled.counters.some(({ counts }) => counts !== undefined)
    if (!counted) continue
    const names = new Set<string>(['received', 'time'])
    const irs = [...expressionsOf({ ...compiled, rules: [] })]
    for (const ir of irs) noteNames(ir, names)
    for (const slot of irs.flatMap((ir) => signalSlots(ir)))
      if (slot < compiled.signals.length) names.add(dataColumn(compiled.signals[slot]!.signal.of))
    if (readsEvents(compiled, new Map())) for (const column of ALL) names.add(column)
    asked.set(name, shaped(compiled, names))
  }
  return asked
}

/** Columns of the envelope that a signal may look at. */
const ALL = ['time', 'world', 'session', 'actor', 'target', 'event_id']

/** The slots of the signals that rules, counters and `also` may read. */
export function signalsRead(compiled: CompiledEventType, also: AlsoRead = new Map()): ReadonlySet<number> {
  const slots = new Set<number>()
  for (const ir of [...expressionsOf(compiled), ...(also.get(compiled.eventType.name) ?? [])])
    for (const slot of signalSlots(ir)) if (slot < compiled.signals.length) slots.add(slot)
  return slots
}

/** Whether a signal that is read looks at more than its text. */
function readsEvents(compiled: CompiledEventType, also: AlsoRead): boolean {
  return [...signalsRead(compiled, also)].some((slot) => {
    const { signal } = compiled.signals[slot]!
    return signal.cost === 'cheap' && signal.evaluate.length > 1
  })
}

/** Adds the columns that an expression reads. */
export function noteNames(ir: Ir, names: Set<string>): void {
  for (const { read } of Object.values(ir.names)) {
    if (read.kind === 'data') names.add(dataColumn(read.property))
    if (read.kind !== 'envelope') continue
    const column = COLUMN_OF[read.property] ?? read.property
    if (column !== '') names.add(column)
  }
}

/** Names of columns with the types that they are read as; what the event type does not know is left out. */
export function shaped(
  { eventType }: Pick<CompiledEventType, 'eventType'>,
  names: Iterable<string>,
): Record<string, string> {
  const columns: Record<string, string> = {}
  for (const name of names) {
    const feature = name.startsWith(dataColumn('')) ? name.slice(dataColumn('').length) : undefined
    const type = feature === undefined ? undefined : eventType.features.get(feature)?.type
    const stored = feature === undefined ? ENVELOPE[name] : type && storedType(type)
    if (stored !== undefined) columns[name] = stored
  }
  return columns
}

function* expressionsOf({ rules, counters, eventType: { name } }: CompiledEventType): Generator<Ir> {
  for (const { rule } of rules) yield rule.irs.get(name)!
  for (const { counter } of counters) {
    const { counts, reads } = counter.bindings.get(name)!
    const keys: CounterKey[] = [...(counts?.key ?? []), ...(reads ?? [])]
    if (counts?.value !== undefined) keys.push(counts.value)
    for (const { ir } of keys) yield ir
    if (counts?.where !== undefined) yield counts.where
  }
}
