import { type Ir, type IrNode, operands } from './ir.ts'

/** The labels that an expression may ask for, derived names included; each once, in order of name. */
export function labelsOf({ root, names }: Ir): readonly string[] {
  const labels = new Set<string>()
  const visit = (node: IrNode): void => {
    if (node.kind === 'label') labels.add(node.label)
    for (const operand of operands(node)) visit(operand)
  }
  visit(root)
  for (const { read } of Object.values(names)) if (read.kind === 'derived') visit(read.root)
  return [...labels].sort()
}
