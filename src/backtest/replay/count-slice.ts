import type { CompiledCounter } from '../../engine/compile-counters.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { Order } from '../../history/merge-order.ts'
import { type ColumnProgram, compileColumns } from '../../rules/compile-columns.ts'
import type { CounterState } from '../../signals/counters/counter-state.ts'
import type { BlockColumns } from './block-columns.ts'
import { type CounterRows, type Counting, countRow } from './counter-column.ts'
import { compileKeyColumn, type KeyColumn } from './key-column.ts'
import { compileMemberColumn, type MemberColumn } from './member-column.ts'
import { ofOneText } from './of-one-text.ts'
import type { SignalWords } from './signal-words.ts'

/** A counter over the events of one type, compiled for columns. */
export interface ColumnCounter {
  readonly slot: number
  readonly key: ((block: BlockColumns) => KeyColumn) | undefined
  readonly where: ColumnProgram | undefined
  readonly members: ((block: BlockColumns) => MemberColumn) | undefined
  readonly reads: ((block: BlockColumns) => KeyColumn) | undefined
}

export function compileColumnCounter(
  { counter, slot }: CompiledCounter,
  compiled: CompiledEventType,
  words: SignalWords,
): ColumnCounter {
  const { counts, reads } = counter.bindings.get(compiled.eventType.name)!
  const sameKey = counts !== undefined && counts.key === reads
  const where = counts?.where
  return {
    slot,
    key: counts && compileKeyColumn(counts.key, counter.unordered),
    where: where && compileColumns([ofOneText(where, compiled, words)], words.read),
    members: compileMemberColumn(counter, counts?.value),
    reads: sameKey || reads === undefined ? undefined : compileKeyColumn(reads, counter.unordered),
  }
}

/** One block of a slice. */
export interface CountedBlock {
  readonly columns: BlockColumns
  /** Undefined: this counter does not concern these events. */
  readonly counter: ColumnCounter | undefined
}

/** Counts the rows of a slice in the order of arrival, and puts what they read into the counter's slot. */
export function countSlice(
  counting: Counting,
  blocks: readonly CountedBlock[],
  order: Order | undefined,
): void {
  const rows = blocks.map((block) => prepare(block))
  const sweep = sweeper(counting.state)
  if (order === undefined || rows.filter((one) => one !== undefined).length === 1) {
    for (const one of rows) {
      if (one === undefined) continue
      for (let row = 0; row < one.times.length; row++) {
        sweep(one.received[row]!)
        countRow(counting, one, row)
      }
    }
  } else {
    for (let place = 0; place < order.row.length; place++) {
      const one = rows[order.block[place]!]
      if (one === undefined) continue
      const row = order.row[place]!
      sweep(one.received[row]!)
      countRow(counting, one, row)
    }
  }
  blocks.forEach(({ columns, counter }, i) => {
    if (counter !== undefined) columns.put(counter.slot, numbersOf(rows[i]!.values))
  })
}

function prepare({ columns, counter }: CountedBlock): CounterRows | undefined {
  if (counter === undefined) return undefined
  let where: Uint8Array | undefined
  if (counter.where !== undefined) {
    where = new Uint8Array(columns.rows)
    counter.where.run(columns, [where])
  }
  return {
    times: columns.times.values,
    received: columns.received.values,
    key: counter.key?.(columns),
    where,
    members: counter.members?.(columns),
    reads: counter.reads?.(columns),
    values: new Float64Array(columns.rows).fill(Number.NaN),
  }
}

/** Tells the state's clock second by second, so that it forgets as it does live. */
function sweeper(state: CounterState): (receivedMs: number) => void {
  let next = 0
  return (receivedMs) => {
    if (receivedMs < next) return
    next = (Math.floor(receivedMs / 1000) + 1) * 1000
    state.sweep(receivedMs)
  }
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
