import { type Domain, range, whole } from './domain.ts'
import { type IrNode, operands } from './ir.ts'
import type { Operation } from './operations.ts'
import { DURATION_CEILING, TIME_CEILING, TIME_FLOOR } from './operations-time.ts'

/** A comparison with a constant, seen as what it leaves to its subject. */
export interface Constraint {
  /** Equal for subjects that are written alike. */
  readonly subject: string
  readonly allowed: Domain
  /** What the subject can be at all. */
  readonly possible: Domain | undefined
  /** False for orders of doubles, whose opposite is not an order: NaN is neither. */
  readonly invertible: boolean
  /** The subject is a whole number, so an open end of an interval is the next one. */
  readonly isWhole: boolean
  readonly node: IrNode
}

/** The key of a name. */
export function keyOfName(name: string): string {
  return `n:${name}`
}

/** The key of an operation on what has the key `operand`. */
export function keyOfCall(op: Operation, operand: string): string {
  return `call${op}(${operand})`
}

const NO_SLOTS: ReadonlyMap<number, number> = new Map()

/**
 * A text that is the same for expressions that mean the same, within one scope. Variables of macros are known by how
 * deep they stand, so that it does not matter how an author called them.
 */
export function keyOf(node: IrNode, slots = NO_SLOTS): string {
  switch (node.kind) {
    case 'constant':
      return JSON.stringify(node.value, spelledOut)
    case 'name':
      return keyOfName(node.name)
    case 'local': {
      const depth = slots.get(node.slot)
      return depth === undefined ? `y${node.slot}` : `x${depth}`
    }
    case 'each': {
      const inner = new Map(slots).set(node.slot, slots.size)
      const parts = [node.test, node.body].map((part) => (part === undefined ? '' : keyOf(part, inner)))
      return `each ${node.macro}(${keyOf(node.range, slots)},${parts.join()})`
    }
    default: {
      const extra =
        node.kind === 'call'
          ? node.op
          : (node.kind === 'field' || node.kind === 'has') && node.field !== undefined
            ? `.${node.field}`
            : node.kind === 'label'
              ? `:${JSON.stringify(node.label)}`
              : ''
      return `${node.kind}${extra}(${operands(node)
        .map((operand) => keyOf(operand, slots))
        .join()})`
    }
  }
}

/** JSON has no NaN, infinities or negative zero: they become objects, which no constant holds. */
function spelledOut(_: string, value: unknown): unknown {
  return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
    ? { number: Object.is(value, -0) ? '-0' : String(value) }
    : value
}

/** Any bool expression as a constraint, upside down when `positive` is false. */
export function constraintOf(node: IrNode, positive: boolean): Constraint {
  if (node.kind === 'not') return constraintOf(node.arg, !positive)
  return (
    comparison(node, positive) ?? {
      subject: keyOf(node),
      allowed: { kind: 'only', values: [positive] },
      possible: { kind: 'only', values: [true, false] },
      invertible: true,
      isWhole: false,
      node,
    }
  )
}

function comparison(node: IrNode, positive: boolean): Constraint | undefined {
  if (node.kind !== 'call') return undefined
  const [subject, constant] = node.args
  if (!subject || !constant || subject.kind === 'constant') return undefined
  if (constant.kind !== 'constant') return betweenTwo(node.op, subject, constant, node, positive)
  const allowed = allowedBy(node.op, constant.value, positive)
  if (!allowed) return undefined
  const isWhole = ['int', 'timestamp', 'duration'].includes(subject.type.kind)
  const isDouble = subject.type.kind === 'double'
  const ordered = allowed.kind === 'range'
  // NaN is in no order: what turns an order round lets it in, and no interval does.
  if (ordered && isDouble && !positive) return undefined
  return {
    subject: keyOf(subject),
    allowed: isWhole ? whole(allowed) : allowed,
    possible: possibleOf(subject),
    invertible: !ordered || !isDouble,
    isWhole,
    node,
  }
}

/** How two values may stand to each other: below, equal, above; NaN does in none of these ways. */
const SIGNS: Readonly<Record<string, readonly number[]>> = {
  lt: [-1],
  le: [-1, 0],
  eq: [0],
  ge: [0, 1],
  gt: [1],
}

/** A comparison of two expressions, as what it leaves to the order that they stand in. */
function betweenTwo(
  op: string,
  left: IrNode,
  right: IrNode,
  node: IrNode,
  positive: boolean,
): Constraint | undefined {
  const name = op.replace(/_text$/, '')
  const isNot = name === 'ne'
  const signs = SIGNS[isNot ? 'eq' : name]
  if (signs === undefined) return undefined
  const [a, b] = [keyOf(left), keyOf(right)]
  const isDouble = left.type.kind === 'double' || right.type.kind === 'double'
  const possible: readonly unknown[] = isDouble ? [-1, 0, 1, 'none'] : [-1, 0, 1]
  const turned = a > b ? signs.map((sign) => 0 - sign) : signs
  return {
    subject: a > b ? `order(${b},${a})` : `order(${a},${b})`,
    allowed: {
      kind: 'only',
      values:
        positive === isNot ? possible.filter((one) => !(turned as readonly unknown[]).includes(one)) : turned,
    },
    possible: { kind: 'only', values: possible },
    invertible: true,
    isWhole: false,
    node,
  }
}

/** The values for which `subject op value` holds; undefined where that cannot be said. */
export function allowedBy(op: string, value: unknown, positive: boolean): Domain | undefined {
  if (op === 'in_list' || op === 'in_list_deep')
    return Array.isArray(value) && value.every((item) => typeof item !== 'object')
      ? { kind: positive ? 'only' : 'but', values: value }
      : undefined
  if (typeof value === 'object') return undefined
  if (op === 'eq') return { kind: positive ? 'only' : 'but', values: [value] }
  if (op === 'ne') return { kind: positive ? 'but' : 'only', values: [value] }
  if (typeof value !== 'number' || Number.isNaN(value)) return undefined
  switch (positive ? op : INVERSE[op]) {
    case 'lt':
      return range(-Infinity, value, false, true)
    case 'le':
      return range(-Infinity, value)
    case 'gt':
      return range(value, Infinity, true, false)
    case 'ge':
      return range(value, Infinity)
  }
  return undefined
}

const INVERSE: Readonly<Record<string, string>> = { lt: 'ge', le: 'gt', gt: 'le', ge: 'lt' }

const RESULTS: Readonly<Record<string, readonly [number, number]>> = {
  size_text: [0, Infinity],
  size_list: [0, Infinity],
  size_map: [0, Infinity],
  abs: [0, Infinity],
  sign: [-1, 1],
  index_of: [-1, Infinity],
  last_index_of: [-1, Infinity],
  hours: [0, 23],
  hours_in: [0, 23],
  minutes: [0, 59],
  minutes_in: [0, 59],
  seconds: [0, 59],
  seconds_in: [0, 59],
  milliseconds: [0, 999],
  month: [0, 11],
  month_in: [0, 11],
  day_of_week: [0, 6],
  day_of_week_in: [0, 6],
  day_of_month: [0, 30],
  day_of_month_in: [0, 30],
  date: [1, 31],
  date_in: [1, 31],
  day_of_year: [0, 365],
  day_of_year_in: [0, 365],
}

function possibleOf(subject: IrNode): Domain | undefined {
  if (subject.kind === 'call' && Object.hasOwn(RESULTS, subject.op)) return range(...RESULTS[subject.op]!)
  switch (subject.type.kind) {
    case 'timestamp':
      return range(TIME_FLOOR, TIME_CEILING)
    case 'duration':
      return range(-DURATION_CEILING, DURATION_CEILING)
    case 'bool':
      return { kind: 'only', values: [true, false] }
    case 'int':
      return range(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  }
  return undefined
}
