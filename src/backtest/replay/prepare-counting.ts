import type { Order } from '../../history/merge-order.ts'
import type { Counter } from '../../pack/pack.ts'
import type { BlockColumns } from './block-columns.ts'
import type { ColumnCounter } from './column-counter.ts'
import { type Allocate, type CounterOps, emptyOps, OP } from './counter-ops.ts'
import type { KeyColumn } from './key-column.ts'
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
  /** Puts what came of the operations into the counter's slot of each block. */
  scatter(): void
}

/** Writes what the rows of a slice ask of a counter, in the order of arrival, as engine/count-event.ts does live. */
export function prepareCounting(
  { counter, place }: { readonly counter: Pick<Counter, 'self'>; readonly place: number },
  blocks: readonly CountedBlock[],
  order: Order | undefined,
  allocate: Allocate,
): PreparedCounting {
  const rows = blocks.map((block) => prepareRows(block))
  const most = rows.reduce((sum, one) => sum + (one?.most ?? 0), 0)
  const ops = emptyOps(
    place,
    most,
    rows.some((one) => one?.members !== undefined),
    allocate,
  )
  const ofBlock = new Uint8Array(most)
  const ofRow = new Uint32Array(most)
  let length = 0
  let clock = Number.NEGATIVE_INFINITY
  const { self } = counter

  function push(kind: number, key: KeyColumn, block: number, row: number, toRow: boolean): void {
    const one = rows[block]!
    ops.kind[length] = kind
    ops.hi[length] = key.hi[row]!
    ops.lo[length] = key.lo[row]!
    ops.time[length] = one.times[row]!
    ops.clock[length] = clock
    ofBlock[length] = toRow ? block : NOWHERE
    ofRow[length] = row
    length++
  }

  function pushRow(block: number, row: number): void {
    const one = rows[block]!
    const received = one.received[row]!
    if (received > clock) clock = received
    if (one.looked !== undefined && one.looked[row] === 0) return
    const { key, members, reads, need } = one
    let counted = false
    if (key !== undefined && (key.has === undefined || key.has[row] === 1)) {
      if (one.where === undefined || one.where[row] === 1) {
        if (members === undefined) {
          push(OP.count, key, block, row, reads === undefined)
          counted = true
        } else if (members.from === undefined) {
          if (members.has === undefined || members.has[row] === 1) {
            ops.a![length] = members.a[row]!
            ops.b![length] = members.b[row]!
            push(OP.count, key, block, row, reads === undefined)
            counted = true
          }
        } else {
          const end = members.from[row + 1]!
          for (let at = members.from[row]!; at < end; at++) {
            ops.a![length] = members.a[at]!
            ops.b![length] = members.b[at]!
            // With itself, an event reads what stands after the last of its items; without, after the first.
            const says = self ? at === end - 1 : !counted
            push(OP.count, key, block, row, says && reads === undefined)
            counted = true
          }
        }
      }
      if (!counted && reads === undefined && (need === undefined || need[row] === 1))
        push(OP.read, key, block, row, true)
    }
    if (reads !== undefined && (need === undefined || need[row] === 1) && reads.has?.[row] !== 0)
      push(OP.read, reads, block, row, true)
  }

  if (order === undefined || rows.filter((one) => one !== undefined).length === 1) {
    for (let block = 0; block < rows.length; block++)
      if (rows[block] !== undefined)
        for (let row = 0; row < rows[block]!.times.length; row++) pushRow(block, row)
  } else
    for (let at = 0; at < order.row.length; at++)
      if (rows[order.block[at]!] !== undefined) pushRow(order.block[at]!, order.row[at]!)

  return {
    ops: { ...ops, length, endClock: clock },
    scatter() {
      const values = blocks.map(({ columns, counter: own }) =>
        own === undefined ? undefined : new Float64Array(columns.rows).fill(Number.NaN),
      )
      for (let k = 0; k < length; k++)
        if (ofBlock[k] !== NOWHERE) values[ofBlock[k]!]![ofRow[k]!] = ops.value[k]!
      blocks.forEach(({ columns, counter: own }, i) => {
        if (own !== undefined) columns.put(own.slot, numbersOf(values[i]!))
      })
    },
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
