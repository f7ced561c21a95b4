import type { Value } from '../../core/value.ts'
import { add as addPart } from '../../engine/count-event.ts'
import type { Counter, CounterKey } from '../../pack/pack.ts'
import type { Column, ColumnBlock } from '../../rules/column.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import type { SignalOfWord } from '../../rules/columns/word-memo.ts'
import { compileColumnValue } from '../../rules/compile-column-value.ts'
import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import { wordHashes } from './word-hashes.ts'

/**
 * What is counted of each row: `a` and `b` of a CounterState. One thing a row, at the row's own place; or, with
 * `from`, those at the places `[from[row], from[row + 1])`.
 */
export interface MemberColumn {
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  /** 0 where nothing is counted; undefined: nowhere. */
  readonly has: Uint8Array | undefined
  readonly from: Uint32Array | undefined
}

/** Compiles what a counter counts of an event; undefined when it is the event itself. */
export function compileMemberColumn(
  { kind }: Pick<Counter, 'kind'>,
  value: CounterKey | undefined,
  signalOf?: SignalOfWord,
): ((block: ColumnBlock) => MemberColumn) | undefined {
  if (value === undefined) return undefined
  const read = compileColumnValue(value.ir, signalOf)
  if (kind !== 'distinct') return (block) => numbers(read(block), block.rows)
  const hashes = wordHashes(value.near)
  return (block) => {
    const column = read(block)
    if (column.kind !== 'text') return items(column, value.near, block.rows)
    const { hi, lo, has } = hashes.of(column, block.rows)
    return { a: hi, b: lo, has, from: undefined }
  }
}

function numbers(column: Column, rows: number): MemberColumn {
  if (column.kind === 'number')
    return { a: column.values, b: zeros(rows), has: column.present, from: undefined }
  const a = new Float64Array(rows)
  const has = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const value = valueAt(column, row)
    if (typeof value !== 'number') continue
    a[row] = value
    has[row] = 1
  }
  return { a, b: zeros(rows), has, from: undefined }
}

const HASH = emptyHash()

/** Members of whatever is no text: each item of a list is one. */
function items(column: Column, near: boolean, rows: number): MemberColumn {
  const a: number[] = []
  const b: number[] = []
  const from = new Uint32Array(rows + 1)
  const add = (value: Value) => {
    beginHash(HASH)
    addPart(HASH, value, near)
    endHash(HASH)
    a.push(HASH.hi)
    b.push(HASH.lo)
  }
  for (let row = 0; row < rows; row++) {
    const value = valueAt(column, row)
    if (Array.isArray(value)) for (const item of value) add(item)
    else if (value !== undefined) add(value)
    from[row + 1] = a.length
  }
  return { a, b, has: undefined, from }
}

let none = new Float64Array(0)

function zeros(rows: number): Float64Array {
  if (none.length < rows) none = new Float64Array(rows)
  return none
}
