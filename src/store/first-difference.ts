import type { Event } from '../core/event.ts'

const FIELDS = ['type', 'time', 'world', 'session', 'actor', 'target'] as const

/** The path of the first field in which two events as sent differ (`actor`, `data.text`); undefined when they are equal. */
export function firstDifference(before: Event, after: Event): string | undefined {
  for (const field of FIELDS) if (before[field] !== after[field]) return field
  return differenceAt('data', before.data, after.data)
}

function differenceAt(path: string, a: unknown, b: unknown): string | undefined {
  if (Object.is(a, b) || (a === 0 && b === 0)) return undefined
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return path
  if (Array.isArray(a) !== Array.isArray(b)) return path
  const left = a as Readonly<Record<string, unknown>>
  const right = b as Readonly<Record<string, unknown>>
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])].sort()
  for (const key of keys) {
    const at = Array.isArray(a) ? `${path}[${key}]` : `${path}.${key}`
    if (!Object.hasOwn(left, key) || !Object.hasOwn(right, key)) return at
    const difference = differenceAt(at, left[key], right[key])
    if (difference !== undefined) return difference
  }
  return undefined
}
