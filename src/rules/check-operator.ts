import { EntityRef, entityKind } from '../core/entity.ts'
import type { ValueType } from '../core/value.ts'
import { typeName } from '../core/value.ts'
import { type Checking, declaredAt } from './checking.ts'
import type { At, IrNode } from './ir.ts'
import { meaningOf, type Operation } from './operations.ts'
import type { Syntax } from './syntax.ts'
import { BOOL, comparable, DOUBLE, fits, INT, isNumber, isPlain, join, STRING } from './types.ts'

export function call(op: Operation, args: readonly IrNode[], type: ValueType, at: At): IrNode {
  const fallible = meaningOf(op).fails !== undefined || args.some((arg) => arg.fallible)
  return { kind: 'call', op, args, type, at, fallible }
}

/** Types a binary operator and picks the operation for the types of its operands. */
export function checkBinary(
  checking: Checking,
  syntax: Syntax & { kind: 'binary' },
  left: IrNode,
  right: IrNode,
): IrNode | undefined {
  switch (syntax.op) {
    case '==':
    case '!=':
      return checkEquality(checking, syntax, left, right)
    case 'in':
      return checkIn(checking, syntax, left, right)
    case '<':
    case '<=':
    case '>':
    case '>=':
      return checkOrder(checking, syntax, left, right)
    default:
      return checkArithmetic(checking, syntax, left, right)
  }
}

function mismatch(
  checking: Checking,
  syntax: Syntax & { kind: 'binary' },
  left: IrNode,
  right: IrNode,
  wayOut?: string,
): undefined {
  const [a, b] = [typeName(left.type), typeName(right.type)]
  checking.report(
    {
      code: 'type-mismatch',
      message: `"${syntax.op}" does not take ${a} and ${b}`,
      at: syntax.at,
      label: `${a} ${syntax.op} ${b}`,
      wayOut: wayOut ?? conversion(left, right),
    },
    declaredAt(checking, left, right),
  )
  return undefined
}

function conversion(left: IrNode, right: IrNode): string {
  const constant = right.kind === 'constant' ? right : left.kind === 'constant' ? left : undefined
  const other = constant === right ? left : right
  if (constant && typeof constant.value === 'string') {
    if (isNumber(other.type) && /^-?\d+(\.\d+)?$/.test(constant.value))
      return `write ${constant.value} without quotes`
    if (other.type.kind === 'duration')
      return `write duration('${/^\d+[hms]/.test(constant.value) ? constant.value : '24h'}')`
    if (other.type.kind === 'timestamp') return "write timestamp('2026-01-31T00:00:00Z')"
    if (other.type.kind === 'bool')
      return `write ${constant.value === 'false' ? 'false' : 'true'} without quotes`
  }
  if (constant && typeof constant.value === 'number' && other.type.kind === 'duration')
    return "write duration('24h')"
  if (constant && typeof constant.value === 'number' && other.type.kind === 'string')
    return `write '${constant.value}', or size() for its length`
  if (left.type.kind === 'null' || right.type.kind === 'null')
    return 'nothing is null here: has(data.name) asks whether a feature is there'
  if (other.type.kind === 'object')
    return `compare one of its fields: ${Object.keys(other.type.fields).slice(0, 5).join(', ')}`
  if (left.type.kind === 'object')
    return `compare one of its fields: ${Object.keys(left.type.fields).slice(0, 5).join(', ')}`
  if (isNumber(left.type) && isNumber(right.type)) return 'convert one with double() or int()'
  if (left.type.kind === 'entity' || right.type.kind === 'entity')
    return 'compare its .id, or write the entity as kind:id'
  return 'compare values of one type; string(), int(), double(), timestamp(), duration() convert'
}

function checkEquality(
  checking: Checking,
  syntax: Syntax & { kind: 'binary' },
  left: IrNode,
  right: IrNode,
): IrNode | undefined {
  if (!comparableEntities(checking, left, right)) return undefined
  const entityText = isEntityText(left, right) || isEntityText(right, left)
  if (!entityText && !comparable(left.type, right.type)) return mismatch(checking, syntax, left, right)
  const plain = isPlain(left.type) && isPlain(right.type)
  const negative = syntax.op === '!='
  const op: Operation = plain ? (negative ? 'ne' : 'eq') : negative ? 'ne_deep' : 'eq_deep'
  // Constants stand on the right in the intermediate form.
  const args = left.kind === 'constant' && right.kind !== 'constant' ? [right, left] : [left, right]
  return call(op, args, BOOL, syntax.at)
}

function isEntityText(entity: IrNode, text: IrNode): boolean {
  return entity.type.kind === 'entity' && text.kind === 'constant' && typeof text.value === 'string'
}

/** Whether every constant that an entity is compared with is `kind:id` of a kind it can be; reports if not. */
function comparableEntities(checking: Checking, a: IrNode, b: IrNode): boolean {
  const [entity, other] = a.type.kind === 'entity' ? [a, b] : [b, a]
  if (entity.type.kind !== 'entity' || other.kind !== 'constant') return true
  const wanted = entity.type.entity
  const texts = Array.isArray(other.value) ? other.value : [other.value]
  for (const text of texts) {
    if (typeof text !== 'string') continue
    const parsed = EntityRef.safeParse(text)
    if (parsed.success && (wanted === undefined || entityKind(parsed.data) === wanted)) continue
    checking.report(
      {
        code: 'not-an-entity',
        message: parsed.success
          ? `"${text}" is no ${wanted}, so it is never equal to this ${wanted}`
          : `"${text}" is no entity`,
        at: other.at,
        wayOut: `write kind:id, such as '${wanted ?? 'account'}:u1', or compare .id`,
      },
      declaredAt(checking, entity),
    )
    return false
  }
  return true
}

function checkIn(
  checking: Checking,
  syntax: Syntax & { kind: 'binary' },
  left: IrNode,
  right: IrNode,
): IrNode | undefined {
  const { type } = right
  if (type.kind === 'dyn') return call('in_dyn', [left, right], BOOL, syntax.at)
  if (type.kind === 'map') {
    if (left.type.kind === 'string') return call('in_map', [left, right], BOOL, syntax.at)
    if (left.type.kind === 'dyn') return call('in_dyn', [left, right], BOOL, syntax.at)
    return mismatch(checking, syntax, left, right, 'keys of maps are strings')
  }
  if (type.kind !== 'list') {
    const text = type.kind === 'string'
    return mismatch(
      checking,
      syntax,
      left,
      right,
      text ? "write text.contains('…') to look inside a string" : 'write a list or a map after "in"',
    )
  }
  if (!comparableEntities(checking, left, right)) return undefined
  const entities = left.type.kind === 'entity' && right.kind === 'constant' && type.of.kind === 'string'
  if (!entities && !comparable(left.type, type.of))
    return mismatch(checking, syntax, left, right, `every item is ${typeName(type.of)}`)
  // `includes` takes NaN for equal to NaN, so doubles go the exact way.
  const plain = isPlain(left.type) && isPlain(type.of) && left.type.kind !== 'double'
  return call(plain ? 'in_list' : 'in_list_deep', [left, right], BOOL, syntax.at)
}

const SWAPPED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const
const ORDER = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const

function checkOrder(
  checking: Checking,
  syntax: Syntax & { kind: 'binary' },
  left: IrNode,
  right: IrNode,
): IrNode | undefined {
  const [a, b] = [left.type, right.type]
  const swap = left.kind === 'constant' && right.kind !== 'constant'
  const op = syntax.op as keyof typeof ORDER
  const name = ORDER[swap ? SWAPPED[op] : op]
  const args = swap ? [right, left] : [left, right]
  if (a.kind === 'dyn' || b.kind === 'dyn') {
    const known = a.kind === 'dyn' ? b : a
    if (known.kind === 'dyn' || isNumber(known) || known.kind === 'string' || known.kind === 'bool')
      return call(`${name}_dyn`, args, BOOL, syntax.at)
  } else if (a.kind === 'string' && b.kind === 'string') return call(`${name}_text`, args, BOOL, syntax.at)
  else if (isNumber(a) && isNumber(b)) return call(name, args, BOOL, syntax.at)
  else if (a.kind === b.kind && (a.kind === 'timestamp' || a.kind === 'duration' || a.kind === 'bool'))
    return call(name, args, BOOL, syntax.at)
  if (a.kind === 'timestamp' && b.kind === 'duration')
    return mismatch(checking, syntax, left, right, 'subtract the two times first: event.time - it')
  return mismatch(checking, syntax, left, right)
}

const ARITHMETIC: Readonly<Record<string, readonly (readonly [string, string, ValueType, Operation])[]>> = {
  '+': [
    ['int', 'int', INT, 'add_int'],
    ['double', 'double', DOUBLE, 'add'],
    ['string', 'string', STRING, 'concat_text'],
    ['timestamp', 'duration', { kind: 'timestamp' }, 'add_time'],
    ['duration', 'timestamp', { kind: 'timestamp' }, 'add_time'],
    ['duration', 'duration', { kind: 'duration' }, 'add_duration'],
  ],
  '-': [
    ['int', 'int', INT, 'sub_int'],
    ['double', 'double', DOUBLE, 'sub'],
    ['timestamp', 'timestamp', { kind: 'duration' }, 'time_between'],
    ['timestamp', 'duration', { kind: 'timestamp' }, 'sub_time'],
    ['duration', 'duration', { kind: 'duration' }, 'sub_duration'],
  ],
  '*': [
    ['int', 'int', INT, 'mul_int'],
    ['double', 'double', DOUBLE, 'mul'],
  ],
  '/': [
    ['int', 'int', INT, 'div_int'],
    ['double', 'double', DOUBLE, 'div'],
  ],
  '%': [['int', 'int', INT, 'mod_int']],
}

function checkArithmetic(
  checking: Checking,
  syntax: Syntax & { kind: 'binary' },
  left: IrNode,
  right: IrNode,
): IrNode | undefined {
  const [a, b] = [left.type, right.type]
  for (const [x, y, type, op] of ARITHMETIC[syntax.op]!)
    if (a.kind === x && b.kind === y) {
      // A time is past the years 1 to 9999 only when it was read as one; so their distance is a duration.
      const made = call(op, [left, right], type, syntax.at)
      return op === 'time_between' ? { ...made, fallible: left.fallible || right.fallible } : made
    }
  if (syntax.op === '+' && a.kind === 'list' && b.kind === 'list')
    return call('concat_list', [left, right], join(a, b), syntax.at)
  if (a.kind === 'dyn' || b.kind === 'dyn')
    return mismatch(checking, syntax, left, right, 'give dyn a type first: int(), double() or string()')
  if (isNumber(a) && isNumber(b)) {
    const whole =
      left.kind === 'constant' && a.kind === 'int'
        ? left
        : right.kind === 'constant' && b.kind === 'int'
          ? right
          : undefined
    if (whole?.kind === 'constant') return mismatch(checking, syntax, left, right, `write ${whole.value}.0`)
  }
  return mismatch(checking, syntax, left, right)
}

/** Takes an operand of `&&`, `||`, `!`, `?:` or a macro as a bool; reports when it is none. */
export function asBool(checking: Checking, node: IrNode, where: string): IrNode | undefined {
  if (node.type.kind === 'bool') return node
  if (node.type.kind === 'dyn') return call('as_bool', [node], BOOL, node.at)
  const given = typeName(node.type)
  const text = checking.source.text.slice(node.at[0], node.at[1])
  const shown = text.length > 40 ? 'it' : text
  const { kind } = node.type
  checking.report(
    {
      code: 'not-bool',
      message: `${where} must be bool, and this is ${given}`,
      at: node.at,
      label: given,
      wayOut: isNumber(node.type)
        ? `write ${shown} > 0`
        : kind === 'string'
          ? `write ${shown} != ''`
          : kind === 'list' || kind === 'map'
            ? `write ${shown}.size() > 0`
            : kind === 'entity'
              ? `write has(${shown}), or compare it`
              : kind === 'object' && node.type.kind === 'object'
                ? `compare one of its fields: ${Object.keys(node.type.fields).slice(0, 5).join(', ')}`
                : 'compare it with something',
    },
    declaredAt(checking, node),
  )
  return undefined
}

/** Used by the index operator as well: whether a list index or map key is of the right type. */
export function checkIndex(
  checking: Checking,
  syntax: Syntax & { kind: 'index' },
  of: IrNode,
  index: IrNode,
): IrNode | undefined {
  const [a, b] = [of.type, index.type]
  if (a.kind === 'list' && fits(b, INT)) return call('at_list', [of, index], a.of, syntax.at)
  if (a.kind === 'map' && fits(b, STRING)) return call('at_map', [of, index], a.of, syntax.at)
  if (a.kind === 'dyn' || (b.kind === 'dyn' && (a.kind === 'list' || a.kind === 'map')))
    return call('at_dyn', [of, index], a.kind === 'list' || a.kind === 'map' ? a.of : a, syntax.at)
  checking.report(
    {
      code: 'type-mismatch',
      message: `${typeName(a)} has no index of type ${typeName(b)}`,
      at: syntax.at,
      label: `${typeName(a)}[${typeName(b)}]`,
      wayOut:
        a.kind === 'list'
          ? 'index a list with an int, from 0'
          : a.kind === 'map'
            ? "index a map with a string: counts['name']"
            : a.kind === 'string'
              ? 'write text.charAt(0)'
              : 'only lists and maps have an index',
    },
    declaredAt(checking, of, index),
  )
  return undefined
}
