import type { IrName, IrNode } from '../ir.ts'

type Names = Readonly<Record<string, IrName>>

const made = new WeakMap<Names, Names>()

/** The same names for events that may lack any of them, also those that the event type requires today. */
export function optionalNames(names: Names): Names {
  const known = made.get(names)
  if (known) return known
  const optional: Record<string, IrName> = Object.create(null)
  for (const [name, entry] of Object.entries(names)) {
    const { read } = entry
    optional[name] = {
      ...entry,
      optional: true,
      read: read.kind === 'derived' ? { ...read, root: optionalNode(read.root) } : read,
    }
  }
  made.set(names, optional)
  return optional
}

/** The same expression where any name may be missing. */
export function optionalNode<N extends IrNode>(node: N): N
export function optionalNode(node: IrNode): IrNode {
  switch (node.kind) {
    case 'constant':
    case 'local':
      return node
    case 'name':
      return { ...node, fallible: true }
    case 'has': {
      const of = optionalNode(node.of)
      return { ...node, of, fallible: node.fallible || (node.field !== undefined && of.fallible) }
    }
    case 'field':
    case 'label': {
      const of = optionalNode(node.of)
      return { ...node, of, fallible: node.fallible || of.fallible }
    }
    case 'call':
    case 'and':
    case 'or': {
      const args = node.args.map((arg) => optionalNode(arg))
      return { ...node, args, fallible: node.fallible || args.some(({ fallible }) => fallible) }
    }
    case 'not': {
      const arg = optionalNode(node.arg)
      return { ...node, arg, fallible: arg.fallible }
    }
    case 'choose': {
      const [test, yes, no] = [optionalNode(node.test), optionalNode(node.yes), optionalNode(node.no)]
      return { ...node, test, yes, no, fallible: test.fallible || yes.fallible || no.fallible }
    }
    case 'list': {
      const items = node.items.map((item) => optionalNode(item))
      return { ...node, items, fallible: items.some(({ fallible }) => fallible) }
    }
    case 'map': {
      const [keys, values] = [node.keys, node.values].map((all) => all.map((one) => optionalNode(one)))
      return {
        ...node,
        keys: keys!,
        values: values!,
        fallible: node.fallible || [...keys!, ...values!].some(({ fallible }) => fallible),
      }
    }
    case 'each': {
      const range = optionalNode(node.range)
      const test = node.test && optionalNode(node.test)
      const body = node.body && optionalNode(node.body)
      return {
        ...node,
        range,
        ...(test ? { test } : {}),
        ...(body ? { body } : {}),
        fallible: node.fallible || range.fallible || test?.fallible === true || body?.fallible === true,
      }
    }
  }
}
