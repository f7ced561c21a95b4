import type { ValueType } from '../core/value.ts'

export const BOOL: ValueType = { kind: 'bool' }
export const INT: ValueType = { kind: 'int' }
export const DOUBLE: ValueType = { kind: 'double' }
export const STRING: ValueType = { kind: 'string' }
export const DYN: ValueType = { kind: 'dyn' }

export function isNumber(type: ValueType): boolean {
  return type.kind === 'int' || type.kind === 'double'
}

/** Whether a value of type `given` may stand where `wanted` is asked for; `dyn` inside either takes anything. */
export function fits(given: ValueType, wanted: ValueType): boolean {
  if (wanted.kind === 'dyn') return true
  if (given.kind !== wanted.kind) return false
  switch (wanted.kind) {
    case 'list':
      return given.kind === 'list' && (given.of.kind === 'dyn' || fits(given.of, wanted.of))
    case 'map':
      return given.kind === 'map' && (given.of.kind === 'dyn' || fits(given.of, wanted.of))
    case 'entity':
      return (
        given.kind === 'entity' &&
        (wanted.entity === undefined || given.entity === undefined || wanted.entity === given.entity)
      )
    case 'object':
      return given.kind === 'object' && given.name === wanted.name
    default:
      return true
  }
}

/** Whether two values can ever be equal, as far as their types say. */
export function comparable(a: ValueType, b: ValueType): boolean {
  if (a.kind === 'dyn' || b.kind === 'dyn') return true
  if (isNumber(a) && isNumber(b)) return true
  if (a.kind === 'list' && b.kind === 'list') return comparable(a.of, b.of)
  if (a.kind === 'map' && b.kind === 'map') return comparable(a.of, b.of)
  return fits(a, b) || fits(b, a)
}

/** The one type that holds values of both: the same type, or `dyn`. */
export function join(a: ValueType, b: ValueType): ValueType {
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', of: joinItems(a.of, b.of) }
  if (a.kind === 'map' && b.kind === 'map') return { kind: 'map', of: joinItems(a.of, b.of) }
  if (a.kind === 'entity' && b.kind === 'entity') return a.entity === b.entity ? a : { kind: 'entity' }
  return fits(a, b) && fits(b, a) ? a : DYN
}

/** The items of an empty literal are `dyn` and take the other's type. */
function joinItems(a: ValueType, b: ValueType): ValueType {
  return a.kind === 'dyn' ? b : b.kind === 'dyn' ? a : join(a, b)
}

/** Types whose values are compared with `===` at run time. */
export function isPlain(type: ValueType): boolean {
  return type.kind !== 'list' && type.kind !== 'map' && type.kind !== 'object' && type.kind !== 'dyn'
}
