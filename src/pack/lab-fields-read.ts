import { type At, type Ir, type IrNode, operands } from '../rules/ir.ts'
import type { SignalSpec } from './pack.ts'

/** A field of a model of the lab that an expression reads; without `field` the model as a whole. */
export interface LabRead {
  readonly model: string
  readonly field: string | undefined
  /** Undefined: within a derived name. */
  readonly at: At | undefined
}

/** What an expression reads of models of the lab, derived names included. Whether something is there is not read. */
export function labFieldsRead({ root, names }: Ir, signals: ReadonlyMap<string, SignalSpec>): LabRead[] {
  const models = Object.keys(names).filter((name) => signals.get(name)?.kind === 'lab')
  if (models.length === 0) return []
  const reads: LabRead[] = []
  const visit = (node: IrNode, own: boolean): void => {
    const at = own ? node.at : undefined
    const of = node.kind === 'field' || node.kind === 'has' ? node.of : undefined
    if (of?.kind === 'name' && models.includes(of.name)) {
      if (node.kind === 'field') reads.push({ model: of.name, field: node.field, at })
      return
    }
    if (node.kind === 'name' && models.includes(node.name))
      reads.push({ model: node.name, field: undefined, at })
    for (const operand of operands(node)) visit(operand, own)
  }
  visit(root, true)
  for (const { read } of Object.values(names)) if (read.kind === 'derived') visit(read.root, false)
  return reads
}
