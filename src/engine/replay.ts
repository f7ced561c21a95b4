import type { Decision } from '../core/decision.ts'
import { decide } from './decide.ts'
import { decodeEvent } from './decode-event.ts'
import { recordedMemory } from './memory.ts'
import type { StoredDecision } from './ports.ts'
import { toDecision } from './record.ts'
import type { Ruleset } from './ruleset.ts'

export type Replayed =
  | {
      readonly ok: true
      /** Whether all is as it was; latency and the ruleset's id aside. */
      readonly same: boolean
      readonly before: Decision
      readonly after: Decision
      /** Each difference in words. */
      readonly differences: readonly string[]
    }
  /** The content was erased, or the event does not fit this ruleset: `why` says it, with the way out. */
  | { readonly ok: false; readonly before: Decision; readonly why: string }

/** Judges a stored event again under `ruleset`, as of the time it was received, and compares. */
export async function replay(ruleset: Ruleset, stored: StoredDecision): Promise<Replayed> {
  const { decision: before, event } = stored
  if (event === undefined)
    return {
      ok: false,
      before,
      why: 'The content was erased when its time was over: only the record is left',
    }
  const decoded = decodeEvent(ruleset, event, Date.parse(before.receivedAt))
  if (!decoded.ok) {
    const what = decoded.problems.map(({ field, problem }) => `${field} ${problem}`).join(', ')
    return { ok: false, before, why: `The event does not fit ruleset ${ruleset.id}: ${what}` }
  }
  const outcome = await decide(ruleset, decoded.event, recordedMemory(before))
  const context = { id: before.decision, latencyMs: before.latencyMs, ruleset: ruleset.id }
  const after = toDecision(outcome, decoded.event, context)
  const differences = compareDecisions(before, after)
  return { ok: true, same: differences.length === 0, before, after, differences }
}

/** What is different in the second decision, in words; the ruleset's id and latency aside. */
function compareDecisions(before: Decision, after: Decision): string[] {
  const words: string[] = []
  if (before.verdict !== after.verdict)
    words.push(`The verdict was ${before.verdict} and is now ${after.verdict}.`)
  const lists = [
    ['fired', before.reasons, after.reasons],
    ['fired in shadow', before.shadow, after.shadow],
    ['could not be decided', before.unknown, after.unknown],
  ] as const
  for (const [what, was, is] of lists) {
    const old = new Map(was.map((one) => [one.rule, one]))
    const now = new Map(is.map((one) => [one.rule, one]))
    for (const [rule, one] of now) {
      const other = old.get(rule)
      if (other === undefined) words.push(`The rule ${rule} ${what} now and did not before.`)
      else words.push(...changed(rule, what, other, one))
    }
    for (const rule of old.keys())
      if (!now.has(rule)) words.push(`The rule ${rule} ${what} before and does not now.`)
  }
  // What was drawn by chance is not the rules' doing.
  const asked = before.effects.filter((effect) => effect.kind !== 'job' || effect.sample === undefined)
  const was = new Set(asked.map(canonical))
  const is = new Set(after.effects.map(canonical))
  for (const effect of after.effects)
    if (!was.has(canonical(effect)))
      words.push(`The effect ${effect.kind} of ${effect.rule} is new or different.`)
  for (const effect of asked)
    if (!is.has(canonical(effect)))
      words.push(`The effect ${effect.kind} of ${effect.rule} is gone or different.`)
  if (before.masked !== after.masked) words.push('The content is masked in other places.')
  return words
}

function changed(rule: string, what: string, before: object, after: object): string[] {
  const old = before as Record<string, unknown>
  const now = after as Record<string, unknown>
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const different = keys.filter((key) => canonical(old[key]) !== canonical(now[key]))
  return different.length === 0
    ? []
    : [`The rule ${rule} ${what} both times, with other ${different.join(' and ')}.`]
}

/** JSON with sorted keys: what comes back from a database has its keys in another order. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, one: unknown) =>
      typeof one === 'object' && one !== null && !Array.isArray(one)
        ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
        : one,
    ) ?? 'undefined'
  )
}
