import type { Reason, Span, Unknown } from '../core/decision.ts'
import type { Value } from '../core/value.ts'
import { VERDICT_RANK, type Verdict } from '../core/verdict.ts'
import { NOT_READ } from '../rules/frame.ts'
import { maskSpans } from '../signals/text/mask-spans.ts'
import { collectEffects } from './collect-effects.ts'
import { compileSaw } from './compile-saw.ts'
import { isDrawn } from './draw.ts'
import type { EventFrame } from './event-frame.ts'
import type { Outcome } from './outcome.ts'
import type { CompiledEventType, CompiledRule } from './ruleset.ts'
import { mergeSpans } from './spans.ts'

/** A rule that fired with force, and the record of it. */
export interface Fired {
  readonly compiled: CompiledRule
  readonly reason: Reason
}

const NONE: readonly never[] = Object.freeze([])

/** Turns the rules that fired, or could not be decided, into what is said of the event. */
export function settle(compiled: CompiledEventType, frame: EventFrame): Outcome {
  const { event } = frame
  // The time of receipt is on record, so a replay draws the same.
  const unit = event.actor ?? event.session ?? event.id ?? String(event.receivedAt)
  let verdict: Verdict = 'allow'
  let fired: Fired[] | undefined
  let shadow: Reason[] | undefined
  for (let i = 0; i < frame.firedCount; i++) {
    const index = frame.fired[i]!
    const rule = compiled.rules[index]!
    if (rule.worlds !== undefined && !rule.worlds.has(event.world)) continue
    const reason = reasonOf(compiled, frame, index, rule)
    if (!isDrawn(rule.share, rule.seed, unit)) {
      shadow ??= []
      shadow.push(reason)
      continue
    }
    fired ??= []
    fired.push({ compiled: rule, reason })
    if (rule.verdict !== undefined && VERDICT_RANK[rule.verdict] > VERDICT_RANK[verdict])
      verdict = rule.verdict
  }
  if (fired !== undefined && fired.length > 1) fired.sort(gravestFirst)
  if (shadow !== undefined && shadow.length > 1) shadow.sort((a, b) => compare(a.severity, b.severity))

  const unknown = frame.unknownCount === 0 ? NONE : settleUnknown(compiled, frame, unit)
  for (const { took } of unknown)
    if (took !== 'skip' && VERDICT_RANK[took] > VERDICT_RANK[verdict]) verdict = took
  const masked = verdict === 'mask' && fired !== undefined ? maskContent(compiled, frame, fired) : undefined
  return {
    verdict,
    reasons: fired === undefined ? NONE : fired.map(({ reason }) => reason),
    shadow: shadow ?? NONE,
    unknown,
    effects: fired === undefined ? NONE : collectEffects(fired, event),
    ...(masked === undefined ? {} : { masked }),
  }
}

function reasonOf(compiled: CompiledEventType, frame: EventFrame, index: number, rule: CompiledRule): Reason {
  rule.saw ??= compileSaw(rule.rule.irs.get(frame.event.type)!, compiled.eventType, compiled.program, index)
  const reason: Reason = {
    rule: rule.rule.id,
    policy: rule.policy,
    severity: rule.severity,
    saw: rule.saw(frame) as Reason['saw'],
    spans: rule.contentSlots.length === 0 ? [] : spansOf(compiled, frame, rule),
  }
  if (rule.verdict !== undefined) reason.verdict = rule.verdict
  return reason
}

/** Where in the content the signals that the rule read found something. */
function spansOf(compiled: CompiledEventType, frame: EventFrame, rule: CompiledRule): Span[] {
  const all: Span[] = []
  for (const slot of rule.contentSlots) {
    const value = frame.signals[slot]
    if (value === undefined || value === NOT_READ) continue
    const spans = compiled.signals[slot]!.signal.spans?.(value as Value)
    if (spans !== undefined) for (const span of spans) all.push(span)
  }
  return mergeSpans(all)
}

/** An undecided rule does what it says of unknowns, or, when a signal failed, what the signal says if that is stricter. */
function settleUnknown(compiled: CompiledEventType, frame: EventFrame, unit: string): readonly Unknown[] {
  const unknown: Unknown[] = []
  for (let i = 0; i < frame.unknownCount; i++) {
    const index = frame.unknown[i]!
    const rule = compiled.rules[index]!
    if (rule.worlds !== undefined && !rule.worlds.has(frame.event.world)) continue
    let took: Unknown['took'] = rule.rule.unknown
    if (frame.failed.size > 0)
      for (const slot of compiled.program.signalsOf(index)) {
        if (!frame.failed.has(slot)) continue
        const { degrade } = compiled.signals[slot]!.spec
        if (degrade === 'closed') took = 'block'
        else if (degrade === 'hold' && took === 'skip') took = 'hold'
      }
    // Neither a shadow rule nor an event that a canary was not drawn for feels any of this.
    if (took !== 'skip' && !isDrawn(rule.share, rule.seed, unit)) took = 'skip'
    unknown.push({ rule: rule.rule.id, missing: compiled.program.missing(frame, index), took })
  }
  return unknown
}

/** The content with what the masking rules found replaced; a masking rule that names no place masks all of it. */
function maskContent(
  compiled: CompiledEventType,
  frame: EventFrame,
  fired: readonly Fired[],
): string | undefined {
  const { content } = compiled.eventType
  const raw = content === undefined ? undefined : frame.event.data[content]
  if (typeof raw !== 'string') return undefined
  const spans: Span[] = []
  for (const { compiled: rule, reason } of fired) {
    if (rule.verdict !== 'mask') continue
    if (reason.spans.length === 0) return maskSpans(raw, [[0, raw.length]], compiled.mask)
    spans.push(...reason.spans)
  }
  return maskSpans(raw, mergeSpans(spans), compiled.mask)
}

function gravestFirst(a: Fired, b: Fired): number {
  return compare(a.reason.severity, b.reason.severity)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
