import { optionalNames, optionalNode } from '../../rules/columns/wholly-optional.ts'
import { type Ir, type IrName, type IrNode, operands } from '../../rules/ir.ts'

/** A name that no feature can have, so that its column has no values. */
const ASKED = '(label)'

/**
 * The same condition with every label unknown: where it still comes to true or false, no label matters. Undefined
 * when it asks whether something that hangs on a label is there, which an unknown label would answer wrongly.
 */
export function blindToLabels(ir: Ir): Ir | undefined {
  if (asksWhetherLabelled(ir)) return undefined
  const names: Record<string, IrName> = Object.create(null)
  for (const [name, entry] of Object.entries(ir.names)) {
    const { read } = entry
    names[name] = read.kind === 'derived' ? { ...entry, read: { ...read, root: blind(read.root) } } : entry
  }
  names[ASKED] = {
    type: { kind: 'bool' },
    optional: true,
    secret: false,
    read: { kind: 'data', property: ASKED },
  }
  return { ...ir, root: optionalNode(blind(ir.root)), names: optionalNames(names) }
}

function blind(node: IrNode): IrNode {
  switch (node.kind) {
    case 'label':
      return { kind: 'name', name: ASKED, type: node.type, at: node.at, fallible: true }
    case 'constant':
    case 'local':
    case 'name':
      return node
    case 'field':
    case 'has':
      return { ...node, of: blind(node.of) }
    case 'call':
    case 'and':
    case 'or':
      return { ...node, args: node.args.map(blind) }
    case 'not':
      return { ...node, arg: blind(node.arg) }
    case 'choose':
      return { ...node, test: blind(node.test), yes: blind(node.yes), no: blind(node.no) }
    case 'list':
      return { ...node, items: node.items.map(blind) }
    case 'map':
      return { ...node, keys: node.keys.map(blind), values: node.values.map(blind) }
    case 'each':
      return {
        ...node,
        range: blind(node.range),
        ...(node.test && { test: blind(node.test) }),
        ...(node.body && { body: blind(node.body) }),
      }
  }
}

function asksWhetherLabelled({ root, names }: Ir): boolean {
  const derivedRoot = (node: IrNode): IrNode | undefined => {
    if (node.kind !== 'name') return undefined
    const { read } = names[node.name]!
    return read.kind === 'derived' ? read.root : undefined
  }
  const holdsLabel = (node: IrNode): boolean => {
    const derived = derivedRoot(node)
    return node.kind === 'label' || (derived ? holdsLabel(derived) : operands(node).some(holdsLabel))
  }
  const asks = (node: IrNode): boolean => {
    if (node.kind === 'has' && node.field === undefined && holdsLabel(node.of)) return true
    const derived = derivedRoot(node)
    return derived ? asks(derived) : operands(node).some(asks)
  }
  return asks(root)
}
