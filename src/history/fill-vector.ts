import type { DuckDBDataChunk } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import type { Value } from '../core/value.ts'
import type { HistoryRecord } from './history-record.ts'
import { idToWords } from './id-words.ts'
import { dataColumn } from './shape.ts'
import { parquetType, valueText } from './stored-type.ts'

/** What a record has for a column; undefined: nothing. Lists and maps as JSON text. */
type Read = (record: HistoryRecord) => Value

const ENVELOPE_READS: Readonly<Record<string, Read>> = {
  id: (record) => record.id,
  event_id: (record) => record.eventId,
  time: (record) => record.time,
  received: (record) => record.received,
  world: (record) => record.world,
  session: (record) => record.session,
  actor: (record) => record.actor,
  target: (record) => record.target,
  verdict: (record) => record.verdict,
  ruleset: (record) => record.ruleset,
  latency_ms: (record) => record.latencyMs,
  fired: (record) => record.fired,
  shadow: (record) => record.shadow,
  unknown: (record) => record.unknown,
  counters: (record) => record.counters,
  labels: (record) => record.labels,
  effects: (record) => record.effects as unknown as Value,
}

/** Puts one column of the records into a chunk's vector. */
export function fillVector(
  chunk: DuckDBDataChunk,
  column: number,
  name: string,
  stored: string,
  records: readonly HistoryRecord[],
): void {
  const feature = name.slice(dataColumn('').length)
  const read: Read = Object.hasOwn(ENVELOPE_READS, name)
    ? ENVELOPE_READS[name]!
    : (record) => (Object.hasOwn(record.data, feature) ? record.data[feature] : undefined)
  const count = records.length
  const type = parquetType(stored)
  if (type === 'VARCHAR[]') {
    fillLists(
      duckdb.data_chunk_get_vector(chunk.chunk, column),
      records.map((record) => read(record) as readonly string[]),
    )
    return
  }
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, column)
  const valid = new Uint8Array(Math.ceil(count / 64) * 8).fill(255)
  const clear = (row: number) => {
    valid[row >> 3]! &= ~(1 << (row & 7))
  }
  switch (type) {
    case 'BOOLEAN': {
      const values = new Uint8Array(count)
      for (let row = 0; row < count; row++) {
        const value = read(records[row]!)
        if (typeof value === 'boolean') values[row] = value ? 1 : 0
        else clear(row)
      }
      copy(vector, values)
      break
    }
    case 'BIGINT': {
      const values = new BigInt64Array(count)
      for (let row = 0; row < count; row++) {
        const value = read(records[row]!)
        if (typeof value === 'number' && Number.isSafeInteger(value)) values[row] = BigInt(value)
        else clear(row)
      }
      copy(vector, values)
      break
    }
    case 'DOUBLE': {
      const values = new Float64Array(count)
      for (let row = 0; row < count; row++) {
        const value = read(records[row]!)
        // Parquet's dictionaries hold 0 and -0 as one value; decoded events have no -0 either.
        if (typeof value === 'number') values[row] = value + 0
        else clear(row)
      }
      copy(vector, values)
      break
    }
    case 'UUID': {
      const values = new Uint32Array(4 * count)
      for (let row = 0; row < count; row++) idToWords(read(records[row]!) as string, values, 4 * row)
      copy(vector, values)
      break
    }
    default: {
      const plain = stored === 'string' || stored === 'entity'
      let last = ''
      let bytes = Buffer.alloc(0)
      for (let row = 0; row < count; row++) {
        const value = read(records[row]!)
        const text = value === undefined || value === null ? undefined : plain ? value : valueText(value)
        if (typeof text === 'string') {
          // Worlds, rulesets, verdicts and empty lists repeat.
          if (text !== last) {
            last = text
            bytes = Buffer.from(text, 'utf8')
          }
          duckdb.vector_assign_string_element_len(vector, row, bytes)
        } else clear(row)
      }
    }
  }
  duckdb.vector_ensure_validity_writable(vector)
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.byteLength)
}

/** Lists of texts: where each begins and how long it is, and all their items one behind the other. */
function fillLists(vector: duckdb.Vector, lists: readonly (readonly string[])[]): void {
  const entries = new BigUint64Array(2 * lists.length)
  const items: string[] = []
  lists.forEach((list, row) => {
    if (list.length === 0) return
    entries[2 * row] = BigInt(items.length)
    entries[2 * row + 1] = BigInt(list.length)
    for (const item of list) items.push(item)
  })
  duckdb.list_vector_reserve(vector, items.length)
  duckdb.list_vector_set_size(vector, items.length)
  const child = duckdb.list_vector_get_child(vector)
  items.forEach((item, i) => {
    duckdb.vector_assign_string_element_len(child, i, Buffer.from(item, 'utf8'))
  })
  copy(vector, entries)
}

function copy(vector: duckdb.Vector, values: ArrayBufferView<ArrayBuffer>): void {
  duckdb.copy_data_to_vector(vector, 0, values.buffer, values.byteOffset, values.byteLength)
}
