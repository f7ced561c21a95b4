import { type Ir, type IrNode, operands } from './ir.ts'

/** Whether two of the expressions read the same name; those that do not have nothing to say of each other. */
export function sharesName(parts: readonly IrNode[], names: Ir['names']): boolean {
  const readBy = new Map<string, number>()

  function isShared(node: IrNode, part: number): boolean {
    if (node.kind !== 'name') return operands(node).some((operand) => isShared(operand, part))
    const before = readBy.get(node.name)
    if (before !== undefined) return before !== part
    readBy.set(node.name, part)
    const { read } = names[node.name]!
    return read.kind === 'derived' && isShared(read.root, part)
  }

  return parts.some((part, i) => isShared(part, i))
}
