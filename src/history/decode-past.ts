import { parseDuration } from '../core/duration.ts'
import { parseTime } from '../core/iso-time.ts'
import type { Value, ValueType } from '../core/value.ts'
import type { HistoryType } from './shape.ts'

/**
 * The features of a stored event, as they were when it was judged. The event was checked then; if the pack has changed
 * since, what fits the type now is kept and the rest is missing.
 */
export function decodePast(
  type: HistoryType,
  data: Readonly<Record<string, unknown>> | undefined,
): Record<string, Value> {
  const decoded: Record<string, Value> = {}
  if (data === undefined) return decoded
  for (const [name, feature] of type.features)
    if (Object.hasOwn(data, name)) decoded[name] = decodeValue(feature.type, data[name])
  return decoded
}

/** A value of the wire at run time; undefined when it is none of this type. */
function decodeValue(type: ValueType, value: unknown): Value {
  switch (type.kind) {
    case 'string':
    case 'entity':
      return typeof value === 'string' ? value : undefined
    case 'bool':
      return typeof value === 'boolean' ? value : undefined
    case 'int':
      return Number.isSafeInteger(value) ? (value as number) + 0 : undefined
    case 'double':
      return typeof value === 'number' && Number.isFinite(value) ? value + 0 : undefined
    case 'timestamp':
      return typeof value === 'string' ? parseTime(value) : undefined
    case 'duration':
      return typeof value === 'string' ? parseDuration(value) : undefined
    case 'list':
      return Array.isArray(value) ? whole(value.map((one) => decodeValue(type.of, one))) : undefined
    case 'map': {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
      const entries = Object.entries(value).map(([key, one]) => [key, decodeValue(type.of, one)] as const)
      return entries.some(([, one]) => one === undefined) ? undefined : Object.fromEntries(entries)
    }
    default:
      return undefined
  }
}

/** A list with an item that does not fit is no list of this type. */
function whole(values: readonly Value[]): Value {
  return values.includes(undefined) ? undefined : values
}
