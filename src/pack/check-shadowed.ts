import type { Diagnostic } from '../core/diagnostic.ts'
import type { Steps } from '../core/steps.ts'
import { signalSlots } from '../rules/evaluation-order.ts'
import type { EventType, Rule, SignalSpec } from './pack.ts'
import { createShadowIndex } from './shadow-index.ts'

export interface Shadowing {
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly signals: ReadonlyMap<string, SignalSpec>
}

/** What was found of the rules of each policy, for the next check. */
export type Shadowed = ReadonlyMap<
  string,
  { readonly rules: readonly Rule[]; readonly found: readonly Diagnostic[] }
>

const PIECE = 10

/**
 * Warns of rules that change nothing: whenever one of them fires, a live rule fires too, under the same policy, and
 * asks for as much. `before`: what an earlier check found with the same event types and signals.
 */
export function* checkShadowed(
  rules: readonly Rule[],
  shadowing: Shadowing,
  before: Shadowed | undefined,
  diagnostics: Diagnostic[],
): Steps<Shadowed> {
  const byPolicy = new Map<string, Rule[]>()
  for (const rule of rules) {
    const list = byPolicy.get(rule.policy)
    if (list) list.push(rule)
    else byPolicy.set(rule.policy, [rule])
  }
  const result = new Map<string, Shadowed extends ReadonlyMap<string, infer T> ? T : never>()
  for (const [policy, own] of byPolicy) {
    const earlier = before?.get(policy)
    const isSame = earlier?.rules.length === own.length && own.every((rule, i) => rule === earlier.rules[i])
    const found = isSame ? earlier.found : yield* findAmong(own, shadowing)
    diagnostics.push(...found)
    result.set(policy, { rules: own, found })
  }
  return result
}

function* findAmong(rules: readonly Rule[], shadowing: Shadowing): Steps<Diagnostic[]> {
  const found: Diagnostic[] = []
  if (rules.length < 2) return found
  const index = createShadowIndex()
  const someDegrade = [...shadowing.signals.values()].some(mayHold)
  for (const [i, rule] of rules.entries()) {
    if (i % PIECE === 0) yield
    if (rule.mode.kind === 'live') index.file(rule, i)
  }
  for (const [i, rule] of rules.entries()) {
    if (i % PIECE === 0) yield
    // A trial is there to be counted; and what is undecided must not be lost with the rule.
    if (rule.mode.kind === 'shadow' || rule.unknown !== 'skip') continue
    if (someDegrade && mayDegrade(rule, shadowing)) continue
    const above = index.find(rule, i)
    if (above !== undefined) found.push(tell(rule, above.rule, above.isSame))
  }
  return found
}

/** Whether a signal that fails can hold or block; malformed answers of models always hold. */
function mayHold({ degrade, cost, model }: SignalSpec): boolean {
  return degrade !== 'open' || (model !== undefined && cost === 'dear')
}

function tell(rule: Rule, above: Rule, isSame: boolean): Diagnostic {
  return {
    severity: 'warning',
    code: isSame ? 'same-condition' : 'shadowed',
    message: isSame
      ? `the rule "${rule.id}" asks on the same condition as "${above.id}", written otherwise, for nothing more`
      : `the rule "${rule.id}" changes nothing: whenever it fires, "${above.id}" fires and asks for as much`,
    place: rule.place,
    wayOut: isSame ? 'remove one of the two' : `remove it, ask for more in it, or narrow "${above.id}"`,
    related: [{ message: 'the other rule', place: above.place }],
  }
}

/** Whether a failed or late signal may make the rule do something by itself. */
function mayDegrade(rule: Rule, { eventTypes, signals }: Shadowing): boolean {
  for (const [eventType, ir] of rule.irs) {
    const { slots } = eventTypes.get(eventType)!
    for (const slot of signalSlots(ir)) {
      const name = slots[slot]?.signal
      const signal = name === undefined ? undefined : signals.get(name)
      if (signal !== undefined && mayHold(signal)) return true
    }
  }
  return false
}
