import { estimateCost } from '../estimate-cost.ts'
import { type IrName, type IrNode, operands } from '../ir.ts'
import type { Question } from './question.ts'
import { wordColumn } from './word-column.ts'

type Names = Readonly<Record<string, IrName>>

/** How a condition is judged: one question, or several joined, each asked of the rows that are still undecided. */
export type Plan = (
  | { readonly kind: 'ask'; readonly question: Question }
  | {
      readonly kind: 'and' | 'or'
      readonly parts: readonly Plan[]
      /** So many of the first parts are questions that are asked of all rows and joined in bits. */
      readonly inBits: number
    }
) & { readonly weight: Weight }

/** Finds or makes the question of a node. */
export type QuestionOf = (node: IrNode) => Question

/** How dear it is to ask a node of a row: the first that differs counts. */
interface Weight {
  /** 0: reads columns only; 1: goes row by row; 2: asks for labels; 3: reads signals; 4: reads dear ones. */
  readonly tier: number
  /** About ns. */
  readonly cost: number
}

/** Up to this cost, one question is faster than its parts asked of fewer and fewer rows. */
const MOST_FUSED = 8

export function planOf(root: IrNode, names: Names, questionOf: QuestionOf): Plan {
  function plan(node: IrNode, negated: boolean, within: 'and' | 'or' | undefined): Plan {
    if (node.kind === 'not') return plan(node.arg, !negated, within)
    if (node.kind === 'name') {
      const { read } = names[node.name]!
      if (read.kind === 'derived') return plan(read.root, negated, within)
    }
    const weight = weigh(node, names)
    const asked = negated ? ({ ...node, kind: 'not', arg: node } as IrNode) : node
    if ((node.kind !== 'and' && node.kind !== 'or') || wordColumn(node, names) !== undefined)
      return { kind: 'ask', question: questionOf(asked), weight }
    // !(a && b) is !a || !b, unknowns included.
    const kind = (node.kind === 'and') === negated ? 'or' : 'and'
    const isPart = within !== undefined && within !== kind
    if (isPart && weight.tier === 0 && weight.cost <= MOST_FUSED)
      return { kind: 'ask', question: questionOf(asked), weight }
    const parts = node.args
      .map((arg) => plan(arg, negated, kind))
      .flatMap((part) => (part.kind === kind ? part.parts : [part]))
    parts.sort((a, b) => a.weight.tier - b.weight.tier || a.weight.cost - b.weight.cost)
    return { kind, parts, inBits: 0, weight }
  }

  return plan(root, false, undefined)
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
  if (wordColumn(node, names) !== undefined)
    return { tier: readsSignal(node, names) ? 3 : 0, cost: 2 + estimateCost(node, names) / 20 }
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

function readsSignal(node: IrNode, names: Names): boolean {
  if (node.kind !== 'name') return operands(node).some((one) => readsSignal(one, names))
  const { read } = names[node.name]!
  return read.kind === 'derived' ? readsSignal(read.root, names) : read.kind === 'signal'
}
