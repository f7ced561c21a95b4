import { add } from '../../engine/count-event.ts'
import type { CounterKey } from '../../pack/pack.ts'
import type { Column, ColumnBlock } from '../../rules/column.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import type { SignalOfWord } from '../../rules/columns/word-memo.ts'
import { compileColumnValue } from '../../rules/compile-column-value.ts'
import { beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import type { KeyColumn } from './key-hashes.ts'
import { pairHashes } from './pair-hashes.ts'
import { wordHashes } from './word-hashes.ts'

/**
 * Compiles a key to what gives its hash in every row, the same that live counting makes of each event. `rows`: only
 * rows that have a 1 are hashed.
 */
export function compileKeyColumn(
  key: readonly CounterKey[],
  unordered: boolean,
  signalOf?: SignalOfWord,
): (block: ColumnBlock, rows?: Uint8Array) => KeyColumn {
  const parts = key.map(({ ir, near }) => ({ read: compileColumnValue(ir, signalOf), near }))
  const one = wordHashes(parts[0]!.near)
  const pairs = pairHashes(unordered)
  const isPair = parts.length === 2 && parts.every(({ near }) => !near)
  return (block, rows) => {
    const columns = parts.map(({ read }) => read(block))
    const [first, second] = columns
    if (parts.length === 1 && first!.kind === 'text') return one.of(first!, block.rows, rows)
    if (isPair && first!.kind === 'text' && second!.kind === 'text')
      return pairs.of(first!, second!, block.rows, rows)
    return hashRows(columns, key, unordered, block.rows, rows)
  }
}

const HASH = emptyHash()

function hashRows(
  columns: readonly Column[],
  key: readonly CounterKey[],
  unordered: boolean,
  count: number,
  rows: Uint8Array | undefined,
): KeyColumn {
  const hi = new Uint32Array(count)
  const lo = new Uint32Array(count)
  const has = new Uint8Array(count)
  for (let row = 0; row < count; row++) {
    if (rows?.[row] === 0) continue
    const values = columns.map((column) => valueAt(column, row))
    if (values.includes(undefined)) continue
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
