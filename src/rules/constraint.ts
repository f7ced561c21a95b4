import { type Domain, range, whole } from './domain.ts'
import { type IrNode, operands } from './ir.ts'
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
  readonly node: IrNode
}

/** A text that is the same for expressions that mean the same. */
export function keyOf(node: IrNode): string {
  switch (node.kind) {
    case 'constant':
      return JSON.stringify(node.value)
    case 'name':
      return `n:${node.name}`
    case 'local':
      return `x${node.slot}`
    default: {
      const extra =
        node.kind === 'call' ? node.op : node.kind === 'field' || node.kind === 'has' ? `.${node.field}` : ''
      const macro = node.kind === 'each' ? `${node.macro}${node.test ? 't' : ''}${node.slot}` : ''
      return `${node.kind}${extra}${macro}(${operands(node).map(keyOf).join()})`
    }
  }
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
      node,
    }
  )
}

function comparison(node: IrNode, positive: boolean): Constraint | undefined {
  if (node.kind !== 'call') return undefined
  const [subject, constant] = node.args
  if (!subject || constant?.kind !== 'constant' || subject.kind === 'constant') return undefined
  const allowed = allowedBy(node.op, constant.value, positive)
  if (!allowed) return undefined
  const isWhole = ['int', 'timestamp', 'duration'].includes(subject.type.kind)
  const ordered = allowed.kind === 'range'
  return {
    subject: keyOf(subject),
    allowed: isWhole ? whole(allowed) : allowed,
    possible: possibleOf(subject),
    invertible: !ordered || subject.type.kind !== 'double',
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
