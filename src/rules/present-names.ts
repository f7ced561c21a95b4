import { type Ir, type IrNode, operands } from './ir.ts'

/** Adds the names without whose value an expression cannot be known. */
export function addNeeded(node: IrNode, names: Ir['names'], needed: Set<string>): void {
  switch (node.kind) {
    case 'name': {
      needed.add(node.name)
      const { read } = names[node.name]!
      if (read.kind === 'derived') addNeeded(read.root, names, needed)
      return
    }
    // An operand decides these without the others.
    case 'and':
    case 'or':
      return
    case 'choose':
      addNeeded(node.test, names, needed)
      return
    case 'each':
      addNeeded(node.range, names, needed)
      return
    case 'has':
      // Asking for a name needs nothing; asking for a field needs what has it.
      if (node.field !== undefined) addNeeded(node.of, names, needed)
      return
    default:
      for (const operand of operands(node)) addNeeded(operand, names, needed)
  }
}
