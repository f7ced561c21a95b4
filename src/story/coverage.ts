import type { Place } from '../core/diagnostic.ts'
import type { EventFrame } from '../engine/event-frame.ts'
import type { CompiledEventType } from '../engine/ruleset.ts'
import type { Pack, Rule } from '../pack/pack.ts'
import { evaluateNode, UnknownValue } from '../rules/evaluate.ts'
import type { Ir } from '../rules/ir.ts'
import { type ConditionPart, conditionsOf } from './conditions-of.ts'

/** How much of something the tests reached. */
export interface Share {
  readonly reached: number
  readonly of: number
}

export interface CoverageReport {
  /** Of rules, outcomes of conditions and features together; 0 to 100. */
  readonly percent: number
  readonly rules: Share
  /** True and false of each condition: two of each. */
  readonly outcomes: Share
  readonly features: Share
  readonly neverFired: readonly { readonly rule: string; readonly place: Place }[]
  /** Conditions that were not both true and false, of the rules that fired and of those that did not. */
  readonly oneSided: readonly OneSided[]
  readonly neverGiven: readonly { readonly eventType: string; readonly features: readonly string[] }[]
}

export interface OneSided {
  readonly rule: string
  readonly place: Place
  /** As written. */
  readonly condition: string
  /** Whether it is the rule's whole condition, not a part of it. */
  readonly whole: boolean
  readonly never: readonly ('true' | 'false')[]
}

/** What tests reach of a pack, noted event by event. */
export interface Coverage {
  note(compiled: CompiledEventType, frame: EventFrame): void
  report(): CoverageReport
}

interface Watched extends ConditionPart {
  isTrue: boolean
  isFalse: boolean
}

interface WatchedRule {
  readonly rule: Rule
  readonly parts: readonly Watched[]
  fired: boolean
  /** Nothing is left to be seen of it. */
  done: boolean
}

export function createCoverage(pack: Pack): Coverage {
  const rules = new Map(pack.rules.map((rule) => [rule.id, watch(rule)]))
  const given = new Map<string, Set<string>>()
  return {
    note({ eventType, rules: own }, frame) {
      let names = given.get(eventType.name)
      if (names === undefined) {
        names = new Set()
        given.set(eventType.name, names)
      }
      for (const [name, value] of Object.entries(frame.event.data)) if (value !== undefined) names.add(name)
      for (const { rule } of own) {
        const watched = rules.get(rule.id)!
        if (!watched.done) noteRule(watched, eventType.name, frame)
      }
    },
    report: () => report(pack, [...rules.values()], given),
  }
}

/** Written alike for all event types, so the conditions of the first stand for all. */
function watch(rule: Rule): WatchedRule {
  const [ir] = rule.irs.values()
  const parts = (ir === undefined ? [] : conditionsOf(ir)).map((part) => ({
    ...part,
    isTrue: false,
    isFalse: false,
  }))
  return { rule, parts, fired: false, done: false }
}

const partsKnown = new WeakMap<Ir, readonly ConditionPart[]>()

function partsOf(ir: Ir): readonly ConditionPart[] {
  let parts = partsKnown.get(ir)
  if (parts === undefined) {
    parts = conditionsOf(ir)
    partsKnown.set(ir, parts)
  }
  return parts
}

function noteRule(watched: WatchedRule, eventType: string, frame: EventFrame): void {
  const { rule, parts } = watched
  if (rule.worlds !== undefined && !rule.worlds.includes(frame.event.world)) return
  const ir = rule.irs.get(eventType)!
  const run = { frame, names: ir.names, locals: new Map() }
  const own = partsOf(ir)
  let done = true
  for (const [i, part] of parts.entries()) {
    if (!part.isTrue || !part.isFalse) {
      const value = evaluateNode(own[i]?.node ?? part.node, run)
      if (!(value instanceof UnknownValue)) {
        if (value === true) part.isTrue = true
        else part.isFalse = true
      }
    }
    done &&= part.isTrue && part.isFalse
  }
  if (evaluateNode(ir.root, run) === true) watched.fired = true
  watched.done = done && watched.fired
}

function report(
  pack: Pack,
  rules: readonly WatchedRule[],
  given: ReadonlyMap<string, ReadonlySet<string>>,
): CoverageReport {
  const parts = rules.flatMap((one) => one.parts)
  const outcomes = parts.reduce((sum, part) => sum + Number(part.isTrue) + Number(part.isFalse), 0)
  // An event type that no rule judges has nothing to test.
  const judged = [...pack.eventTypes.values()].filter(({ name }) =>
    rules.some(({ rule }) => rule.on.includes(name)),
  )
  const neverGiven = judged.flatMap(({ name, features }) => {
    const missing = [...features.keys()].filter((feature) => given.get(name)?.has(feature) !== true)
    return missing.length === 0 ? [] : [{ eventType: name, features: missing }]
  })
  const featureCount = judged.reduce((sum, { features }) => sum + features.size, 0)
  const missingCount = neverGiven.reduce((sum, { features }) => sum + features.length, 0)
  const shares = {
    rules: { reached: rules.filter(({ fired }) => fired).length, of: rules.length },
    outcomes: { reached: outcomes, of: parts.length * 2 },
    features: { reached: featureCount - missingCount, of: featureCount },
  }
  return {
    percent: percentOf(Object.values(shares)),
    ...shares,
    neverFired: rules.filter(({ fired }) => !fired).map(({ rule: { id, place } }) => ({ rule: id, place })),
    oneSided: rules.flatMap(({ rule, parts: own }) =>
      own.flatMap((part, i) => (part.isTrue && part.isFalse ? [] : [oneSided(rule, part, i === 0)])),
    ),
    neverGiven,
  }
}

function oneSided({ id, place }: Rule, { text, isTrue, isFalse }: Watched, whole: boolean): OneSided {
  const never = [...(isTrue ? [] : (['true'] as const)), ...(isFalse ? [] : (['false'] as const))]
  return { rule: id, place, condition: text.replace(/\s+/g, ' ').trim(), whole, never }
}

/** One decimal; nothing to reach is all reached. */
function percentOf(shares: readonly Share[]): number {
  const reached = shares.reduce((sum, share) => sum + share.reached, 0)
  const of = shares.reduce((sum, share) => sum + share.of, 0)
  return of === 0 ? 100 : Math.floor((reached / of) * 1000) / 10
}
