import { oneLine } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { compileRuleset } from '../engine/compile-ruleset.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import { checkPack } from '../pack/check-pack.ts'
import type { EventType, Pack, PackFiles, Policy, Rule } from '../pack/pack.ts'
import { checkCondition } from '../rules/check-condition.ts'
import type { Ir } from '../rules/ir.ts'
import { labelsOf } from '../rules/labels-of.ts'
import { countersRead } from './counters-read.ts'

/** What is to be judged over the past. Plain data, so that another thread can make the same of it. */
export type Subject =
  /** A whole pack, each rule in its own mode. */
  | { readonly kind: 'pack'; readonly files: PackFiles }
  /** One rule of a pack, as if it were live for all. */
  | { readonly kind: 'rule'; readonly files: PackFiles; readonly rule: string }
  /** A condition over the features, signals and counters of a pack. */
  | { readonly kind: 'condition'; readonly files: PackFiles; readonly on: string; readonly when: string }

/** A subject made ready. */
export interface OpenedSubject {
  readonly ruleset: Ruleset
  /** The pack that it is taken from. */
  readonly pack: Pack
  /** Rules that are reported, in the order of the pack; the others only set labels that these ask for. */
  readonly rules: readonly Rule[]
  /** Whether the rules are added to what judged then, rather than taking its place. */
  readonly added: boolean
}

export type Opened =
  | { readonly ok: true; readonly subject: OpenedSubject }
  /** What is wrong with it, a line each, the first with what to do. */
  | { readonly ok: false; readonly why: string; readonly lines: readonly string[] }

/** The id of the rule that a condition by itself is made into. */
export const CONDITION = 'condition'

/** Checks and compiles a subject. */
export function openSubject(subject: Subject): Opened {
  const { pack, diagnostics } = checkPack(subject.files)
  if (pack === undefined) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return {
      ok: false,
      why: `the pack has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}`,
      lines: errors.map((one) => oneLine(one)),
    }
  }
  switch (subject.kind) {
    case 'pack':
      return {
        ok: true,
        subject: {
          ruleset: compileRuleset({ ...pack, counters: countersRead(pack, pack.rules) }),
          pack,
          rules: pack.rules,
          added: false,
        },
      }
    case 'rule': {
      const rule = pack.rules.find(({ id }) => id === subject.rule)
      if (rule === undefined) {
        const ids = pack.rules.map(({ id }) => id)
        return {
          ok: false,
          why: `the pack has no rule "${subject.rule}"; ${didYouMean(subject.rule, ids)}`,
          lines: [],
        }
      }
      return { ok: true, subject: onlyRule(pack, rule) }
    }
    case 'condition':
      return openCondition(pack, subject)
  }
}

function openCondition(pack: Pack, { on, when }: Subject & { kind: 'condition' }): Opened {
  const typed = typeCondition(pack, on, when)
  return typed.ok ? { ok: true, subject: onlyRule(pack, conditionRule(pack, on, when, typed.ir)) } : typed
}

export type TypedCondition =
  | { readonly ok: true; readonly ir: Ir; readonly eventType: EventType }
  | (Opened & { readonly ok: false })

/** Types a condition by an event type of the pack. */
export function typeCondition(pack: Pack, on: string, when: string): TypedCondition {
  const eventType = pack.eventTypes.get(on)
  if (eventType === undefined)
    return {
      ok: false,
      why: `the pack has no event type "${on}"; ${didYouMean(on, pack.eventTypes.keys())}`,
      lines: [],
    }
  const { ir, diagnostics } = checkCondition(sourceOf(when), eventType.scope)
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  return ir === undefined || errors.length > 0
    ? { ok: false, why: 'the condition cannot be used', lines: errors.map((one) => oneLine(one)) }
    : { ok: true, ir, eventType }
}

/** A condition as the source of diagnostics, called by what it is. */
export function sourceOf(text: string): Parameters<typeof checkCondition>[0] {
  return {
    text,
    locate: (start, end = start) => ({
      file: 'condition',
      ...placeOf(text, start),
      endLine: placeOf(text, end).line,
      endColumn: placeOf(text, end).column,
    }),
  }
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}

/** A condition made into a rule that asks for nothing. */
export function conditionRule(pack: Pack, on: string, when: string, ir: Ir): Rule {
  return {
    id: CONDITION,
    policy: [...pack.policies.keys()][0] ?? CONDITION,
    on: [on],
    worlds: undefined,
    when,
    irs: new Map([[on, ir]]),
    verdict: undefined,
    effects: [],
    mode: { kind: 'live' },
    unknown: 'skip',
    owner: undefined,
    description: undefined,
    place: { file: 'condition', line: 1, column: 1 },
  }
}

/**
 * The pack with one rule, in force on all, and those that set the labels which it asks for. `also`: what is read beside
 * it.
 */
export function onlyRule(pack: Pack, rule: Rule, also: readonly Ir[] = []): OpenedSubject {
  const live: Rule = { ...rule, mode: { kind: 'live' } }
  const kept = new Set<Rule>([live])
  const others = pack.rules.filter(({ id }) => id !== rule.id)
  for (const one of kept) {
    const asked = new Set([...one.irs.values()].flatMap((ir) => labelsOf(ir)))
    for (const other of others) if (setsAny(other, asked)) kept.add(other)
  }
  const policies = pack.policies.has(rule.policy)
    ? pack.policies
    : new Map([...pack.policies, [rule.policy, NO_POLICY]])
  const rules = [live, ...others.filter((other) => kept.has(other))]
  const ruleset = compileRuleset({ ...pack, policies, rules, counters: countersRead(pack, rules, also) })
  return { ruleset, pack, rules: [live], added: true }
}

function setsAny({ effects }: Rule, labels: ReadonlySet<string>): boolean {
  return effects.some((one) => (one.kind === 'label' || one.kind === 'unlabel') && labels.has(one.label))
}

/** What a condition by itself has, in a pack without policies. */
const NO_POLICY: Policy = {
  id: CONDITION,
  version: 1,
  severity: 'S4',
  title: {},
  guideline: {},
  notice: {},
  strike: 0,
  legal: undefined,
  maps: {},
  place: { file: 'condition', line: 1, column: 1 },
}
