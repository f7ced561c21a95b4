import type { CompiledEventType, Ruleset } from '../../engine/ruleset.ts'
import { dataColumn, ENVELOPE } from '../../history/shape.ts'
import { storedType } from '../../history/stored-type.ts'
import type { CounterKey } from '../../pack/pack.ts'
import type { Ir } from '../../rules/ir.ts'

/** The history's columns by event type, each with the stored type that it is read as. */
export type ColumnsAsked = ReadonlyMap<string, Readonly<Record<string, string>>>

/** Columns that a replay reads of every event: what it was decided, when, and who acted. */
export const ALWAYS = [
  'received',
  'time',
  'world',
  'session',
  'actor',
  'target',
  'event_id',
  'verdict',
] as const

/** The column of a property of the judged event. */
const COLUMN_OF: Readonly<Record<string, string>> = { id: 'event_id', receivedAt: 'received', type: '' }

/** What a replay of a ruleset reads of the history; `more` are columns that whoever looks at the outcome wants. */
export function columnsAsked(ruleset: Ruleset, more: readonly string[] = []): ColumnsAsked {
  const asked = new Map<string, Readonly<Record<string, string>>>()
  for (const [name, compiled] of ruleset.eventTypes) {
    const names = new Set<string>([...ALWAYS, ...more])
    for (const ir of expressionsOf(compiled)) noteNames(ir, names)
    for (const { signal } of compiled.signals) names.add(dataColumn(signal.of))
    asked.set(name, shaped(compiled, names))
  }
  return asked
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
