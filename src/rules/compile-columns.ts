import type { ColumnBlock } from './column.ts'
import type { Shared } from './columns/column-reader.ts'
import { Judge } from './columns/judge-plan.ts'
import { orderPlan, SAMPLE } from './columns/order-plan.ts'
import { BATCH, Pass } from './columns/pass.ts'
import { planOf } from './columns/plan.ts'
import { Question } from './columns/question.ts'
import { isWorthARow, RowMemo } from './columns/row-memo.ts'
import { type SignalOfWord, WordMemo } from './columns/word-memo.ts'
import { keyOf } from './constraint.ts'
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

/**
 * Compiles checked conditions. Throws only on an `Ir` that was not made by the checker. `signalOf` reads the signals
 * that follow from one text alone, for names that say so; it is asked once for each text of the block that is judged.
 */
export function compileColumns(rules: readonly Ir[], signalOf?: SignalOfWord): ColumnProgram {
  const questions = new Map<string, Question>()
  const memos = new Map<string, WordMemo>()
  const rowMemos = new Map<string, RowMemo | undefined>()
  const shared: Shared = {
    wordMemo: (node, names) => find(memos, keyOf(node), () => new WordMemo(node, names, signalOf)),
    rowMemo: (name, names) =>
      find(rowMemos, name, () => {
        const { read } = names[name]!
        const isShared = rules.filter((ir) => Object.hasOwn(ir.names, name)).length > 1
        return read.kind === 'derived' && isShared && isWorthARow(read.root, names)
          ? new RowMemo(read.root, names, shared)
          : undefined
      }),
  }
  let plans = rules.map(({ root, names }) =>
    planOf(root, names, (node) => {
      const question = find(questions, keyOf(node), () => new Question(node, names, shared))
      question.uses++
      return question
    }),
  )
  const judge = new Judge()
  let isOrdered = false
  return {
    run(block, outcomes, from = 0, to = block.rows) {
      const pass = new Pass(block, from, to)
      if (!isOrdered && to - from >= SAMPLE) {
        isOrdered = true
        plans = plans.map((plan) => orderPlan(judge, plan, pass, from))
      }
      for (let start = from; start < to; start += BATCH) {
        const end = Math.min(start + BATCH, to)
        for (let i = 0; i < plans.length; i++) judge.all(plans[i]!, pass, outcomes[i]!, start, end)
      }
    },
    readsSignals: (rule) => signalSlots(rules[rule]!),
    readsLabels: (rule) => labelsOf(rules[rule]!),
  }
}

function find<T>(known: Map<string, T>, key: string, make: () => T): T {
  if (!known.has(key)) known.set(key, make())
  return known.get(key)!
}
