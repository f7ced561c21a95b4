import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api'
import type { Value } from '../../core/value.ts'
import { compileSql, type SqlColumns } from '../compile-sql.ts'
import { type FrameParts, frameOf, type ScopeParts, typeOf } from '../condition.fixture.ts'
import type { Ir } from '../ir.ts'
import { type SqlType, sqlType } from '../sql/sql-value.ts'

/** Judges rules by SQL: for each the bytes of all rows, or undefined where it is not for SQL. */
export type SqlOutcomes = (
  rules: readonly Ir[],
  rows: readonly FrameParts[],
) => Promise<(Uint8Array | undefined)[]>

interface Stored {
  readonly name: string
  readonly type: SqlType
  /** The value in one event. */
  read(row: FrameParts): Value
}

const DUCKDB_TYPES: Readonly<Record<SqlType, DuckDBType>> = {
  BOOLEAN,
  BIGINT,
  DOUBLE,
  VARCHAR,
  JSON: VARCHAR,
}
/** Expressions of one statement. */
const TOGETHER = 16
const CHUNK = 2048

/** A DuckDB in memory that keeps the rows it was last given as a table. */
export async function openSql(scope: ScopeParts): Promise<SqlOutcomes> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const stored = storedColumns(scope)
  const columns: SqlColumns = {
    data: (feature) => columnOf(stored, `d_${feature}`),
    envelope: (property) => columnOf(stored, `e_${property}`),
  }
  let filled: readonly FrameParts[] | undefined
  return async (rules, rows) => {
    if (rows !== filled) await fill(connection, stored, rows)
    filled = rows
    const outcomes = rules.map((): Uint8Array | undefined => undefined)
    const asked: { readonly rule: number; readonly sql: string }[] = []
    for (const [rule, ir] of rules.entries()) {
      const compiled = compileSql(ir, columns)
      if (!compiled.ok) continue
      outcomes[rule] = new Uint8Array(rows.length)
      asked.push({ rule, sql: compiled.sql })
    }
    for (let first = 0; first < asked.length; first += TOGETHER) {
      const some = asked.slice(first, first + TOGETHER)
      const list = some.map(({ sql }) => `coalesce(CAST(${sql} AS TINYINT), 2)`).join(', ')
      await judge(
        connection,
        list,
        some.map(({ rule }) => outcomes[rule]!),
      )
    }
    return outcomes
  }
}

async function judge(
  connection: DuckDBConnection,
  list: string,
  outcomes: readonly Uint8Array[],
): Promise<void> {
  const result = await connection.stream(`SELECT ${list} FROM events`)
  for (let row = 0; ; ) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return
    for (const [i, out] of outcomes.entries()) {
      const vector = chunk.getColumnVector(i)
      for (let k = 0; k < chunk.rowCount; k++) out[row + k] = Number(vector.getItem(k))
    }
    row += chunk.rowCount
  }
}

async function fill(
  connection: DuckDBConnection,
  stored: readonly Stored[],
  rows: readonly FrameParts[],
): Promise<void> {
  const types = stored.map(({ name, type }) => `${name} ${type === 'JSON' ? 'VARCHAR' : type}`)
  await connection.run(`CREATE OR REPLACE TABLE events (${types.join(', ')})`)
  const appender = await connection.createAppender('events')
  for (let first = 0; first < rows.length; first += CHUNK) {
    const events = rows.slice(first, first + CHUNK)
    const chunk = DuckDBDataChunk.create(stored.map(({ type }) => DUCKDB_TYPES[type]))
    chunk.setColumns(stored.map((column) => events.map((row) => toDuckDb(column.read(row), column.type))))
    appender.appendDataChunk(chunk)
  }
  appender.closeSync()
}

function toDuckDb(value: Value, type: SqlType): DuckDBValue {
  if (value === undefined) return null
  if (type === 'BIGINT') return BigInt(value as number)
  return type === 'JSON' ? JSON.stringify(value) : (value as DuckDBValue)
}

function storedColumns({ features = {} }: ScopeParts): Stored[] {
  const usual = frameOf({}).event
  const envelope = ['id', 'type', 'time', 'receivedAt', 'world', 'session', 'actor', 'target'] as const
  return [
    ...envelope.map(
      (property): Stored => ({
        name: `e_${property}`,
        type: property === 'time' || property === 'receivedAt' ? 'BIGINT' : 'VARCHAR',
        read: ({ event = {} }) => (Object.hasOwn(event, property) ? event[property] : usual[property]),
      }),
    ),
    ...Object.entries(features).map(
      ([feature, spelt]): Stored => ({
        name: `d_${feature}`,
        type: sqlType(typeOf(spelt.replace('?', ''))),
        read: ({ data = {} }) => (Object.hasOwn(data, feature) ? data[feature] : undefined),
      }),
    ),
  ]
}

function columnOf(stored: readonly Stored[], name: string): { sql: string; type: SqlType } | undefined {
  const found = stored.find((one) => one.name === name)
  return found && { sql: found.name, type: found.type }
}
