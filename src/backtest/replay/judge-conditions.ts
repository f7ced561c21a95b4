import { type ColumnProgram, compileColumns } from '../../rules/compile-columns.ts'
import { type Ir, type IrNode, operands } from '../../rules/ir.ts'
import type { BlockColumns } from './block-columns.ts'
import type { SignalColumns } from './signal-columns.ts'

/** Conditions judged together. */
export interface Conditions {
  readonly program: ColumnProgram
  /** For each, the slots of the signals (no counters) that it may read, and whether it needs them in every row. */
  readonly reads: readonly { readonly slots: readonly number[]; readonly everywhere: boolean }[]
  /** Whether some condition can be decided without the signals that it may read. */
  readonly mayDecideWithout: boolean
}

/** `everywhere`: places of conditions whose signals are needed in every row, whatever they say without them. */
export function compileConditions(irs: readonly Ir[], everywhere: ReadonlySet<number> = NOWHERE): Conditions {
  const reads = irs.map((ir, i) => ({
    slots: slotsOf(ir),
    everywhere: everywhere.has(i) || asksWhetherSignal(ir),
  }))
  return {
    program: compileColumns(irs),
    reads,
    mayDecideWithout: irs.some((ir, i) => reads[i]!.slots.length > 0 && mayDecideWithout(ir)),
  }
}

const NOWHERE: ReadonlySet<number> = new Set()

/**
 * Judges conditions over a whole block. Signals are computed only for rows in which a condition depends on them: it is
 * judged without them first, and what it says then stands. Returns the rows in which signals failed, by slot.
 */
export function judgeConditions(
  block: BlockColumns,
  signals: SignalColumns,
  { program, reads, mayDecideWithout }: Conditions,
  outcomes: readonly Uint8Array[],
): ReadonlyMap<number, Uint8Array> {
  const slots = new Set(reads.flatMap((one) => one.slots))
  if (slots.size > 0) {
    for (const slot of slots) block.put(slot, undefined)
    if (mayDecideWithout) program.run(block, outcomes)
    else for (const outcome of outcomes) outcome.fill(2)
  }
  const needs = new Map<number, Uint8Array | undefined>()
  reads.forEach((one, i) => {
    for (const slot of one.slots) addNeed(needs, slot, one.everywhere ? undefined : outcomes[i]!)
  })
  const failed = signals.fill(block, needs)
  program.run(block, outcomes)
  return failed
}

function addNeed(
  needs: Map<number, Uint8Array | undefined>,
  slot: number,
  outcome: Uint8Array | undefined,
): void {
  if (outcome === undefined) {
    needs.set(slot, undefined)
    return
  }
  let need = needs.get(slot)
  if (need === undefined) {
    if (needs.has(slot)) return
    need = new Uint8Array(outcome.length)
    needs.set(slot, need)
  }
  for (let row = outcome.indexOf(2); row >= 0; row = outcome.indexOf(2, row + 1)) need[row] = 1
}

/** The slots of the signals that a condition may read, counters left out. */
function slotsOf({ names }: Ir): readonly number[] {
  return Object.values(names).flatMap(({ read }) =>
    read.kind === 'signal' && read.counter !== true ? [read.slot] : [],
  )
}

function readsSignal(node: IrNode, names: Ir['names']): boolean {
  if (node.kind !== 'name') return operands(node).some((one) => readsSignal(one, names))
  const { read } = names[node.name]!
  return read.kind === 'signal'
    ? read.counter !== true
    : read.kind === 'derived' && readsSignal(read.root, names)
}

/** Whether some part of the condition can decide it without any signal. */
function mayDecideWithout({ root, names }: Ir): boolean {
  const decides = (node: IrNode): boolean => {
    switch (node.kind) {
      case 'and':
      case 'or':
        return node.args.some(decides)
      case 'not':
        return decides(node.arg)
      case 'choose':
        return decides(node.test) || (decides(node.yes) && decides(node.no))
      default:
        return !readsSignal(node, names)
    }
  }
  return decides(root)
}

/** Whether it asks if a signal is there: the one question whose answer changes when the signal comes. */
function asksWhetherSignal({ root, names }: Ir): boolean {
  const asks = (node: IrNode): boolean => {
    if (node.kind === 'has' && node.field === undefined && readsSignal(node.of, names)) return true
    if (node.kind !== 'name') return operands(node).some(asks)
    const { read } = names[node.name]!
    return read.kind === 'derived' && asks(read.root)
  }
  return asks(root)
}
