import { keyOf } from '../constraint.ts'
import { estimateCost } from '../estimate-cost.ts'
import { type IrName, type IrNode, operands } from '../ir.ts'
import type { Question } from './question.ts'
import { wordColumn } from './word-column.ts'

type Names = Readonly<Record<string, IrName>>

/** How a condition is judged: one question, or several joined, each asked of the rows that are still undecided. */
export type Plan =
  | { readonly kind: 'ask'; readonly question: Question }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Plan[] }

/** Finds or makes the question of a node; `key` is the same for nodes that mean the same. */
export type QuestionOf = (key: string, node: IrNode, names: Names) => Question

/** How dear it is to ask a node of a row: the first that differs counts. */
interface Weight {
  /** 0: reads columns only; 1: goes row by row; 2: asks for labels; 3: reads signals; 4: reads dear ones. */
  readonly tier: number
  readonly cost: number
}

/** More than this in one question is asked in parts. */
const MOST_FUSED = 12

export function planOf(root: IrNode, names: Names, questionOf: QuestionOf): Plan {
  const ask = (node: IrNode, negated: boolean): Plan => {
    const asked: IrNode = negated ? ({ ...node, kind: 'not', arg: node } as IrNode) : node
    return { kind: 'ask', question: questionOf(keyOf(asked), asked, names) }
  }

  function plan(node: IrNode, negated: boolean, isRoot: boolean): Plan {
    if (node.kind === 'not') return plan(node.arg, !negated, isRoot)
    if (node.kind === 'name') {
      const { read } = names[node.name]!
      if (read.kind === 'derived') return plan(read.root, negated, isRoot)
    }
    if (node.kind !== 'and' && node.kind !== 'or') return ask(node, negated)
    if (wordColumn(node, names) !== undefined) return ask(node, negated)
    const weight = weigh(node, names)
    if (!isRoot && weight.tier === 0 && weight.cost <= MOST_FUSED) return ask(node, negated)
    // !(a && b) is !a || !b, unknowns included.
    const kind = (node.kind === 'and') === negated ? 'or' : 'and'
    const weighed = node.args.map((arg) => ({ part: plan(arg, negated, isRoot), weight: weigh(arg, names) }))
    weighed.sort((a, b) => a.weight.tier - b.weight.tier || a.weight.cost - b.weight.cost)
    return { kind, parts: weighed.flatMap(({ part }) => (part.kind === kind ? part.parts : [part])) }
  }

  return plan(root, false, true)
}

function weigh(node: IrNode, names: Names): Weight {
  switch (node.kind) {
    case 'constant':
      return { tier: 0, cost: 0 }
    case 'name': {
      const { read, type } = names[node.name]!
      if (read.kind === 'derived') return weigh(read.root, names)
      if (read.kind === 'signal') return { tier: read.dear ? 4 : 3, cost: 1 }
      return { tier: type.kind === 'list' || type.kind === 'map' ? 1 : 0, cost: 1 }
    }
  }
  // Looked up by word, whatever it costs to find out once.
  if (wordColumn(node, names) !== undefined) return { tier: 0, cost: 3 + estimateCost(node, names) / 1000 }
  const parts = operands(node).map((operand) => weigh(operand, names))
  const own: Weight =
    node.kind === 'each' || node.kind === 'list' || node.kind === 'map' || node.kind === 'field'
      ? { tier: 1, cost: 10 }
      : node.kind === 'label'
        ? { tier: 2, cost: 10 }
        : { tier: 0, cost: node.kind === 'call' && node.op.includes('text') ? 10 : 0 }
  return {
    tier: Math.max(own.tier, ...parts.map(({ tier }) => tier)),
    cost: own.cost + parts.reduce((sum, { cost }) => sum + cost, 0),
  }
}
