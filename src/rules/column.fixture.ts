import type { Value, ValueType } from '../core/value.ts'
import type { Column, ColumnBlock } from './column.ts'
import { columnKind } from './columns/loaded-column.ts'
import { type FrameParts, frameOf, type ScopeParts, typeOf } from './condition.fixture.ts'

/** A column of these values, in the form of their type. With `repeatWords`, each row has a word of its own. */
export function columnOf(type: ValueType, values: readonly Value[], repeatWords = false): Column {
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
      const words: string[] = []
      const codes = Int32Array.from(values, (value) => {
        if (typeof value !== 'string') return -1
        const known = repeatWords ? -1 : words.indexOf(value)
        return known >= 0 ? known : words.push(value) - 1
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
}

/** The same events as columns that `frameOf` gives one by one; `asked` lists the signals in the order of asking. */
export function blockOf({ scope, rows, repeatWords }: BlockParts): ColumnBlock & { asked: number[] } {
  const frames = rows.map((row) => frameOf(row))
  const signalTypes = [...Object.values(scope.signals ?? {}), ...Object.values(scope.counters ?? {})]
  const asked: number[] = []
  const made = new Map<string, Column>()
  const once = (key: string, make: () => Column): Column => {
    const known = made.get(key) ?? make()
    made.set(key, known)
    return known
  }
  return {
    rows: rows.length,
    asked,
    envelope: (property) =>
      once(`envelope ${property}`, () =>
        columnOf(
          { kind: property === 'time' || property === 'receivedAt' ? 'timestamp' : 'string' },
          frames.map(({ event }) => (event as unknown as Readonly<Record<string, Value>>)[property]),
          repeatWords,
        ),
      ),
    data: (feature) =>
      once(`data ${feature}`, () =>
        columnOf(
          typeOf((scope.features?.[feature] ?? 'dyn').replace('?', '')),
          frames.map(({ event }) => (Object.hasOwn(event.data, feature) ? event.data[feature] : undefined)),
          repeatWords,
        ),
      ),
    signal: (slot) =>
      once(`signal ${slot}`, () => {
        asked.push(slot)
        return columnOf(
          signalTypes[slot]!,
          rows.map(({ signals = [], counters = [] }) => [...signals, ...counters][slot]),
          repeatWords,
        )
      }),
    hasLabel: (row, entity, label) => frames[row]!.hasLabel(entity, label),
  }
}
