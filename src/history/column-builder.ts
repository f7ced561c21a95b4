import type { DuckDBDataChunk } from '@duckdb/node-api'
import duckdb from '@duckdb/node-bindings'
import type { Value } from '../core/value.ts'
import type { Column } from '../rules/column.ts'
import type { TextDictionary } from './text-dictionary.ts'

/** Gathers one column from DuckDB's chunks, and gives it away in pieces from its front. */
export interface ColumnBuilder {
  /** Makes room for so many rows in all. */
  reserve(rows: number): void
  /** Takes what the chunk has in its vectors `vector` and, for texts, the next; `undefined`: nothing in any row. */
  add(chunk: DuckDBDataChunk, rows: number, vector: number | undefined): void
  /** The first `count` of the rows gathered; the others move up. */
  take(count: number): Column
  /** Of texts: the codes of the rows that were not taken yet. */
  pending?(): Int32Array
}

/** For int, double, timestamp and duration, which SQL gives as DOUBLE. */
export function numberBuilder(): ColumnBuilder {
  let values = new Float64Array(0)
  let present: Uint8Array<ArrayBuffer> | undefined
  let filled = 0
  return {
    reserve(rows) {
      if (values.length >= rows) return
      values = enlarged(values, new Float64Array(rows), filled)
      if (present) present = enlarged(present, new Uint8Array(rows), filled)
    },
    add(chunk, rows, vector) {
      if (vector === undefined) {
        present ??= new Uint8Array(values.length).fill(1, 0, filled)
        present.fill(0, filled, filled + rows)
        values.fill(0, filled, filled + rows)
      } else {
        const source = duckdb.data_chunk_get_vector(chunk.chunk, vector)
        const bytes = duckdb.vector_get_data(source, 8 * rows)
        values.set(new Float64Array(bytes.buffer, bytes.byteOffset, rows), filled)
        const valid = validity(source, rows)
        if (valid !== null) {
          present ??= new Uint8Array(values.length).fill(1, 0, filled)
          for (let row = 0; row < rows; row++) {
            const there = (valid[row >> 3]! >> (row & 7)) & 1
            present[filled + row] = there
            if (there === 0) values[filled + row] = 0
          }
        } else present?.fill(1, filled, filled + rows)
      }
      filled += rows
    },
    take(count) {
      const taken = { kind: 'number', values: values.subarray(0, count) } as const
      const there = present?.subarray(0, count)
      values = rest(values, new Float64Array(values.length), count, filled)
      present = present && rest(present, new Uint8Array(values.length), count, filled)
      filled -= count
      return there === undefined || there.every((one) => one === 1) ? taken : { ...taken, present: there }
    },
  }
}

export function boolBuilder(): ColumnBuilder {
  let values = new Uint8Array(0)
  let filled = 0
  return {
    reserve(rows) {
      if (values.length < rows) values = enlarged(values, new Uint8Array(rows), filled)
    },
    add(chunk, rows, vector) {
      if (vector === undefined) values.fill(2, filled, filled + rows)
      else {
        const source = duckdb.data_chunk_get_vector(chunk.chunk, vector)
        values.set(duckdb.vector_get_data(source, rows), filled)
        const valid = validity(source, rows)
        if (valid !== null)
          for (let row = 0; row < rows; row++)
            if (((valid[row >> 3]! >> (row & 7)) & 1) === 0) values[filled + row] = 2
      }
      filled += rows
    },
    take(count) {
      const taken = { kind: 'bool', values: values.subarray(0, count) } as const
      values = rest(values, new Uint8Array(values.length), count, filled)
      filled -= count
      return taken
    },
  }
}

/** Texts; `dictionary` gives the one in use, which may be another after rows were taken. */
export function textBuilder(dictionary: () => TextDictionary): ColumnBuilder {
  const codes = codesBuilder(dictionary)
  return {
    ...codes,
    take: (count) => ({ kind: 'text', codes: codes.take(count), words: dictionary().words }),
  }
}

/** Values made from texts; each distinct text is made into a value once, so rows with the same text share it. */
export function valueBuilder(dictionary: () => TextDictionary, make: (text: string) => Value): ColumnBuilder {
  const codes = codesBuilder(dictionary)
  let made: Value[] = []
  let words: readonly string[] = []
  return {
    ...codes,
    take(count) {
      const taken = codes.take(count)
      if (words !== dictionary().words) {
        words = dictionary().words
        made = []
      }
      const values: Value[] = new Array(count)
      for (let row = 0; row < count; row++) {
        const code = taken[row]!
        if (code < 0) values[row] = undefined
        else {
          if (!(code in made)) made[code] = make(words[code]!)
          values[row] = made[code]
        }
      }
      return { kind: 'value', values }
    },
  }
}

function codesBuilder(dictionary: () => TextDictionary) {
  let codes = new Int32Array(0)
  let filled = 0
  return {
    reserve(rows: number): void {
      if (codes.length < rows) codes = enlarged(codes, new Int32Array(rows), filled)
    },
    add(chunk: DuckDBDataChunk, rows: number, vector: number | undefined): void {
      if (vector === undefined) codes.fill(-1, filled, filled + rows)
      else {
        const source = duckdb.data_chunk_get_vector(chunk.chunk, vector)
        const hashes = duckdb.data_chunk_get_vector(chunk.chunk, vector + 1)
        dictionary().encode(
          {
            rows,
            texts: duckdb.vector_get_data(source, 16 * rows),
            hashes: duckdb.vector_get_data(hashes, 8 * rows),
            valid: validity(source, rows),
          },
          codes,
          filled,
        )
      }
      filled += rows
    },
    take(count: number): Int32Array {
      const taken = codes.subarray(0, count)
      codes = rest(codes, new Int32Array(codes.length), count, filled)
      filled -= count
      return taken
    },
    pending: () => codes.subarray(0, filled),
  }
}

/** A bit for each row, 0 where there is no value; null when all have one. */
function validity(vector: duckdb.Vector, rows: number): Uint8Array | null {
  return duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null
}

type Numbers = Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>

function enlarged<T extends Numbers>(values: T, larger: T, filled: number): T {
  larger.set(values.subarray(0, filled) as never)
  return larger
}

/** What comes after the rows taken, in an array of its own: the taken ones belong to the reader. */
function rest<T extends Numbers>(values: T, fresh: T, count: number, filled: number): T {
  fresh.set(values.subarray(count, filled) as never)
  return fresh
}
