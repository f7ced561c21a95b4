import type { Value } from '../../core/value.ts'
import { add } from '../../engine/count-event.ts'
import type { CounterKey } from '../../pack/pack.ts'
import type { Column, ColumnBlock } from '../../rules/column.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import { compileColumnValue } from '../../rules/compile-column-value.ts'
import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import { wordHashes } from './word-hashes.ts'

/** The hash of a counter's key in every row, in two halves. */
export interface KeyColumn {
  readonly hi: Uint32Array
  readonly lo: Uint32Array
  /** 0 where a part of the key is missing; undefined: nowhere. */
  readonly has: Uint8Array | undefined
}

/** Compiles a key to what gives its hash in every row, the same that live counting makes of each event. */
export function compileKeyColumn(
  key: readonly CounterKey[],
  unordered: boolean,
): (block: ColumnBlock) => KeyColumn {
  const parts = key.map(({ ir, near }) => ({ read: compileColumnValue(ir), near }))
  const [only] = parts
  if (parts.length === 1) {
    const hashes = wordHashes(only!.near)
    return (block) => {
      const column = only!.read(block)
      return column.kind === 'text'
        ? hashes.of(column, block.rows)
        : hashRows([column], key, false, block.rows)
    }
  }
  return (block) =>
    hashRows(
      parts.map(({ read }) => read(block)),
      key,
      unordered,
      block.rows,
    )
}

const HASH = emptyHash()

function hashRows(
  columns: readonly Column[],
  key: readonly CounterKey[],
  unordered: boolean,
  rows: number,
): KeyColumn {
  const hi = new Uint32Array(rows)
  const lo = new Uint32Array(rows)
  const has = new Uint8Array(rows)
  const values: Value[] = columns.map(() => undefined)
  for (let row = 0; row < rows; row++) {
    let whole = true
    for (let i = 0; i < columns.length; i++) {
      const value = valueAt(columns[i]!, row)
      values[i] = value
      if (value === undefined) whole = false
    }
    if (!whole) continue
    has[row] = 1
    beginHash(HASH)
    // The same pair in either order; see hashOf in engine/count-event.ts.
    const swap = unordered && String(values[0]) > String(values[1])
    for (let i = 0; i < columns.length; i++) add(HASH, values[swap ? 1 - i : i], key[i]!.near)
    endHash(HASH)
    hi[row] = HASH.hi
    lo[row] = HASH.lo
  }
  return { hi, lo, has }
}
