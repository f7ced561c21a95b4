import type { Counter, Pack, Rule } from '../pack/pack.ts'
import type { Ir } from '../rules/ir.ts'

/** The counters that rules, and `also`, read, and those that these read in turn, in the order of the pack. */
export function countersRead(
  pack: Pack,
  rules: Iterable<Rule>,
  also: readonly Ir[] = [],
): ReadonlyMap<string, Counter> {
  const read = new Set<string>()
  const note = (ir: Ir | undefined) => {
    for (const [name, { read: from }] of Object.entries(ir?.names ?? {}))
      if (from.kind === 'signal' && from.counter) read.add(name)
  }
  for (const { irs } of rules) for (const ir of irs.values()) note(ir)
  for (const ir of also) note(ir)
  // Each reads only those before it, so one way back through the list finds all.
  for (const counter of [...pack.counters.values()].reverse()) {
    if (!read.has(counter.name)) continue
    for (const { counts } of counter.bindings.values()) {
      note(counts?.where)
      note(counts?.value?.ir)
      for (const { ir } of counts?.key ?? []) note(ir)
    }
  }
  return new Map([...pack.counters].filter(([name]) => read.has(name)))
}
