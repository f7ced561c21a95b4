import type { Value, ValueType } from '../core/value.ts'
import type { Column, ColumnBlock } from './column.ts'
import { columnKind } from './columns/loaded-column.ts'
import { type FrameParts, frameOf, type ScopeParts, typeOf } from './condition.fixture.ts'

/** Words of text columns by column, for blocks that share them. */
export type Words = Map<string, string[]>

/**
 * A column of these values, in the form of their type. Texts are added to `words`; with `repeatWords`, each row has a
 * word of its own.
 */
export function columnOf(
  type: ValueType,
  values: readonly Value[],
  words: string[] = [],
  repeatWords = false,
): Column {
  const kind = columnKind(type)
  switch (kind) {
    case 'number': {
      const missing = values.some((value) => value === undefined)
      return {
        kind,
        // What stands in a row without a value must not matter.
        values: Float64Array.from(values, (value) => (value === undefined ? 1 : (value as number))),
        ...(missing ? { present: Uint8Array.from(values, (value) => (value === undefined ? 0 : 1)) } : {}),
      }
    }
    case 'bool':
      return { kind, values: Uint8Array.from(values, (v) => (v === undefined ? 2 : v ? 1 : 0)) }
    case 'text': {
      const known = new Map(words.map((word, code) => [word, code]))
      const codes = Int32Array.from(values, (value) => {
        if (typeof value !== 'string') return -1
        const code = repeatWords ? undefined : known.get(value)
        if (code !== undefined) return code
        known.set(value, words.length)
        return words.push(value) - 1
      })
      return { kind, codes, words }
    }
    case 'value':
      return { kind, values }
  }
}

export interface BlockParts {
  readonly scope: ScopeParts
  readonly rows: readonly FrameParts[]
  readonly repeatWords?: boolean
  readonly words?: Words
}

/** The same events as columns that `frameOf` gives one by one; `asked` lists the signals in the order of asking. */
export function blockOf({
  scope,
  rows,
  repeatWords,
  words = new Map(),
}: BlockParts): ColumnBlock & { asked: number[] } {
  const frames = rows.map((row) => frameOf(row))
  const signalTypes = [...Object.values(scope.signals ?? {}), ...Object.values(scope.counters ?? {})]
  const asked: number[] = []
  const made = new Map<string, Column>()
  const once = (key: string, type: ValueType, values: () => readonly Value[]): Column => {
    const own = words.get(key) ?? []
    words.set(key, own)
    const known = made.get(key) ?? columnOf(type, values(), own, repeatWords)
    made.set(key, known)
    return known
  }
  return {
    rows: rows.length,
    asked,
    envelope: (property) =>
      once(
        `envelope ${property}`,
        { kind: property === 'time' || property === 'receivedAt' ? 'timestamp' : 'string' },
        () => frames.map(({ event }) => (event as unknown as Readonly<Record<string, Value>>)[property]),
      ),
    data: (feature) =>
      once(`data ${feature}`, typeOf((scope.features?.[feature] ?? 'dyn').replace('?', '')), () =>
        frames.map(({ event }) => (Object.hasOwn(event.data, feature) ? event.data[feature] : undefined)),
      ),
    signal: (slot) =>
      once(`signal ${slot}`, signalTypes[slot]!, () => {
        asked.push(slot)
        return rows.map(({ signals = [], counters = [] }) => [...signals, ...counters][slot])
      }),
    hasLabel: (row, entity, label) => frames[row]!.hasLabel(entity, label),
  }
}
