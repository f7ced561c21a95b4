import type { Diagnostic } from '../core/diagnostic.ts'
import { keyOfName } from '../rules/constraint.ts'
import { findClash } from '../rules/find-clash.ts'
import { type Ir, type IrNode, operands } from '../rules/ir.ts'
import { type Literal, literalsOf } from '../rules/literals.ts'
import { type EventFact, eventFacts } from './event-facts.ts'
import type { EventType } from './pack.ts'
import type { Path, YamlFile } from './yaml-file.ts'

const factsKnown = new WeakMap<EventType, Map<string, ReadonlyMap<string, EventFact>>>()

/** Warns where the limits of an event type, or the worlds of a rule, leave a condition no event to be true of. */
export function checkReach(
  file: YamlFile,
  when: Path,
  eventTypes: readonly EventType[],
  worlds: readonly string[],
  irs: ReadonlyMap<string, Ir>,
  diagnostics: Diagnostic[],
): void {
  const literalsOfIr = new Map<Ir, readonly Literal[] | undefined>()
  for (const eventType of eventTypes) {
    const ir = irs.get(eventType.name)
    const facts = factsOf(eventType, worlds)
    if (ir === undefined || !readsFact(ir.root, ir.names, facts)) continue
    if (!literalsOfIr.has(ir)) literalsOfIr.set(ir, literalsOf(ir.root, ir.names))
    const literals = literalsOfIr.get(ir)
    if (literals === undefined) continue
    const used = new Set<EventFact>()
    collect(literals, facts, used)
    if (used.size === 0) continue
    const clash = findClash([...literals, ...[...used].map(({ literal }) => literal)], ir.names)
    // A condition that is never true by itself has been told of.
    const because = [...used].find(({ literal }) => clash?.includes(literal))
    const part = clash?.find((one) => one !== because?.literal)
    if (because === undefined || part === undefined) continue
    diagnostics.push({
      severity: 'warning',
      code: 'never-fires',
      message: `this rule never fires on ${eventType.name}: ${because.words}`,
      place: file.sourceText(when).locate(part.shown.at[0], part.shown.at[1]),
      wayOut: `compare with another value, or take ${eventType.name} out of the rule`,
      label: 'never true here',
    })
  }
}

/** Whether there is a fact about anything that a condition reads: a walk without a word written. */
function readsFact(node: IrNode, names: Ir['names'], facts: ReadonlyMap<string, EventFact>): boolean {
  if (node.kind === 'name') {
    const { read } = names[node.name]!
    return read.kind === 'derived' ? readsFact(read.root, names, facts) : facts.has(keyOfName(node.name))
  }
  if (node.kind === 'call' && SIZED.has(node.op) && node.args[0]?.kind === 'name') return true
  return operands(node).some((operand) => readsFact(operand, names, facts))
}

const SIZED = new Set<string>(['size_text', 'size_list', 'size_map', 'entity_kind'])

/** By the subject that they are about. */
function factsOf(eventType: EventType, worlds: readonly string[]): ReadonlyMap<string, EventFact> {
  let byWorlds = factsKnown.get(eventType)
  if (byWorlds === undefined) {
    byWorlds = new Map()
    factsKnown.set(eventType, byWorlds)
  }
  const key = worlds.join()
  let facts = byWorlds.get(key)
  if (facts === undefined) {
    facts = new Map(eventFacts(eventType, worlds).map((one) => [one.literal.subject, one]))
    byWorlds.set(key, facts)
  }
  return facts
}

function collect(
  literals: readonly Literal[],
  facts: ReadonlyMap<string, EventFact>,
  used: Set<EventFact>,
): void {
  for (const { subject, branches } of literals) {
    const fact = facts.get(subject)
    if (fact !== undefined) used.add(fact)
    for (const branch of branches ?? []) collect(branch, facts, used)
  }
}
