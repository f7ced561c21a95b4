import type { Reason, Span, Unknown } from '../core/decision.ts'
import { isDrawn } from '../core/draw.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import { VERDICT_RANK, type Verdict } from '../core/verdict.ts'
import { NOT_READ } from '../rules/frame.ts'
import { maskSpans } from '../signals/text/mask-spans.ts'
import { collectEffects } from './collect-effects.ts'
import { compileReason } from './compile-reason.ts'
import type { EventFrame } from './event-frame.ts'
import type { Outcome } from './outcome.ts'
import type { CompiledEventType, CompiledRule } from './ruleset.ts'
import { mergeSpans } from './spans.ts'

const NONE: readonly never[] = Object.freeze([])
const NO_SPANS = NONE as readonly Span[] as Span[]

/** Turns the rules that fired, or could not be decided, into what is said of the event. */
export function settle(
  compiled: CompiledEventType,
  frame: EventFrame,
  {
    counters,
    labels,
    models,
    context,
    media,
  }: Pick<Outcome, 'counters' | 'labels' | 'models' | 'context' | 'media'>,
): Outcome {
  const { event } = frame
  // The time of receipt is on record, so a replay draws the same.
  const unit = event.actor ?? event.session ?? event.id ?? String(event.receivedAt)
  let verdict: Verdict = 'allow'
  // Rules that fired with force, and those without; each gravest first.
  let fired: CompiledRule[] | undefined
  let without: CompiledRule[] | undefined
  let hasEffects = false
  for (let i = 0; i < frame.firedCount; i++) {
    const rule = compiled.rules[frame.fired[i]!]!
    if (rule.worlds !== undefined && !rule.worlds.has(event.world)) continue
    if (rule.share < 10_000 && !isDrawn(rule.share, rule.seed, unit)) {
      without = insert(without, rule)
      continue
    }
    fired = insert(fired, rule)
    if (rule.rule.effects.length > 0) hasEffects = true
    if (rule.verdict !== undefined && VERDICT_RANK[rule.verdict] > VERDICT_RANK[verdict])
      verdict = rule.verdict
  }
  const reasons = fired === undefined ? NONE : reasonsOf(compiled, frame, fired)
  const shadow = without === undefined ? NONE : reasonsOf(compiled, frame, without)
  if (without !== undefined) tellEffects(shadow as Reason[], without, event)

  const unknown = frame.unknownCount === 0 ? NONE : settleUnknown(compiled, frame, unit)
  let isUndecided = false
  for (const { took } of unknown)
    if (took !== 'skip' && VERDICT_RANK[took] > VERDICT_RANK[verdict]) {
      verdict = took
      isUndecided = true
    }
  const effects = hasEffects && fired !== undefined ? collectEffects(fired, event) : NONE
  // What no rule asked anybody to look at would wait for ever.
  const job = isUndecided && verdict === 'hold' ? compiled.undecided : undefined
  const opens = job !== undefined && effects.every(({ kind }) => kind !== 'job')
  // One literal with every field, so that each outcome has the same shape.
  return {
    verdict,
    reasons,
    shadow,
    unknown,
    effects: opens ? [...effects, job] : effects,
    masked: verdict === 'mask' ? maskContent(compiled, frame, reasons) : undefined,
    counters,
    labels,
    models,
    context,
    media,
  }
}

/** What rules without force would have done is recorded with their reasons, and nothing else comes of it. */
function tellEffects(reasons: Reason[], rules: readonly CompiledRule[], event: JudgedEvent): void {
  for (let i = 0; i < rules.length; i++)
    if (rules[i]!.rule.effects.length > 0) reasons[i]!.effects = [...collectEffects([rules[i]!], event)]
}

/** Adds a rule behind all that are as grave or graver, so that equals stay in the order of the pack. */
function insert(list: CompiledRule[] | undefined, rule: CompiledRule): CompiledRule[] {
  if (list === undefined) return [rule]
  let place = list.length
  list.push(rule)
  for (; place > 0 && list[place - 1]!.severity > rule.severity; place--) list[place] = list[place - 1]!
  list[place] = rule
  return list
}

function reasonsOf(compiled: CompiledEventType, frame: EventFrame, rules: readonly CompiledRule[]): Reason[] {
  // An empty list that is pushed to gets room for seventeen; most events fire one rule.
  const reasons = [reasonOf(compiled, frame, rules[0]!)]
  for (let i = 1; i < rules.length; i++) reasons.push(reasonOf(compiled, frame, rules[i]!))
  return reasons
}

function reasonOf(compiled: CompiledEventType, frame: EventFrame, rule: CompiledRule): Reason {
  rule.reason ??= compileReason(compiled, frame.event.type, rule)
  return rule.reason(frame, rule.contentSlots.length === 0 ? NO_SPANS : spansOf(compiled, frame, rule))
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
        // Nobody can tell what a malformed answer meant: somebody has to look, whatever is declared.
        else if (took === 'skip' && (degrade === 'hold' || frame.failures.get(slot) === 'malformed'))
          took = 'hold'
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
  reasons: readonly Reason[],
): string | undefined {
  const { content } = compiled.eventType
  const raw = content === undefined ? undefined : frame.event.data[content]
  if (typeof raw !== 'string') return undefined
  const spans: Span[] = []
  for (const reason of reasons) {
    if (reason.verdict !== 'mask') continue
    if (reason.spans.length === 0) return maskSpans(raw, [[0, raw.length]], compiled.mask)
    spans.push(...reason.spans)
  }
  return maskSpans(raw, mergeSpans(spans), compiled.mask)
}
