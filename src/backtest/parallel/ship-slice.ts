import type { Value } from '../../core/value.ts'
import type { HistoryBlock, HistorySlice } from '../../history/read-blocks.ts'
import type { Column } from '../../rules/column.ts'

/** A slice as it goes to a thread: arrays are handed over, and a text that the thread has already is not sent again. */
export interface ShippedSlice {
  readonly rows: number
  readonly blocks: readonly ShippedBlock[]
  readonly order: HistorySlice['order']
  /** Dictionaries that no slice from this one on uses. */
  readonly dropped: readonly number[]
}

export interface ShippedBlock {
  readonly type: string
  readonly rows: number
  readonly ids: Uint32Array
  readonly columns: readonly (readonly [name: string, column: ShippedColumn])[]
}

export type ShippedColumn =
  | { readonly kind: 'number'; readonly values: Float64Array; readonly present?: Uint8Array }
  | { readonly kind: 'bool'; readonly values: Uint8Array }
  /** Codes into the thread's own dictionary of this number, to which `fresh` is added first. */
  | {
      readonly kind: 'text'
      readonly dictionary: number
      readonly codes: Int32Array
      readonly fresh: readonly string[]
    }
  /** Codes into `values`; -1 where there is none. */
  | { readonly kind: 'value'; readonly codes: Int32Array; readonly values: readonly Value[] }

/** Ships slices to one thread. */
export interface Shipper {
  /** `columns`: names of the columns to send, by event type. What is in `transfer` is handed over. */
  ship(
    slice: HistorySlice,
    columns: ReadonlyMap<string, readonly string[]>,
  ): {
    readonly slice: ShippedSlice
    readonly transfer: ArrayBuffer[]
  }
}

export function shipper(): Shipper {
  // By dictionary: its number, and one more than the code that the thread has for each of its words.
  const dictionaries = new WeakMap<
    readonly string[],
    { readonly number: number; codes: Int32Array; count: number }
  >()
  let next = 0
  // Which dictionary each column used last, and how many columns use each.
  const used = new Map<string, number>()
  const users = new Map<number, number>()
  let dropped: number[] = []

  function use(name: string, number: number): void {
    const before = used.get(name)
    if (before === number) return
    used.set(name, number)
    users.set(number, (users.get(number) ?? 0) + 1)
    if (before === undefined) return
    const left = users.get(before)! - 1
    users.set(before, left)
    if (left === 0) dropped.push(before)
  }

  function shipText(name: string, { codes, words }: Column & { kind: 'text' }, rows: number): ShippedColumn {
    let known = dictionaries.get(words)
    if (known === undefined) {
      known = { number: next++, codes: new Int32Array(words.length), count: 0 }
      dictionaries.set(words, known)
    } else if (known.codes.length < words.length) {
      const grown = new Int32Array(Math.max(words.length, 2 * known.codes.length))
      grown.set(known.codes)
      known.codes = grown
    }
    use(name, known.number)
    const own = new Int32Array(rows)
    const fresh: string[] = []
    const theirs = known.codes
    for (let row = 0; row < rows; row++) {
      const code = codes[row]!
      if (code < 0) {
        own[row] = -1
        continue
      }
      if (theirs[code] === 0) {
        fresh.push(words[code]!)
        theirs[code] = ++known.count
      }
      own[row] = theirs[code]! - 1
    }
    return { kind: 'text', dictionary: known.number, codes: own, fresh }
  }

  function shipColumn(name: string, column: Column, rows: number, transfer: ArrayBuffer[]): ShippedColumn {
    switch (column.kind) {
      case 'number': {
        const values = column.values.slice(0, rows)
        transfer.push(values.buffer)
        if (column.present === undefined) return { kind: 'number', values }
        const present = column.present.slice(0, rows)
        transfer.push(present.buffer)
        return { kind: 'number', values, present }
      }
      case 'bool': {
        const values = column.values.slice(0, rows)
        transfer.push(values.buffer)
        return { kind: 'bool', values }
      }
      case 'text': {
        const shipped = shipText(name, column, rows) as ShippedColumn & { kind: 'text' }
        transfer.push(shipped.codes.buffer as ArrayBuffer)
        return shipped
      }
      case 'value': {
        const shipped = shipValues(column.values, rows)
        transfer.push(shipped.codes.buffer as ArrayBuffer)
        return shipped
      }
    }
  }

  function shipBlock(block: HistoryBlock, names: readonly string[], transfer: ArrayBuffer[]): ShippedBlock {
    const ids = block.ids.slice(0, 4 * block.rows)
    transfer.push(ids.buffer)
    const columns = names.map(
      (name) =>
        [name, shipColumn(`${block.type} ${name}`, block.column(name), block.rows, transfer)] as const,
    )
    return { type: block.type, rows: block.rows, ids, columns }
  }

  return {
    ship({ rows, blocks, order }, columns) {
      const transfer: ArrayBuffer[] = []
      dropped = []
      const shipped = blocks.map((one) => shipBlock(one, columns.get(one.type)!, transfer))
      return { slice: { rows, blocks: shipped, order, dropped }, transfer }
    },
  }
}

/** Rows with the same text in the history share one value, so there are few. */
function shipValues(values: readonly Value[], rows: number): ShippedColumn & { kind: 'value' } {
  const codes = new Int32Array(rows)
  const known = new Map<Value, number>()
  const distinct: Value[] = []
  let last: Value
  let lastCode = -1
  for (let row = 0; row < rows; row++) {
    const value = values[row]
    if (value === undefined) {
      codes[row] = -1
      continue
    }
    if (value !== last) {
      const code = known.get(value)
      lastCode = code ?? distinct.push(value) - 1
      if (code === undefined) known.set(value, lastCode)
      last = value
    }
    codes[row] = lastCode
  }
  return { kind: 'value', codes, values: distinct }
}
