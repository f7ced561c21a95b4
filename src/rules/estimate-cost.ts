import { type IrName, type IrNode, operands } from './ir.ts'
import { meaningOf } from './operations.ts'
import { BUILD_CEILING } from './operations-text.ts'

/** Units one condition may cost for one event; a unit is about one comparison, so this is some 10 ms. */
export const COST_CEILING = 10_000_000

/** Largest sizes assumed of what comes with an event, as the pack limits them by default. */
const TEXT_SIZE = 10_000
const LIST_SIZE = 1_000
const SIGNAL_COST = 50
/** Units per 8 characters looked at one by one, and per character stepped through an automaton. */
const SCAN = 1 / 8
const MATCH = 1 / 2

interface Estimate {
  readonly cost: number
  /** Longest string, or most items. */
  readonly size: number
}

/** The work of one evaluation in the worst case: every operand is evaluated, every list is full. */
export function estimateCost(root: IrNode, names: Readonly<Record<string, IrName>>): number {
  let derived: Map<string, Estimate> | undefined

  function estimate(node: IrNode): Estimate {
    switch (node.kind) {
      case 'constant':
        return {
          cost: 0,
          size: Array.isArray(node.value) || typeof node.value === 'string' ? node.value.length : 1,
        }
      case 'local':
        return { cost: 1, size: TEXT_SIZE }
      case 'name':
        return estimateName(node.name, node)
      case 'field':
        return { cost: estimate(node.of).cost + 1, size: sizeOf(node) }
      case 'call': {
        const args = node.args.map(estimate)
        const cost = args.reduce((sum, arg) => sum + arg.cost, 1)
        return { cost: cost + workOf(node.op, args), size: builtSize(node, args) }
      }
      case 'choose': {
        const [test, yes, no] = [estimate(node.test), estimate(node.yes), estimate(node.no)]
        return { cost: test.cost + Math.max(yes.cost, no.cost) + 1, size: Math.max(yes.size, no.size) }
      }
      case 'each': {
        const range = estimate(node.range)
        const once =
          (node.test ? estimate(node.test).cost : 0) + (node.body ? estimate(node.body).cost : 0) + 1
        return { cost: range.cost + range.size * once, size: range.size }
      }
      default: {
        const parts = operands(node)
        return { cost: parts.reduce((sum, part) => sum + estimate(part).cost, 1), size: parts.length }
      }
    }
  }

  function estimateName(name: string, node: IrNode): Estimate {
    const { read } = names[name] ?? {}
    if (read?.kind === 'signal' && !read.counter) return { cost: SIGNAL_COST, size: sizeOf(node) }
    if (read?.kind !== 'derived') return { cost: 1, size: sizeOf(node) }
    const known = derived?.get(name) ?? estimate(read.root)
    derived ??= new Map()
    derived.set(name, known)
    return known
  }

  return estimate(root).cost
}

function sizeOf({ type }: IrNode): number {
  return type.kind === 'string' || type.kind === 'dyn'
    ? TEXT_SIZE
    : type.kind === 'list' || type.kind === 'map'
      ? LIST_SIZE
      : 1
}

function workOf(op: Parameters<typeof meaningOf>[0], args: readonly Estimate[]): number {
  const size = args[0]?.size ?? 1
  switch (meaningOf(op).cost) {
    case 'one':
      return 1
    case 'match':
      return size * MATCH
    case 'scan':
      // `x in list` looks through its second operand.
      return (op.startsWith('in_') ? (args[1]?.size ?? 1) : size) * SCAN + 1
    case 'build':
      return args.reduce((sum, arg) => sum + arg.size, 0) * SCAN * 2 + 1
  }
}

function builtSize(node: IrNode & { kind: 'call' }, args: readonly Estimate[]): number {
  switch (node.op) {
    case 'concat_text':
    case 'concat_list':
      return (args[0]?.size ?? 0) + (args[1]?.size ?? 0)
    case 'replace':
    case 'replace_some':
    case 'join':
    case 'join_with':
      return BUILD_CEILING
    case 'split':
    case 'split_some':
    case 'lower_ascii':
    case 'upper_ascii':
    case 'trim':
    case 'substring':
    case 'substring_to':
      return args[0]?.size ?? TEXT_SIZE
    default:
      return sizeOf(node)
  }
}
