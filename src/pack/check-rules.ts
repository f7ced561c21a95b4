import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { didYouMean } from '../core/suggest.ts'
import { type Checked, checkCondition } from '../rules/check-condition.ts'
import type { Ir } from '../rules/ir.ts'
import type { Declaration, Scope } from '../rules/scope.ts'
import { checkAsked } from './check-asked.ts'
import { checkEffects, type EffectNames } from './check-effects.ts'
import { checkLabRules } from './check-lab-rules.ts'
import { listOf } from './check-policies.ts'
import { checkReach } from './check-reach.ts'
import type { Settings } from './check-settings.ts'
import type { EventType, Mode, Rule } from './pack.ts'
import { salvageRule } from './salvage-rule.ts'
import { RuleFile } from './schemas.ts'
import { validate } from './validate.ts'
import type { YamlFile } from './yaml-file.ts'

export interface RuleNames extends EffectNames {
  readonly settings: Settings
  readonly eventTypes: ReadonlyMap<string, EventType>
  /** Ids of policies that were named but could not be read. */
  readonly namedPolicies: ReadonlySet<string>
}

/** What rules of a file come to, while it is gone through item by item. */
export interface RuleFindings {
  readonly rules: Rule[]
  /** `eventType/name` for everything that a condition reads. */
  readonly used: Set<string>
  /** By the text of the condition; those with anything to say of them left out. */
  readonly conditions: Map<string, Condition>
}

/** A condition that nothing is wrong with. It knows nothing of where it stands, so it serves again elsewhere. */
export interface Condition {
  readonly on: readonly string[]
  readonly irs: ReadonlyMap<string, Ir>
  /** What it reads, by event type. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

/**
 * Resolves every rule of a list and types its condition for each event type that it is on. `before`: the conditions
 * of an earlier check with the same names known.
 */
export function checkRules(
  file: YamlFile,
  known: RuleNames,
  before: ReadonlyMap<string, Condition>,
  findings: RuleFindings,
  diagnostics: Diagnostic[],
): void {
  const { rules, used, conditions } = findings
  for (const [i, raw] of listOf(file, 'rules', diagnostics).entries()) {
    const valid = validate(RuleFile, file, [i], raw, diagnostics)
    // A mistake of form in one place does not hide those in others.
    const spec = valid ?? salvageRule(raw)
    if (spec === undefined) continue
    const place = file.place([i, 'id'])
    const on = checkOn(file, i, spec, known, diagnostics)
    checkWorlds(file, i, spec, known.settings.worlds, diagnostics)
    // A place is a search: made only where there is something to tell.
    const policy =
      known.policies.all.get(spec.policy) ??
      (known.namedPolicies.has(spec.policy)
        ? undefined
        : known.policies.find(spec.policy, file.place([i, 'policy'])))
    const earlier = before.get(spec.when) ?? conditions.get(spec.when)
    const condition =
      earlier !== undefined && isSameList(earlier.on, on)
        ? earlier
        : checkWhen(file, i, on, known, conditions, diagnostics)
    if (condition === earlier) conditions.set(spec.when, condition)
    noteUsed(condition, spec.when, used)
    const eventTypes = on.map((name) => known.eventTypes.get(name)!)
    if (spec.unknown === undefined) checkAsked(file, [i, 'when'], eventTypes, condition.irs, diagnostics)
    const worlds = spec.worlds ?? known.settings.worlds
    checkReach(file, [i, 'when'], eventTypes, worlds, condition.irs, diagnostics)
    if (spec.then.verdict === 'mask')
      checkMask(file.place([i, 'then', 'verdict']), eventTypes, condition.irs, diagnostics)
    if (valid !== undefined && Object.keys(spec.then).length === 0)
      diagnostics.push({
        severity: 'warning',
        code: 'no-effect',
        message: `the rule "${spec.id}" asks for nothing`,
        place: file.keyPlace([i, 'then']),
        wayOut: 'add a verdict, label, unlabel, strike, job, enforcement or notice',
      })
    const effects = checkEffects(file, [i, 'then'], spec, policy, eventTypes, known, diagnostics)
    if (valid === undefined) continue
    const asked = { id: spec.id, verdict: spec.then.verdict, effects, mode: modeOf(spec.mode) }
    const held = { ...asked, unknown: spec.unknown ?? ('skip' as const) }
    checkLabRules(file, [i, 'when'], held, condition.irs, known.settings.signals.all, diagnostics)
    rules.push({
      id: spec.id,
      policy: spec.policy,
      on,
      worlds: spec.worlds,
      when: spec.when,
      irs: condition.irs,
      verdict: spec.then.verdict,
      effects,
      mode: modeOf(spec.mode),
      unknown: spec.unknown ?? 'skip',
      owner: spec.owner,
      description: spec.description,
      place,
    })
  }
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i])
}

function noteUsed({ on, names }: Condition, text: string, used: Set<string>): void {
  for (const [eventType, read] of names) for (const each of read) used.add(`${eventType}/${each}`)
  // `data.text` reads a feature without naming it alone.
  for (const [, feature] of text.matchAll(/\bdata\s*\.\s*(\w+)/g))
    for (const eventType of on) used.add(`${eventType}/${feature}`)
}

/** The event types of a rule that are there and can be judged by. */
function checkOn(
  file: YamlFile,
  index: number,
  spec: RuleFile,
  known: RuleNames,
  diagnostics: Diagnostic[],
): string[] {
  const { eventNames } = known.settings
  const names = typeof spec.on === 'string' ? [spec.on] : spec.on
  for (const [k, name] of names.entries()) {
    if (eventNames.includes(name)) continue
    diagnostics.push({
      severity: 'error',
      code: 'unknown-event-type',
      message: `unknown event type "${name}"`,
      place: file.place(typeof spec.on === 'string' ? [index, 'on'] : [index, 'on', k]),
      wayOut: didYouMean(name, eventNames),
    })
  }
  return [...new Set(names)].filter((name) => known.eventTypes.has(name))
}

function checkWorlds(
  file: YamlFile,
  index: number,
  spec: RuleFile,
  worlds: readonly string[],
  diagnostics: Diagnostic[],
): void {
  for (const [k, world] of (spec.worlds ?? []).entries()) {
    if (worlds.includes(world)) continue
    diagnostics.push({
      severity: 'error',
      code: 'unknown-world',
      message: `unknown world "${world}"`,
      place: file.place([index, 'worlds', k]),
      wayOut: didYouMean(world, worlds),
    })
  }
}

/** The condition for each event type; a mistake that shows in several of them is told once. */
function checkWhen(
  file: YamlFile,
  index: number,
  on: readonly string[],
  known: RuleNames,
  conditions: Map<string, Condition>,
  diagnostics: Diagnostic[],
): Condition {
  const source = file.sourceText([index, 'when'])
  const irs = new Map<string, Ir>()
  const names = new Map<string, readonly string[]>()
  const told = new Set<string>()
  let clean = true
  let first: { readonly scope: Scope; readonly checked: Checked } | undefined
  for (const name of on) {
    const { scope } = known.eventTypes.get(name)!
    // Checking costs the most of all: where every name means the same, so does the condition.
    const same = first?.checked.names.every((one) => meansTheSame(first!.scope, scope, one)) === true
    const checked = same ? first!.checked : checkCondition(source, scope)
    if (first === undefined && checked.ir !== undefined) first = { scope, checked }
    if (checked.ir !== undefined) irs.set(name, checked.ir)
    names.set(name, checked.names)
    if (checked.ir === undefined || checked.diagnostics.length > 0) clean = false
    for (const diagnostic of checked.diagnostics) {
      const { file: at, line, column } = diagnostic.place
      const key = `${diagnostic.code} ${at}:${line}:${column}`
      if (told.has(key)) continue
      told.add(key)
      // A mistake in one of several event types only: say which.
      const only = on.length > 1 && name !== on[0]
      diagnostics.push(only ? { ...diagnostic, message: `${diagnostic.message} (on ${name})` } : diagnostic)
    }
  }
  const condition = { on, irs, names }
  if (clean) conditions.set(source.text, condition)
  return condition
}

/** Whether a name is declared alike in both scopes, wherever it stands in the file. */
function meansTheSame(one: Scope, other: Scope, name: string): boolean {
  const a = one.names.get(name)
  const b = other.names.get(name)
  return a !== undefined && b !== undefined && (a === b || meaningOf(a) === meaningOf(b))
}

const meanings = new WeakMap<Declaration, string>()

function meaningOf(declaration: Declaration): string {
  let meaning = meanings.get(declaration)
  if (meaning === undefined) {
    const { type, optional, secret, from } = declaration
    const text = from.kind === 'derived' ? { kind: 'derived', text: from.source.text } : from
    meaning = JSON.stringify([type, optional, secret === true, text])
    meanings.set(declaration, meaning)
  }
  return meaning
}

function modeOf(mode: string | undefined): Mode {
  if (mode === undefined || mode === 'live') return { kind: 'live' }
  if (mode === 'shadow') return { kind: 'shadow' }
  return { kind: 'canary', percent: Number(/ ([0-9.]+)%$/.exec(mode)?.[1] ?? 0) }
}

function checkMask(
  place: Place,
  eventTypes: readonly EventType[],
  irs: ReadonlyMap<string, Ir>,
  diagnostics: Diagnostic[],
): void {
  const bare = eventTypes.find((one) => one.content === undefined)
  if (bare !== undefined)
    diagnostics.push({
      severity: 'error',
      code: 'nothing-to-mask',
      message: `the event type "${bare.name}" has no content to mask`,
      place,
      wayOut: 'use another verdict, or name its content',
    })
  const reads = [...irs.values()].some((ir) =>
    Object.values(ir.names).some((name) => name.read.kind === 'signal'),
  )
  if (irs.size > 0 && !reads)
    diagnostics.push({
      severity: 'warning',
      code: 'masks-everything',
      message: 'no signal in this condition says where to mask, so the whole content will be',
      place,
      wayOut: 'read a signal that finds places, such as one of kind terms, or use hold or block',
    })
}
