import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import type { Column } from '../rules/column.ts'
import {
  boolBuilder,
  type ColumnBuilder,
  numberBuilder,
  textBuilder,
  valueBuilder,
} from './column-builder.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { RunQuery, Wanted } from './select-run.ts'
import { columnKind } from './stored-type.ts'

/** Reads the rows of one event type in the order of their ids, chunk by chunk. */
export interface TypeReader {
  readonly type: string
  /** Rows gathered and not taken. */
  readonly filled: number
  readonly exhausted: boolean
  /** The ids of the rows gathered, four words each (see id-words.ts). */
  readonly ids: Uint32Array
  /** Gathers until there are so many rows, or no more. */
  fill(rows: number): Promise<void>
  take(count: number): { readonly ids: Uint32Array; readonly columns: readonly Column[] }
}

export function typeReader(
  connection: DuckDBConnection,
  type: string,
  queries: readonly RunQuery[],
  wanted: readonly Wanted[],
  texts: Dictionaries,
): TypeReader {
  const builders = wanted.map((column) => builderOf(type, column, texts))
  let ids = new Uint32Array(0)
  let filled = 0
  let next = 0
  let result: DuckDBResult | undefined

  /** The next chunk that has rows, and where its columns are; undefined: there is none. */
  async function nextChunk() {
    for (;;) {
      const query = queries[next]
      if (query === undefined) return undefined
      result ??= await connection.stream(query.sql)
      const chunk = await result.fetchChunk()
      if (chunk !== null && chunk.rowCount > 0) return { chunk, vectors: query.vectors }
      result = undefined
      next++
    }
  }

  return {
    type,
    get filled() {
      return filled
    },
    get exhausted() {
      return next >= queries.length
    },
    get ids() {
      return ids
    },
    async fill(rows) {
      while (filled < rows) {
        const got = await nextChunk()
        if (got === undefined) return
        const count = got.chunk.rowCount
        const need = filled + count
        if (4 * need > ids.length) {
          const room = Math.max(need, rows + 2048)
          const larger = new Uint32Array(4 * room)
          larger.set(ids.subarray(0, 4 * filled))
          ids = larger
          for (const builder of builders) builder.reserve(room)
        }
        const bytes = duckdb.vector_get_data(duckdb.data_chunk_get_vector(got.chunk.chunk, 0), 16 * count)
        ids.set(new Uint32Array(bytes.buffer, bytes.byteOffset, 4 * count), 4 * filled)
        for (let i = 0; i < builders.length; i++) builders[i]!.add(got.chunk, count, got.vectors[i])
        filled = need
      }
    },
    take(count) {
      const taken = ids.subarray(0, 4 * count)
      const rest = new Uint32Array(ids.length)
      rest.set(ids.subarray(4 * count, 4 * filled))
      ids = rest
      filled -= count
      return { ids: taken, columns: builders.map((builder) => builder.take(count)) }
    },
  }
}

function builderOf(type: string, { name, stored }: Wanted, texts: Dictionaries): ColumnBuilder {
  switch (columnKind(stored)) {
    case 'number':
      return numberBuilder()
    case 'bool':
      return boolBuilder()
    default: {
      // Entities share one dictionary, so that an account has one code wherever it stands.
      const shared = stored === 'entity' ? 'entity' : name.startsWith('data.') ? `${type} ${name}` : name
      let builder: ColumnBuilder | undefined
      const dictionary = texts.get(shared, () => builder?.pending?.() ?? new Int32Array(0))
      builder =
        columnKind(stored) === 'text'
          ? textBuilder(dictionary)
          : valueBuilder(dictionary, stored === 'rules' ? splitRules : (text) => JSON.parse(text))
      return builder
    }
  }
}

function splitRules(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ')
}
