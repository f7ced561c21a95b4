import type { Value } from '../core/value.ts'

const OVERFLOW = 'integer overflow'
const ZERO = 'division by zero'

/** The integer, or `undefined` beyond 53 bits; `+ 0` turns the negative zero of JavaScript into zero. */
function int(n: number): number | undefined {
  return Number.isSafeInteger(n) ? n + 0 : undefined
}

/** Arithmetic and conversions of int (53 bits, failing on overflow) and double (IEEE 754). */
export const NUMBER_OPERATIONS = {
  add_int: { run: (a: number, b: number) => int(a + b), fails: OVERFLOW, cost: 'one' },
  sub_int: { run: (a: number, b: number) => int(a - b), fails: OVERFLOW, cost: 'one' },
  mul_int: { run: (a: number, b: number) => int(a * b), fails: OVERFLOW, cost: 'one' },
  div_int: {
    run: (a: number, b: number) => (b === 0 ? undefined : int(Math.trunc(a / b))),
    fails: ZERO,
    cost: 'one',
  },
  mod_int: { run: (a: number, b: number) => (b === 0 ? undefined : int(a % b)), fails: ZERO, cost: 'one' },
  neg_int: { run: (a: number) => 0 - a, cost: 'one' },
  add: { run: (a: number, b: number) => a + b, cost: 'one' },
  sub: { run: (a: number, b: number) => a - b, cost: 'one' },
  mul: { run: (a: number, b: number) => a * b, cost: 'one' },
  div: { run: (a: number, b: number) => a / b, cost: 'one' },
  neg: { run: (a: number) => -a, cost: 'one' },
  double_to_int: { run: (a: number) => int(Math.trunc(a)), fails: 'double beyond the integers', cost: 'one' },
  text_to_int: {
    run: (a: string) => (/^[+-]?\d+$/.test(a) ? int(Number(a)) : undefined),
    fails: 'text is no int',
    cost: 'scan',
  },
  text_to_double: { run: (a: string) => toDouble(a), fails: 'text is no double', cost: 'scan' },
  number_to_text: { run: (a: number) => numberText(a), cost: 'one' },
  dyn_to_double: {
    run: (a: Value) => (typeof a === 'number' ? a : typeof a === 'string' ? toDouble(a) : undefined),
    fails: 'value is no double',
    cost: 'scan',
  },
  dyn_to_int: {
    run: (a: Value) =>
      typeof a === 'number'
        ? int(Math.trunc(a))
        : typeof a === 'string' && /^[+-]?\d+$/.test(a)
          ? int(Number(a))
          : undefined,
    fails: 'value is no int',
    cost: 'scan',
  },
  dyn_to_text: {
    run: (a: Value) =>
      typeof a === 'string'
        ? a
        : typeof a === 'number'
          ? numberText(a)
          : typeof a === 'boolean'
            ? String(a)
            : undefined,
    fails: 'value is no string',
    cost: 'one',
  },
  greatest: { run: (...all: number[]) => Math.max(...all), cost: 'one' },
  least: { run: (...all: number[]) => Math.min(...all), cost: 'one' },
  greatest_list: {
    run: (all: readonly number[]) => extreme(all, 1),
    fails: 'the list is empty',
    cost: 'scan',
  },
  least_list: { run: (all: readonly number[]) => extreme(all, -1), fails: 'the list is empty', cost: 'scan' },
  abs: { run: (a: number) => Math.abs(a), cost: 'one' },
  ceil: { run: (a: number) => Math.ceil(a), cost: 'one' },
  floor: { run: (a: number) => Math.floor(a), cost: 'one' },
  // CEL rounds halves away from zero, JavaScript towards +∞.
  round: { run: (a: number) => Math.sign(a) * Math.round(Math.abs(a)), cost: 'one' },
  trunc: { run: (a: number) => Math.trunc(a), cost: 'one' },
  sign: { run: (a: number) => Math.sign(a) + 0, cost: 'one' },
  is_nan: { run: (a: number) => Number.isNaN(a), cost: 'one' },
  is_inf: { run: (a: number) => a === Infinity || a === -Infinity, cost: 'one' },
  is_finite: { run: (a: number) => Number.isFinite(a), cost: 'one' },
} as const

function extreme(all: readonly number[], direction: 1 | -1): number | undefined {
  if (all.length === 0) return undefined
  let best = all[0]!
  for (const n of all) if ((n - best) * direction > 0) best = n
  return best
}

function toDouble(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text)
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith('-') ? -Infinity : Infinity
  return /^nan$/i.test(text) ? Number.NaN : undefined
}

function numberText(a: number): string {
  if (a === Infinity) return '+Inf'
  if (a === -Infinity) return '-Inf'
  return Object.is(a, -0) ? '-0' : String(a).replace(/e([+-])(\d)$/, 'e$10$2')
}
