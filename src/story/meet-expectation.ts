import type { Decision, Reason } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { EventFrame } from '../engine/event-frame.ts'
import type { Pack } from '../pack/pack.ts'
import type { Expectation } from '../pack/pack-test.ts'
import type { ExpectedEffect } from '../pack/test-schemas.ts'
import { whyNot } from './why-not.ts'

/** What is not as expected, in words. */
export interface Mismatch {
  readonly expected: string
  readonly got: string
  /** Lines that say how it came about. */
  readonly why: readonly string[]
}

export interface Judgement {
  readonly pack: Pack
  readonly decision: Decision
  /** Sees what the rules saw. */
  readonly frame: EventFrame
  /** The labels that an entity bears afterwards. */
  readonly labelsOf: (entity: string) => readonly string[]
}

/** Undefined when a decision is as expected. */
export function meetExpectation(expectation: Expectation, judgement: Judgement): Mismatch | undefined {
  const { decision } = judgement
  const fired = decision.reasons.map(({ rule }) => rule)
  const shadow = decision.shadow.map(({ rule }) => rule)
  switch (expectation.kind) {
    case 'verdict': {
      const { verdict } = expectation
      if (decision.verdict === verdict) return undefined
      return { expected: `verdict ${verdict}`, got: decision.verdict, why: decision.reasons.map(sayReason) }
    }
    case 'fired':
      return meetRules('fired exactly', expectation.rules, fired, true, judgement)
    case 'includes':
      return meetRules('fired at least', expectation.rules, fired, false, judgement)
    case 'shadow':
      return meetRules('without force exactly', expectation.rules, shadow, true, judgement)
    case 'unknown': {
      const unknown = decision.unknown.map(({ rule }) => rule)
      return meetRules('undecided exactly', expectation.rules, unknown, true, judgement)
    }
    case 'not': {
      const against = [...decision.reasons, ...decision.shadow].filter(({ rule }) =>
        expectation.rules.includes(rule),
      )
      if (against.length === 0) return undefined
      const got = against.map(({ rule }) => (fired.includes(rule) ? rule : `${rule} (without force)`))
      return { expected: `none of ${list(expectation.rules)}`, got: list(got), why: against.map(sayReason) }
    }
    case 'effect': {
      if (decision.effects.some((effect) => isLike(effect, expectation.effect))) return undefined
      const got = decision.effects.map((effect) => say(effect))
      return { expected: `effect ${say(expectation.effect)}`, got: list(got), why: [] }
    }
    case 'counter': {
      const value = decision.counters?.[expectation.counter] ?? null
      if (isNear(value, expectation.value)) return undefined
      const { counter } = expectation
      return {
        expected: `${counter} = ${expectation.value ?? 'unknown'}`,
        got: `${value ?? 'unknown'}`,
        why: [],
      }
    }
    case 'labels': {
      const borne = judgement.labelsOf(expectation.entity)
      if (isSameSet(borne, expectation.labels)) return undefined
      return {
        expected: `${expectation.entity} bears ${list(expectation.labels)}`,
        got: list(borne),
        why: [],
      }
    }
    case 'masked': {
      if (decision.masked === expectation.text) return undefined
      const got = decision.masked === undefined ? 'nothing masked' : JSON.stringify(decision.masked)
      return {
        expected: `masked as ${JSON.stringify(expectation.text)}`,
        got,
        why: decision.reasons.map(sayReason),
      }
    }
  }
}

function meetRules(
  what: string,
  expected: readonly string[],
  got: readonly string[],
  exactly: boolean,
  { pack, decision, frame }: Judgement,
): Mismatch | undefined {
  const missing = expected.filter((rule) => !got.includes(rule))
  const extra = exactly ? got.filter((rule) => !expected.includes(rule)) : []
  if (missing.length === 0 && extra.length === 0) return undefined
  const why = missing.flatMap((id) => {
    const rule = pack.rules.find((one) => one.id === id)
    if (rule === undefined) return []
    if (decision.reasons.some((one) => one.rule === id)) return [`${id} fired, and has force`]
    const isUnknown = decision.unknown.some((one) => one.rule === id)
    const heading = isUnknown ? `${id} could not be decided:` : `${id} did not:`
    return [heading, ...whyNot(rule, frame).map((line) => `  ${line}`)]
  })
  const reasons = [...decision.reasons, ...decision.shadow].filter(({ rule }) => extra.includes(rule))
  return { expected: `${what} ${list(expected)}`, got: list(got), why: [...why, ...reasons.map(sayReason)] }
}

function sayReason({ rule, verdict, saw }: Reason): string {
  const values = Object.entries(saw).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
  const asked = verdict === undefined ? '' : ` (${verdict})`
  return `${rule} matched${asked}${values.length === 0 ? '' : `; it saw ${values.join(', ')}`}`
}

function isLike(effect: Effect, wanted: ExpectedEffect): boolean {
  const own = effect as Readonly<Record<string, unknown>>
  return Object.entries(wanted).every(([key, value]) => {
    if (key === 'policy') return own[key] === value || String(own[key]).replace(/@\d+$/, '') === value
    if (key === 'until') return Date.parse(String(own[key])) === Date.parse(String(value))
    return own[key] === value
  })
}

function say(effect: ExpectedEffect | Effect): string {
  const { kind, ...rest } = effect
  return [kind, ...Object.entries(rest).map(([key, value]) => `${key} ${value}`)].join(' ')
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'nothing' : names.join(', ')
}

/** Scores decay by fractions: the last digits are not anybody's expectation. */
function isNear(value: number | null, wanted: number | null): boolean {
  if (value === null || wanted === null) return value === wanted
  return value === wanted || Math.abs(value - wanted) <= 1e-9 * Math.max(Math.abs(value), Math.abs(wanted))
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === new Set(b).size && b.every((one) => a.includes(one))
}
