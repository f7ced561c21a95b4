import { idOfWords } from '../../history/id-words.ts'
import type { HistoryBlock, HistorySlice } from '../../history/read-blocks.ts'
import { dataColumn } from '../../history/shape.ts'
import type { Column } from '../../rules/column.ts'
import type { ShippedBlock, ShippedColumn, ShippedSlice } from './ship-slice.ts'

/** Makes slices again of what was shipped to this thread. */
export interface Receiver {
  receive(slice: ShippedSlice): HistorySlice
}

export function receiver(): Receiver {
  const dictionaries = new Map<number, string[]>()

  function columnOf(shipped: ShippedColumn): Column {
    switch (shipped.kind) {
      case 'text': {
        const words = dictionaries.get(shipped.dictionary) ?? []
        dictionaries.set(shipped.dictionary, words)
        for (const word of shipped.fresh) words.push(word)
        return { kind: 'text', codes: shipped.codes, words }
      }
      case 'value': {
        const { codes, values } = shipped
        const rows = new Array(codes.length)
        for (let row = 0; row < codes.length; row++)
          rows[row] = codes[row]! < 0 ? undefined : values[codes[row]!]
        return { kind: 'value', values: rows }
      }
      default:
        return shipped
    }
  }

  function blockOf({ type, rows, ids, columns }: ShippedBlock): HistoryBlock {
    const byName = new Map(columns.map(([name, column]) => [name, columnOf(column)]))
    const column = (name: string): Column => {
      const found = byName.get(name)
      if (found === undefined) throw new Error(`The column ${name} of ${type} was not sent to the thread`)
      return found
    }
    return {
      type,
      rows,
      ids,
      id: (row) => idOfWords(ids, 4 * row),
      column,
      envelope: (property) => column(PROPERTIES[property] ?? property),
      data: (feature) => column(dataColumn(feature)),
    }
  }

  return {
    receive({ rows, blocks, order, dropped }) {
      const received = { rows, blocks: blocks.map(blockOf), order }
      for (const number of dropped) dictionaries.delete(number)
      return received
    },
  }
}

const PROPERTIES: Readonly<Record<string, string>> = { id: 'event_id', receivedAt: 'received' }
