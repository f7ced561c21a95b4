import type { CompiledCounter } from '../../engine/compile-counters.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { CounterKey } from '../../pack/pack.ts'
import { type ColumnProgram, compileColumns } from '../../rules/compile-columns.ts'
import type { BlockColumns } from './block-columns.ts'
import { compileKeyColumn } from './key-column.ts'
import type { KeyColumn } from './key-hashes.ts'
import { compileMemberColumn, type MemberColumn } from './member-column.ts'
import { ofOneText } from './of-one-text.ts'
import type { SignalWords } from './signal-words.ts'

/** A counter over the events of one type, compiled for columns. `rows`: only rows that have a 1 are looked at. */
export interface ColumnCounter {
  readonly slot: number
  /** The key that events are counted under; undefined: they are only read for. */
  readonly key: ((block: BlockColumns, rows: Uint8Array | undefined) => KeyColumn) | undefined
  readonly where: ColumnProgram | undefined
  /** Undefined: each event as a whole. */
  readonly members: ((block: BlockColumns) => MemberColumn) | undefined
  /** The key that is read, where it is not the one that is counted. */
  readonly reads: ((block: BlockColumns, rows: Uint8Array | undefined) => KeyColumn) | undefined
}

export function compileColumnCounter(
  { counter, slot }: CompiledCounter,
  compiled: CompiledEventType,
  words: SignalWords,
): ColumnCounter {
  const { counts, reads } = counter.bindings.get(compiled.eventType.name)!
  const sameKey = counts !== undefined && counts.key === reads
  const where = counts?.where
  const told = (key: readonly CounterKey[]) =>
    key.map(({ ir, near }) => ({ ir: ofOneText(ir, compiled, words), near }))
  return {
    slot,
    key: counts && compileKeyColumn(told(counts.key), counter.unordered, words.read),
    where: where && compileColumns([ofOneText(where, compiled, words)], words.read),
    members: compileMemberColumn(counter, counts?.value && told([counts.value])[0], words.read),
    reads:
      sameKey || reads === undefined
        ? undefined
        : compileKeyColumn(told(reads), counter.unordered, words.read),
  }
}
