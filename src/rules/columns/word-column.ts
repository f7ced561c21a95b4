import { type IrName, type IrNode, operands } from '../ir.ts'
import { meaningOf } from '../operations.ts'
import { columnKind } from './loaded-column.ts'

/**
 * The name of the one text that an expression reads, when it reads nothing else and is worth remembering for each
 * word: any condition, and whatever looks through the text.
 */
export function wordColumn(node: IrNode, names: Readonly<Record<string, IrName>>): string | undefined {
  if (!isWorthy(node)) return undefined
  let found: string | undefined
  /** False when something else than that text is read. */
  const visit = (part: IrNode, bound: readonly number[]): boolean => {
    switch (part.kind) {
      case 'label':
        return false
      case 'local':
        return bound.includes(part.slot)
      case 'each':
        return operands(part).every((inner) => visit(inner, [...bound, part.slot]))
      case 'name': {
        const { read, type } = names[part.name]!
        if (read.kind === 'derived') return visit(read.root, [])
        const isOfText = read.kind === 'signal' && read.of !== undefined
        if (!isOfText && columnKind(type) !== 'text') return false
        const name = isOfText ? read.of! : part.name
        if (found !== undefined && !isSame(names[found]!, names[name]!)) return false
        found = name
        return true
      }
      default:
        return operands(part).every((inner) => visit(inner, bound))
    }
  }
  return visit(node, []) ? found : undefined
}

function isWorthy(node: IrNode): boolean {
  switch (node.kind) {
    case 'constant':
    case 'name':
    case 'local':
      return false
    case 'has':
      return node.field !== undefined
    case 'call':
      return node.type.kind === 'bool' || meaningOf(node.op).cost !== 'one'
    default:
      return node.type.kind === 'bool'
  }
}

function isSame({ read: a }: IrName, { read: b }: IrName): boolean {
  if (a.kind === 'signal') return b.kind === 'signal' && a.slot === b.slot
  return a.kind !== 'derived' && a.kind === b.kind && a.property === b.property
}
