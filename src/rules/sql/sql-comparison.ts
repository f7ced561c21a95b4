import type { Operation } from '../operations.ts'
import type { SqlOperand } from './sql-operations.ts'
import { NotInSql, type SqlType, sqlConstant } from './sql-value.ts'

const SIGNS: Readonly<Partial<Record<Operation, string>>> = {
  eq: '=',
  ne: '<>',
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
}

/** An order or equality of two plain values; undefined for other operations. */
export function sqlComparison(op: Operation, [a, b]: readonly SqlOperand[]): string | undefined {
  const sign = SIGNS[op]
  if (sign === undefined) return undefined
  const isDouble = a!.type === 'DOUBLE' || b!.type === 'DOUBLE'
  if (a!.type !== b!.type && !(isDouble && isNumber(a!.type) && isNumber(b!.type)))
    throw new NotInSql('it compares values of different types')
  const plain = `(${a!.sql} ${sign} ${b!.sql})`
  if (!isDouble) return plain
  return ofDoubles(op, plain, a!, b!)
}

/** To DuckDB NaN is equal to itself and above all numbers; to CEL it is unequal to everything and in no order. */
function ofDoubles(op: Operation, plain: string, a: SqlOperand, b: SqlOperand): string {
  const mayBeNaN = [a, b].filter(
    ({ type, node }) => type === 'DOUBLE' && !(node.kind === 'constant' && !Number.isNaN(node.value)),
  )
  if (mayBeNaN.length === 0) return plain
  const [only] = mayBeNaN
  const other = only === a ? b : a
  if (mayBeNaN.length === 1 && only!.node.kind !== 'constant' && other.node.kind === 'constant') {
    const isLeft = only === a
    switch (op) {
      case 'eq':
      case 'ne':
        // A number is not equal to NaN for DuckDB either.
        return plain
      case 'lt':
      case 'le':
        return isLeft ? plain : `(${plain} AND NOT isnan(${only!.sql}))`
      default:
        return isLeft ? `(${plain} AND NOT isnan(${only!.sql}))` : plain
    }
  }
  const someNaN = mayBeNaN.map(({ sql }) => `isnan(${sql})`).join(' OR ')
  const known = `${a.sql} IS NULL OR ${b.sql} IS NULL`
  return `(CASE WHEN ${known} THEN NULL WHEN ${someNaN} THEN ${op === 'ne' ? 'TRUE' : 'FALSE'} ELSE ${plain} END)`
}

function isNumber(type: SqlType): boolean {
  return type === 'BIGINT' || type === 'DOUBLE'
}

/** Whether a plain value is among constants. */
export function sqlAmong(item: SqlOperand, list: readonly unknown[]): string {
  const none = `(CASE WHEN ${item.sql} IS NOT NULL THEN FALSE END)`
  const numbers = list.every((one) => typeof one === 'number')
  if (numbers && isNumber(item.type)) {
    // NaN is equal to nothing, not even to itself.
    const finite = list.filter((one) => !Number.isNaN(one)) as number[]
    const type = item.type === 'BIGINT' && finite.every(Number.isSafeInteger) ? 'BIGINT' : 'DOUBLE'
    const compared = type === item.type ? item.sql : `CAST(${item.sql} AS DOUBLE)`
    return finite.length === 0 ? none : isAmong(compared, finite, type)
  }
  const kind = item.type === 'VARCHAR' ? 'string' : item.type === 'BOOLEAN' ? 'boolean' : undefined
  if (!list.every((one) => typeof one === kind)) throw new NotInSql('it looks into a list of mixed types')
  return list.length === 0 ? none : isAmong(item.sql, list as readonly (string | boolean)[], item.type)
}

function isAmong(item: string, list: readonly (string | number | boolean)[], type: SqlType): string {
  return `(${item} IN (${list.map((one) => sqlConstant(one, type)).join(', ')}))`
}
