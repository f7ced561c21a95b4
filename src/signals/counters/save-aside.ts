import type { DistinctAside } from './distinct-aside.ts'
import { emptyMemberSketch } from './member-sketch.ts'
import { emptyMemberTable } from './member-table.ts'
import {
  putDouble,
  putWord,
  putWords,
  takeDouble,
  takeWord,
  takeWords,
  type WordReader,
  type WordWriter,
} from './words.ts'

/** Writes what `loadAside` reads back. */
export function saveAside(writer: WordWriter, aside: DistinctAside): void {
  const { table, sketch } = aside
  putDouble(writer, aside.newestMs)
  putDouble(writer, aside.firstTick)
  putDouble(writer, aside.tableSince)
  putWord(writer, (table ? 1 : 0) | (sketch ? 2 : 0))
  if (table) {
    putDouble(writer, table.end)
    putWord(writer, table.filled)
    putWord(writer, table.members)
    putWords(writer, table.counts)
    putWord(writer, table.rows.length)
    putWords(writer, table.rows)
  }
  if (sketch) {
    putDouble(writer, sketch.end)
    putDouble(writer, sketch.clearedAt)
    putWords(writer, wordsOf(sketch.codes))
    putWords(writer, wordsOf(sketch.registers))
    putWords(writer, sketch.ranks)
  }
}

export function loadAside(reader: WordReader): DistinctAside {
  const newestMs = takeDouble(reader)
  const firstTick = takeDouble(reader)
  const tableSince = takeDouble(reader)
  const forms = takeWord(reader)
  const aside: DistinctAside = { newestMs, firstTick, tableSince, table: undefined, sketch: undefined }
  if (forms & 1) {
    const table = emptyMemberTable(takeDouble(reader))
    table.filled = takeWord(reader)
    table.members = takeWord(reader)
    table.counts.set(takeWords(reader, table.counts.length))
    table.rows = takeWords(reader, takeWord(reader)).slice()
    aside.table = table
  }
  if (forms & 2) {
    const sketch = emptyMemberSketch(takeDouble(reader))
    sketch.clearedAt = takeDouble(reader)
    wordsOf(sketch.codes).set(takeWords(reader, sketch.codes.length / 4))
    wordsOf(sketch.registers).set(takeWords(reader, sketch.registers.length / 4))
    sketch.ranks.set(takeWords(reader, sketch.ranks.length))
    aside.sketch = sketch
  }
  return aside
}

function wordsOf(octets: Uint8Array): Uint32Array {
  return new Uint32Array(octets.buffer, octets.byteOffset, octets.length / 4)
}
