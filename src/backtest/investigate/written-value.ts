import { formatDuration } from '../../core/duration.ts'
import { isoTime } from '../../core/iso-time.ts'
import type { Value, ValueType } from '../../core/value.ts'

/** The last time that has a date, in ms. */
const LAST_TIME = 8.64e15

/** A run-time value as it is sent: times and durations as text; null where there is none. */
export function writtenValue(value: Value, { kind }: ValueType): Value {
  if (value === undefined) return null
  if (typeof value !== 'number' || Math.abs(value) > LAST_TIME) return value
  if (kind === 'timestamp') return isoTime(value)
  if (kind === 'duration') return formatDuration(value)
  return value
}
