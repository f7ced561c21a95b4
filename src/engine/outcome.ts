import type { Decision, Reason, Unknown } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Verdict } from '../core/verdict.ts'

/** What a signal found with the help of earlier messages. */
export type ContextRead = NonNullable<Decision['context']>[string]

/** What the rules said of one event. */
export interface Outcome {
  readonly verdict: Verdict
  /** Gravest policy first. */
  readonly reasons: readonly Reason[]
  readonly shadow: readonly Reason[]
  readonly unknown: readonly Unknown[]
  readonly effects: readonly Effect[]
  /** The content with the matched spans replaced; only with the verdict `mask`. */
  readonly masked: string | undefined
  /** Values of the counters, by name; undefined where the event type has none. */
  readonly counters: Record<string, number> | undefined
  /** The labels that were asked for and borne. */
  readonly labels: { readonly entity: EntityRef; readonly label: string }[] | undefined
  /** The models that were read, as a decision records them. */
  readonly models: Decision['models'] | undefined
  /** What signals found with the help of earlier messages, by name. */
  readonly context: Record<string, ContextRead> | undefined
  /** What signals found in files, by name. */
  readonly media: Decision['media'] | undefined
}

/** What is said of an event on which no rule fired, shared by all of them. */
export const NOTHING: Outcome = Object.freeze({
  verdict: 'allow',
  reasons: Object.freeze([]),
  shadow: Object.freeze([]),
  unknown: Object.freeze([]),
  effects: Object.freeze([]),
  masked: undefined,
  counters: undefined,
  labels: undefined,
  models: undefined,
  context: undefined,
  media: undefined,
})
