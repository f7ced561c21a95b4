import type { ColumnBlock } from './column.ts'
import { ColumnGenerator } from './columns/generate-columns.ts'
import { type ColumnRead, isComplete, type LoadedColumn, loadColumn } from './columns/loaded-column.ts'
import { whollyOptional } from './columns/wholly-optional.ts'
import { signalSlots } from './evaluation-order.ts'
import type { Ir } from './ir.ts'
import { labelsOf } from './labels-of.ts'

/** Rules compiled to loops over columns. A rule is known by its index in the list that was compiled. */
export interface ColumnProgram {
  /**
   * Judges every rule on the rows `[from, to)` of a block, all of them by default: `outcomes[rule][row]` becomes
   * 0 false, 1 true, 2 unknown. Labels are asked only for rows of that range, and only where the rest of the rule
   * has not decided; so are columns of signals, once a block.
   */
  run(block: ColumnBlock, outcomes: readonly Uint8Array[], from?: number, to?: number): void
  /** The slots of the signals and counters that a rule may read. */
  readsSignals(rule: number): readonly number[]
  /** The labels that a rule may ask for. */
  readsLabels(rule: number): readonly string[]
}

/** Compiles checked conditions. Throws only on an `Ir` that was not made by the checker. */
export function compileColumns(rules: readonly Ir[]): ColumnProgram {
  const compiled = rules.map((ir) => compileRule(ir))
  return {
    run(block, outcomes, from = 0, to = block.rows) {
      for (const [i, rule] of compiled.entries()) rule(block, outcomes[i]!, from, to)
    },
    readsSignals: (rule) => signalSlots(rules[rule]!),
    readsLabels: (rule) => labelsOf(rules[rule]!),
  }
}

type Loop = (block: ColumnBlock, out: Uint8Array, from: number, to: number) => void

function compileRule(ir: Ir): Loop {
  const [usual, columns] = compileLoop(ir)
  const required = columns.map(({ from, key }) =>
    Object.values(ir.names).some(
      ({ read, optional }) =>
        !optional &&
        read.kind === from &&
        (read.kind === 'signal' ? read.slot : 'property' in read && read.property) === key,
    ),
  )
  let exact: Run | undefined
  return (block, out, from, to) => {
    const loaded = columns.map((read) => loadColumn(block, read))
    if (loaded.every((column, i) => !required[i] || isComplete(column, block.rows))) {
      usual(block, loaded, out, from, to)
      return
    }
    exact ??= compileLoop(whollyOptional(ir))[0]
    exact(block, loaded, out, from, to)
  }
}

type Run = (
  block: ColumnBlock,
  columns: readonly LoadedColumn[],
  out: Uint8Array,
  from: number,
  to: number,
) => void

function compileLoop(ir: Ir): [Run, readonly ColumnRead[]] {
  const generator = new ColumnGenerator(ir)
  const value = generator.value(ir.root)
  const code =
    `"use strict";return function(B,A,out,from,to){${generator.declarations()}\n` +
    `for(let i=from;i<to;i++){const r=${value};out[i]=r===undefined?2:r?1:0}}`
  return [new Function('K', code)(generator.constants), generator.columns]
}
