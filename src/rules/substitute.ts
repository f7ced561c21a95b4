import type { Value } from '../core/value.ts'
import { keyOf } from './constraint.ts'
import { evaluateNode } from './evaluate.ts'
import type { Frame } from './frame.ts'
import { type Ir, type IrNode, operands } from './ir.ts'

const NO_FRAME = {} as Frame

/** Whether an expression reads nothing at all, so that its value is known now. */
export function isClosed(node: IrNode): boolean {
  return (
    node.kind !== 'name' &&
    node.kind !== 'local' &&
    node.kind !== 'label' &&
    node.kind !== 'each' &&
    operands(node).every(isClosed)
  )
}

/**
 * What a bool expression comes to when its part with the key `subject` has this value; `fails` when it is unknown
 * then, undefined where it reads anything else.
 */
export function valueWith(
  node: IrNode,
  subject: string,
  value: Value,
  names: Ir['names'],
): boolean | 'fails' | undefined {
  const filled = substitute(node, subject, value)
  if (!isClosed(filled)) return undefined
  const result = evaluateNode(filled, { frame: NO_FRAME, names, locals: new Map() })
  return typeof result === 'boolean' ? result : 'fails'
}

/** An expression with every part that has the key `subject` replaced by a constant. */
function substitute(node: IrNode, subject: string, value: Value): IrNode {
  if (node.kind === 'constant') return node
  if (keyOf(node) === subject)
    return { kind: 'constant', value, type: node.type, at: node.at, fallible: false }
  const again = (one: IrNode) => substitute(one, subject, value)
  switch (node.kind) {
    case 'field':
    case 'label':
      return { ...node, of: again(node.of) }
    case 'has':
      // A name that has a value is there; a constant cannot be asked for a field.
      return node.field === undefined && keyOf(node.of) === subject
        ? { kind: 'constant', value: true, type: node.type, at: node.at, fallible: false }
        : node
    case 'call':
    case 'and':
    case 'or':
      return { ...node, args: node.args.map(again) } as IrNode
    case 'not':
      return { ...node, arg: again(node.arg) }
    case 'choose':
      return { ...node, test: again(node.test), yes: again(node.yes), no: again(node.no) }
    case 'list':
      return { ...node, items: node.items.map(again) }
    default:
      return node
  }
}
