import type { Value, ValueType } from '../core/value.ts'
import type { Column } from '../rules/column.ts'

/** How a type is named in the catalog: `int`, `entity` (of whatever kind), `list<string>`. */
export function storedType(type: ValueType): string {
  switch (type.kind) {
    case 'list':
      return `list<${storedType(type.of)}>`
    case 'map':
      return `map<string, ${storedType(type.of)}>`
    default:
      return type.kind
  }
}

/** The type of the Parquet column that holds values of a stored type. */
export function parquetType(
  stored: string,
): 'BOOLEAN' | 'BIGINT' | 'DOUBLE' | 'VARCHAR' | 'VARCHAR[]' | 'UUID' {
  switch (stored) {
    case 'bool':
      return 'BOOLEAN'
    case 'int':
    case 'timestamp':
    case 'duration':
      return 'BIGINT'
    case 'double':
      return 'DOUBLE'
    case 'rules':
      return 'VARCHAR[]'
    case 'uuid':
      return 'UUID'
    default:
      return 'VARCHAR'
  }
}

/** The kind of column that a stored type is read into. */
export function columnKind(stored: string): Column['kind'] {
  switch (parquetType(stored)) {
    case 'BOOLEAN':
      return 'bool'
    case 'BIGINT':
    case 'DOUBLE':
      return 'number'
    default:
      return stored === 'string' || stored === 'entity' ? 'text' : 'value'
  }
}

/** Whether what was stored as one type may stand where another is asked for, unchanged. */
export function readsAs(stored: string, wanted: string): boolean {
  return (
    stored === wanted ||
    (wanted === 'double' && stored === 'int') ||
    (wanted === 'string' && stored === 'entity')
  )
}

/** The JSON text of a list or map, from which `JSON.parse` gives back the same value, -0 included. */
export function valueText(value: Value): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(valueText).join(',')}]`
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${valueText(item)}`)
    .join(',')}}`
}
