import type { Counter, CounterBinding, Pack } from '../../pack/pack.ts'
import { type Ir, type IrNode, operands } from '../../rules/ir.ts'

/** The names of the counters that an expression reads. */
export function counterNames({ names }: Ir): readonly string[] {
  return Object.entries(names).flatMap(([name, { read }]) =>
    read.kind === 'signal' && read.counter === true ? [name] : [],
  )
}

/**
 * Puts counters into stages that follow one another: each behind those that it reads, and behind earlier ones that a
 * rule reads beside it, since what these say may spare reading it.
 */
export function counterStages({
  counters,
  rules,
}: Pick<Pack, 'counters' | 'rules'>): readonly (readonly Counter[])[] {
  const together = rules.flatMap(({ irs }) => [...irs.values()].map((ir) => new Set(counterNames(ir))))
  const stageOf = new Map<string, number>()
  for (const counter of counters.values()) {
    const before = new Set(expressionsOf(counter.bindings.values()).flatMap((ir) => counterNames(ir)))
    for (const names of together) if (names.has(counter.name)) for (const name of names) before.add(name)
    let stage = 0
    for (const name of before) stage = Math.max(stage, (stageOf.get(name) ?? -1) + 1)
    stageOf.set(counter.name, stage)
  }
  const stages: Counter[][] = []
  for (const counter of counters.values()) {
    const stage = stageOf.get(counter.name)!
    stages[stage] ??= []
    stages[stage].push(counter)
  }
  return stages.filter((stage) => stage !== undefined)
}

function expressionsOf(bindings: Iterable<CounterBinding>): Ir[] {
  return [...bindings].flatMap(({ counts, reads }) => [
    ...(counts?.key ?? []).map(({ ir }) => ir),
    ...(reads ?? []).map(({ ir }) => ir),
    ...(counts?.value ? [counts.value.ir] : []),
    ...(counts?.where ? [counts.where] : []),
  ])
}

/** What one event type's counters read of others. */
export function readByCounters(counters: Iterable<Counter>, eventType: string): ReadonlySet<string> {
  const read = new Set<string>()
  for (const { bindings } of counters) {
    const binding = bindings.get(eventType)
    if (binding === undefined) continue
    for (const ir of expressionsOf([binding])) for (const name of counterNames(ir)) read.add(name)
  }
  return read
}

/** Whether it asks if a counter is there: the one question whose answer changes when the value comes. */
export function asksWhetherCounted({ root, names }: Ir): boolean {
  const reads = (node: IrNode): boolean => {
    if (node.kind !== 'name') return operands(node).some(reads)
    const { read } = names[node.name]!
    return read.kind === 'signal' ? read.counter === true : read.kind === 'derived' && reads(read.root)
  }
  const asks = (node: IrNode): boolean => {
    if (node.kind === 'has' && node.field === undefined && reads(node.of)) return true
    if (node.kind !== 'name') return operands(node).some(asks)
    const { read } = names[node.name]!
    return read.kind === 'derived' && asks(read.root)
  }
  return asks(root)
}
