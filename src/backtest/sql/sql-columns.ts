import { dataColumn, ENVELOPE } from '../../history/shape.ts'
import { storedType } from '../../history/stored-type.ts'
import type { EventType } from '../../pack/pack.ts'
import type { SqlColumn, SqlColumns } from '../../rules/compile-sql.ts'

/** Where SQL over the history of an event type finds what conditions read. */
export function sqlColumnsOf({ name, features }: EventType): SqlColumns {
  return {
    envelope(property) {
      if (property === 'type') return { sql: `'${name.replaceAll("'", "''")}'`, type: 'VARCHAR' }
      const column = COLUMN_OF[property] ?? property
      const stored = Object.hasOwn(ENVELOPE, column) ? ENVELOPE[column]! : undefined
      return stored === undefined ? undefined : columnOf(column, stored)
    },
    data(feature) {
      const type = features.get(feature)?.type
      return type && columnOf(dataColumn(feature), storedType(type))
    },
  }
}

const COLUMN_OF: Readonly<Record<string, string>> = { id: 'event_id', receivedAt: 'received' }

function columnOf(column: string, stored: string): SqlColumn | undefined {
  const sql = `"${column.replaceAll('"', '""')}"`
  switch (stored) {
    case 'bool':
      return { sql, type: 'BOOLEAN' }
    case 'int':
    case 'timestamp':
    case 'duration':
      return { sql, type: 'BIGINT' }
    case 'double':
      return { sql, type: 'DOUBLE' }
    case 'string':
    case 'entity':
      return { sql, type: 'VARCHAR' }
    default:
      return { sql, type: 'JSON' }
  }
}
