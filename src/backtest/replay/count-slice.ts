import type { CompiledCounter } from '../../engine/compile-counters.ts'
import type { Order } from '../../history/merge-order.ts'
import type { CounterKey } from '../../pack/pack.ts'
import { signalSlots } from '../../rules/evaluation-order.ts'
import type { CounterState } from '../../signals/counters/counter-state.ts'
import type { BlockColumns } from './block-columns.ts'
import { type CounterRows, type Counting, countRow } from './counter-column.ts'
import { type Conditions, compileConditions, judgeConditions } from './judge-conditions.ts'
import { compileKeyColumn, type KeyColumn } from './key-column.ts'
import { compileMemberColumn, type MemberColumn } from './member-column.ts'
import type { SignalColumns } from './signal-columns.ts'

/** A counter over the events of one type, compiled for columns. */
export interface ColumnCounter {
  readonly slot: number
  readonly key: ((block: BlockColumns) => KeyColumn) | undefined
  readonly where: Conditions | undefined
  readonly members: ((block: BlockColumns) => MemberColumn) | undefined
  readonly reads: ((block: BlockColumns) => KeyColumn) | undefined
  /** Cheap signals that keys and members read. */
  readonly slots: readonly number[]
}

export function compileColumnCounter({ counter, slot }: CompiledCounter, eventType: string): ColumnCounter {
  const { counts, reads } = counter.bindings.get(eventType)!
  const sameKey = counts !== undefined && counts.key === reads
  const keys: CounterKey[] = [...(counts?.key ?? []), ...(reads ?? [])]
  if (counts?.value !== undefined) keys.push(counts.value)
  const where = counts?.where
  return {
    slot,
    key: counts && compileKeyColumn(counts.key, counter.unordered),
    where: where && compileConditions([where]),
    members: compileMemberColumn(counter, counts?.value),
    reads: sameKey || reads === undefined ? undefined : compileKeyColumn(reads, counter.unordered),
    slots: [...new Set(keys.flatMap(({ ir }) => signalSlots(ir)))],
  }
}

/** One block of a slice, with what computes its signals. */
export interface CountedBlock {
  readonly columns: BlockColumns
  readonly signals: SignalColumns
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

function prepare({ columns, signals, counter }: CountedBlock): CounterRows | undefined {
  if (counter === undefined) return undefined
  if (counter.slots.length > 0) {
    const own = counter.slots.filter((slot) => slot < columns.compiled.signals.length)
    signals.fill(columns, new Map(own.map((slot) => [slot, undefined])))
  }
  let where: Uint8Array | undefined
  if (counter.where !== undefined) {
    where = new Uint8Array(columns.rows)
    judgeConditions(columns, signals, counter.where, [where])
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
