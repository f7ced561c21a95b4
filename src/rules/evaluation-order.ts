import { estimateCost } from './estimate-cost.ts'
import { type Ir, type IrName, type IrNode, operands } from './ir.ts'
import { meaningOf } from './operations.ts'

const SIGNAL = 1e6
const DEAR_SIGNAL = 1e9
/** A derived name up to this cost is computed before it is known to be needed. */
const CHEAP = 30

/**
 * Operands of `&&` and `||` with the cheap ones first and signals last, dear ones at the very end. CEL's logic is
 * commutative, errors and unknowns included, so the outcome is the same.
 */
export function byCost(args: readonly IrNode[], names: Readonly<Record<string, IrName>>): readonly IrNode[] {
  const weights = args.map((arg) => weight(arg, names))
  if (weights.every((one, i) => i === 0 || weights[i - 1]! <= one)) return args
  return args
    .map((_, i) => i)
    .sort((a, b) => weights[a]! - weights[b]!)
    .map((i) => args[i]!)
}

function weight(node: IrNode, names: Readonly<Record<string, IrName>>): number {
  // Most operands compare a feature with a constant: the same number, without a walk.
  if (node.kind === 'call' && meaningOf(node.op).cost === 'one') {
    let sum = 2
    for (const arg of node.args) {
      if (arg.kind === 'constant') continue
      const kind = arg.kind === 'name' ? names[arg.name]!.read.kind : undefined
      if (kind !== 'data' && kind !== 'envelope') {
        sum = -1
        break
      }
      sum++
    }
    if (sum > 0) return sum
  }
  return estimateCost(node, names) + signalWeight(node, names)
}

function signalWeight(node: IrNode, names: Readonly<Record<string, IrName>>): number {
  if (node.kind === 'name') {
    const read = names[node.name]!.read
    if (read.kind === 'signal') return read.counter ? 0 : read.dear ? DEAR_SIGNAL : SIGNAL
    return read.kind === 'derived' ? signalWeight(read.root, names) : 0
  }
  let sum = 0
  for (const operand of operands(node)) sum += signalWeight(operand, names)
  return sum
}

/** Whether a derived name can be computed ahead for a whole chunk: it reads no signal and costs little. */
export function readsOnlyEvent(node: IrNode, names: Readonly<Record<string, IrName>>): boolean {
  return weight(node, names) <= CHEAP
}

const NO_SLOTS: readonly number[] = []

/** The slots of the signals that a condition may read, derived names included; in rising order. */
export function signalSlots({ names }: Ir): readonly number[] {
  let slots: number[] | undefined
  for (const name in names) {
    const { read } = names[name]!
    if (read.kind !== 'signal') continue
    if (slots === undefined) slots = [read.slot]
    else slots.push(read.slot)
  }
  return slots === undefined ? NO_SLOTS : slots.sort((a, b) => a - b)
}
