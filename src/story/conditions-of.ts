import { type Ir, type IrNode, operands } from '../rules/ir.ts'

/** One bool part of a condition that decides something: the whole, and each operand of `&&`, `||` and `!`. */
export interface ConditionPart {
  readonly node: IrNode
  /** As written. */
  readonly text: string
}

/** The parts of a condition, the whole first. Derived names are parts, and are not taken apart. */
export function conditionsOf({ root, text }: Ir): readonly ConditionPart[] {
  const parts: ConditionPart[] = []
  const visit = (node: IrNode): void => {
    if (node.kind !== 'constant') parts.push({ node, text: text.slice(node.at[0], node.at[1]) })
    if (node.kind === 'and' || node.kind === 'or' || node.kind === 'not' || node.kind === 'choose')
      for (const operand of operands(node)) if (operand.type.kind === 'bool') visit(operand)
  }
  visit(root)
  return parts
}
