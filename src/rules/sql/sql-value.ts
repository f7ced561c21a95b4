import type { Value, ValueType } from '../../core/value.ts'

/** Types of DuckDB that values have: see `SqlColumn` in compile-sql.ts. */
export type SqlType = 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'JSON'

/** Thrown where an expression cannot be written in SQL with exactly its meaning. */
export class NotInSql extends Error {}

/** The type that values of this type have in SQL. */
export function sqlType({ kind }: ValueType): SqlType {
  switch (kind) {
    case 'bool':
      return 'BOOLEAN'
    case 'int':
    case 'timestamp':
    case 'duration':
      return 'BIGINT'
    case 'double':
      return 'DOUBLE'
    case 'string':
    case 'entity':
      return 'VARCHAR'
    default:
      return 'JSON'
  }
}

/** Writes a constant so that DuckDB reads back exactly this value, whatever stands around it. */
export function sqlConstant(value: Value, type: SqlType): string {
  switch (type) {
    case 'BOOLEAN':
      if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
      break
    case 'BIGINT':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return `CAST(${value + 0} AS BIGINT)`
      break
    case 'DOUBLE':
      // As text, since 0.1 by itself is a DECIMAL; the shortest text that JavaScript gives is read back exactly.
      if (typeof value === 'number') return `'${Object.is(value, -0) ? '-0' : value}'::DOUBLE`
      break
    case 'VARCHAR':
      if (typeof value === 'string') return sqlText(value)
  }
  throw new NotInSql('it has a list, a map or a value of any type in it')
}

/** A text as a literal of SQL. */
export function sqlText(text: string): string {
  if (text.includes('\u0000')) throw new NotInSql('it has a text with U+0000 in it')
  if (/[\ud800-\udfff]/u.test(text)) throw new NotInSql('it has a text in it that is no Unicode')
  return `'${text.replaceAll("'", "''")}'`
}
