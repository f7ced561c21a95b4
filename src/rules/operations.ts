import type { Value } from '../core/value.ts'
import { NUMBER_OPERATIONS } from './operations-number.ts'
import { TEXT_OPERATIONS } from './operations-text.ts'
import { TIME_OPERATIONS } from './operations-time.ts'
import { compareText, equalValues, holdsItem } from './value-order.ts'

/** What an operation does on values that are all there; `undefined` when it fails. */
export interface OperationMeaning {
  readonly run: (...operands: never[]) => Value
  /** Why it fails; absent when it cannot. */
  readonly fails?: string
  /** Work of one use: a number, or in proportion to the size of its first operand. */
  readonly cost: 'one' | 'scan' | 'match' | 'build'
}

const MISSING_KEY = 'no such key or index'

const VALUE_OPERATIONS = {
  eq: { run: (a: Value, b: Value) => a === b, cost: 'one' },
  ne: { run: (a: Value, b: Value) => a !== b, cost: 'one' },
  eq_deep: { run: (a: Value, b: Value) => equalValues(a, b), cost: 'scan' },
  ne_deep: { run: (a: Value, b: Value) => !equalValues(a, b), cost: 'scan' },
  lt: { run: (a: number, b: number) => a < b, cost: 'one' },
  le: { run: (a: number, b: number) => a <= b, cost: 'one' },
  gt: { run: (a: number, b: number) => a > b, cost: 'one' },
  ge: { run: (a: number, b: number) => a >= b, cost: 'one' },
  lt_text: { run: (a: string, b: string) => compareText(a, b) < 0, cost: 'one' },
  le_text: { run: (a: string, b: string) => compareText(a, b) <= 0, cost: 'one' },
  gt_text: { run: (a: string, b: string) => compareText(a, b) > 0, cost: 'one' },
  ge_text: { run: (a: string, b: string) => compareText(a, b) >= 0, cost: 'one' },
  lt_dyn: {
    run: (a: Value, b: Value) => order(a, b, (c) => c < 0),
    fails: 'values of different types',
    cost: 'one',
  },
  le_dyn: {
    run: (a: Value, b: Value) => order(a, b, (c) => c <= 0),
    fails: 'values of different types',
    cost: 'one',
  },
  gt_dyn: {
    run: (a: Value, b: Value) => order(a, b, (c) => c > 0),
    fails: 'values of different types',
    cost: 'one',
  },
  ge_dyn: {
    run: (a: Value, b: Value) => order(a, b, (c) => c >= 0),
    fails: 'values of different types',
    cost: 'one',
  },
  in_list: { run: (item: Value, list: readonly Value[]) => list.includes(item), cost: 'scan' },
  in_list_deep: { run: (item: Value, list: readonly Value[]) => holdsItem(list, item), cost: 'scan' },
  in_map: { run: (key: string, map: object) => Object.hasOwn(map, key), cost: 'one' },
  in_dyn: {
    run: (item: Value, range: Value) =>
      Array.isArray(range)
        ? holdsItem(range, item)
        : isMap(range) && typeof item === 'string'
          ? Object.hasOwn(range, item)
          : undefined,
    fails: 'neither a list nor a map',
    cost: 'scan',
  },
  at_list: { run: (list: readonly Value[], index: number) => list[index], fails: MISSING_KEY, cost: 'one' },
  at_map: {
    run: (map: Readonly<Record<string, Value>>, key: string) => own(map, key),
    fails: MISSING_KEY,
    cost: 'one',
  },
  at_dyn: {
    run: (of: Value, key: Value) =>
      Array.isArray(of)
        ? typeof key === 'number'
          ? (of as readonly Value[])[key]
          : undefined
        : isMap(of) && typeof key === 'string'
          ? own(of, key)
          : undefined,
    fails: MISSING_KEY,
    cost: 'one',
  },
  size_list: { run: (list: readonly Value[]) => list.length, cost: 'one' },
  size_map: { run: (map: object) => Object.keys(map).length, cost: 'scan' },
  concat_list: { run: (a: readonly Value[], b: readonly Value[]) => [...a, ...b], cost: 'build' },
  as_bool: { run: (a: Value) => (typeof a === 'boolean' ? a : undefined), fails: 'not a bool', cost: 'one' },
  same: { run: (a: Value) => a, cost: 'one' },
  bool_to_text: { run: (a: boolean) => String(a), cost: 'one' },
  text_to_bool: {
    run: (a: string) => (TRUE.has(a) ? true : FALSE.has(a) ? false : undefined),
    fails: 'text is no bool',
    cost: 'one',
  },
  entity_id: { run: (a: string) => a.slice(a.indexOf(':') + 1), cost: 'one' },
  entity_kind: { run: (a: string) => a.slice(0, a.indexOf(':')), cost: 'one' },
} as const satisfies Record<string, OperationMeaning>

const TRUE = new Set(['1', 't', 'T', 'true', 'TRUE', 'True'])
const FALSE = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False'])

/** Every strict operation of the intermediate form, with its meaning on run-time values. */
export const OPERATIONS = {
  ...VALUE_OPERATIONS,
  ...NUMBER_OPERATIONS,
  ...TEXT_OPERATIONS,
  ...TIME_OPERATIONS,
} as const satisfies Record<string, OperationMeaning>

export type Operation = keyof typeof OPERATIONS

/** The meaning of an operation, its failure included. */
export function meaningOf(op: Operation): OperationMeaning {
  return OPERATIONS[op]
}

function order(a: Value, b: Value, wanted: (sign: number) => boolean): Value {
  if (typeof a === 'number' && typeof b === 'number')
    return Number.isNaN(a - b) && a !== b ? false : wanted(a < b ? -1 : a > b ? 1 : 0)
  if (typeof a === 'string' && typeof b === 'string') return wanted(compareText(a, b))
  if (typeof a === 'boolean' && typeof b === 'boolean') return wanted(Number(a) - Number(b))
  return undefined
}

function isMap(value: Value): value is { readonly [key: string]: Value } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function own(map: Readonly<Record<string, Value>>, key: string): Value {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
