import { type Ir, type IrNode, operands } from '../../rules/ir.ts'

/** Features that an expression reads as a field of `data`, rather than by their own name. */
export function featuresRead({ root, names }: Ir): ReadonlySet<string> {
  const features = new Set<string>()
  const isData = (node: IrNode) => {
    const read = node.kind === 'name' ? names[node.name]?.read : undefined
    return read?.kind === 'envelope' && read.property === 'data'
  }
  const visit = (node: IrNode): void => {
    if ((node.kind === 'field' || node.kind === 'has') && node.field !== undefined && isData(node.of))
      features.add(node.field)
    for (const operand of operands(node)) visit(operand)
  }
  visit(root)
  for (const { read } of Object.values(names)) if (read.kind === 'derived') visit(read.root)
  return features
}
