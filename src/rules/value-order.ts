import type { Value } from '../core/value.ts'

/**
 * Orders strings by code point, as CEL does. UTF-16 order differs only where a surrogate meets a unit from
 * U+E000 up, so only the first differing unit needs a second look.
 */
export function compareText(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return rank(x) - rank(y)
  }
  return a.length - b.length
}

function rank(unit: number): number {
  return unit >= 0xe000 ? unit - 0x2000 : unit >= 0xd800 ? unit + 0x2000 : unit
}

/** Equality of CEL: lists item by item, maps key by key, numbers by value whatever their type. */
export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    return a.every((item, i) => equalValues(item, b[i]))
  }
  const left = a as Readonly<Record<string, Value>>
  const right = b as Readonly<Record<string, Value>>
  const keys = Object.keys(left)
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equalValues(left[key], right[key]))
  )
}

export function holdsItem(list: readonly Value[], item: Value): boolean {
  for (const other of list) if (equalValues(other, item)) return true
  return false
}
