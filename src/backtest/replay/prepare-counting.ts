import type { Order } from '../../history/merge-order.ts'
import type { Counter } from '../../pack/pack.ts'
import type { BlockColumns } from './block-columns.ts'
import type { BufferPool } from './buffer-pool.ts'
import type { ColumnCounter } from './column-counter.ts'
import { type CounterOps, emptyOps, OP } from './counter-ops.ts'
import type { KeyColumn } from './key-hashes.ts'
import type { MemberColumn } from './member-column.ts'

/** One block of a slice as a counter meets it; no `counter`: it does not concern these events. */
export interface CountedBlock {
  readonly columns: BlockColumns
  readonly counter: ColumnCounter | undefined
  /** 1 in rows whose value somebody needs; undefined: in all. */
  readonly need: Uint8Array | undefined
}

/** What a slice asks of a counter, and how its answers go back to the rows. */
export interface PreparedCounting {
  readonly ops: CounterOps
  /** Puts what came of the operations into the counter's slot of each block, and gives their memory back. */
  scatter(): void
}

/** Writes what the rows of a slice ask of a counter, in the order of arrival, as engine/count-event.ts does live. */
export function prepareCounting(
  { counter, place }: { readonly counter: Pick<Counter, 'self'>; readonly place: number },
  blocks: readonly CountedBlock[],
  order: Order | undefined,
  pool: BufferPool,
): PreparedCounting {
  const rows = blocks.map((block) => prepareRows(block))
  const most = rows.reduce((sum, one) => sum + (one?.most ?? 0), 0)
  const writer = new OpsWriter(
    emptyOps(
      place,
      most,
      rows.some((one) => one?.members !== undefined),
      pool,
    ),
    most,
    counter.self,
  )
  const concerned = rows.flatMap((one, block) => (one === undefined ? [] : [block]))
  if (order === undefined || concerned.length === 1)
    for (const block of concerned) {
      const one = rows[block]!
      for (let row = 0; row < one.times.length; row++) writer.add(one, block, row)
    }
  else
    for (let at = 0; at < order.row.length; at++) {
      const one = rows[order.block[at]!]
      if (one !== undefined) writer.add(one, order.block[at]!, order.row[at]!)
    }
  return {
    ops: writer.ops,
    scatter() {
      const values = blocks.map(({ columns, counter: own }) =>
        own === undefined ? undefined : new Float64Array(columns.rows).fill(Number.NaN),
      )
      writer.scatter(values)
      pool.give(writer.ops.value.buffer)
      blocks.forEach(({ columns, counter: own }, i) => {
        if (own !== undefined) columns.put(own.slot, numbersOf(values[i]!))
      })
    },
  }
}

/** Writes operations row by row. */
class OpsWriter {
  length = 0
  /** The latest receipt so far; an array, since a number that changes with each row would be allocated each time. */
  readonly #clock = new Float64Array([Number.NEGATIVE_INFINITY])
  readonly #ops: Omit<CounterOps, 'length' | 'endClock'>
  readonly #ofBlock: Uint8Array
  readonly #ofRow: Uint32Array
  readonly #self: boolean

  constructor(ops: Omit<CounterOps, 'length' | 'endClock'>, most: number, self: boolean) {
    this.#ops = ops
    this.#ofBlock = new Uint8Array(most)
    this.#ofRow = new Uint32Array(most)
    this.#self = self
  }

  get ops(): CounterOps {
    return { ...this.#ops, length: this.length, endClock: this.#clock[0]! }
  }

  add(one: CountedRows, block: number, row: number): void {
    const received = one.received[row]!
    if (received > this.#clock[0]!) this.#clock[0] = received
    if (one.looked !== undefined && one.looked[row] === 0) return
    const { key, members, reads, need } = one
    const needed = need === undefined || need[row] === 1
    let counted = false
    if (key !== undefined && (key.has === undefined || key.has[row] === 1)) {
      if (one.where === undefined || one.where[row] === 1) {
        if (members === undefined) {
          this.#push(OP.count, key, one, block, row, reads === undefined)
          counted = true
        } else if (members.from !== undefined) {
          counted = this.#addItems(members, members.from, key, one, block, row)
        } else if (members.has === undefined || members.has[row] === 1) {
          this.#ops.a![this.length] = members.a[row]!
          this.#ops.b![this.length] = members.b[row]!
          this.#push(OP.count, key, one, block, row, reads === undefined)
          counted = true
        }
      }
      if (!counted && reads === undefined && needed) this.#push(OP.read, key, one, block, row, true)
    }
    if (reads !== undefined && needed && (reads.has === undefined || reads.has[row] === 1))
      this.#push(OP.read, reads, one, block, row, true)
  }

  /** Puts what came of the operations into the rows that asked, by block. */
  scatter(values: readonly (Float64Array | undefined)[]): void {
    const { value } = this.#ops
    for (let k = 0; k < this.length; k++) {
      const block = this.#ofBlock[k]!
      if (block !== NOWHERE) values[block]![this.#ofRow[k]!] = value[k]!
    }
  }

  #addItems(
    members: MemberColumn,
    from: Uint32Array,
    key: KeyColumn,
    one: CountedRows,
    block: number,
    row: number,
  ): boolean {
    const start = from[row]!
    const end = from[row + 1]!
    for (let at = start; at < end; at++) {
      this.#ops.a![this.length] = members.a[at]!
      this.#ops.b![this.length] = members.b[at]!
      // With itself, an event reads what stands after the last of its items; without, after the first.
      const says = this.#self ? at === end - 1 : at === start
      this.#push(OP.count, key, one, block, row, says && one.reads === undefined)
    }
    return end > start
  }

  #push(kind: number, key: KeyColumn, one: CountedRows, block: number, row: number, toRow: boolean): void {
    const k = this.length++
    const ops = this.#ops
    ops.kind[k] = kind
    ops.hi[k] = key.hi[row]!
    ops.lo[k] = key.lo[row]!
    ops.time[k] = one.times[row]!
    ops.clock[k] = this.#clock[0]!
    this.#ofBlock[k] = toRow ? block : NOWHERE
    this.#ofRow[k] = row
  }
}

/** In the place of a block: nobody reads what comes of an operation. */
const NOWHERE = 255

interface CountedRows {
  readonly times: Float64Array
  readonly received: Float64Array
  readonly key: KeyColumn | undefined
  readonly where: Uint8Array | undefined
  readonly members: MemberColumn | undefined
  readonly reads: KeyColumn | undefined
  readonly need: Uint8Array | undefined
  /** 0 in rows that are neither counted nor needed; undefined: in none. */
  readonly looked: Uint8Array | undefined
  /** Operations at most. */
  readonly most: number
}

function prepareRows({ columns, counter, need }: CountedBlock): CountedRows | undefined {
  if (counter === undefined) return undefined
  let where: Uint8Array | undefined
  if (counter.where !== undefined) {
    where = new Uint8Array(columns.rows)
    counter.where.run(columns, [where])
  }
  const counts = counter.key !== undefined
  const looked = need === undefined || (counts && where === undefined) ? undefined : either(need, where)
  const members = counts ? counter.members?.(columns) : undefined
  const some = looked === undefined ? columns.rows : countOnes(looked)
  const list = members?.from === undefined ? 0 : members.a.length
  return {
    times: columns.times.values,
    received: columns.received.values,
    key: counter.key?.(columns, looked),
    where,
    members,
    reads: counter.reads?.(columns, need),
    need,
    looked,
    most: some * (counter.reads === undefined ? 1 : 2) + list,
  }
}

function either(need: Uint8Array, where: Uint8Array | undefined): Uint8Array {
  if (where === undefined) return need
  const both = new Uint8Array(need.length)
  for (let row = 0; row < both.length; row++) both[row] = need[row] === 1 || where[row] === 1 ? 1 : 0
  return both
}

function countOnes(bytes: Uint8Array): number {
  let ones = 0
  for (let row = 0; row < bytes.length; row++) ones += bytes[row]!
  return ones
}

/** A column in which NaN stands for no value. */
function numbersOf(values: Float64Array): { kind: 'number'; values: Float64Array; present?: Uint8Array } {
  let present: Uint8Array | undefined
  for (let row = 0; row < values.length; row++)
    if (Number.isNaN(values[row])) {
      present ??= new Uint8Array(values.length).fill(1)
      present[row] = 0
    }
  return present === undefined ? { kind: 'number', values } : { kind: 'number', values, present }
}
