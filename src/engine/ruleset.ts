import type { Reason, Span } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { Event, JudgedEvent } from '../core/event.ts'
import type { RulesetId } from '../core/id.ts'
import type { Severity } from '../core/severity.ts'
import type { Verdict } from '../core/verdict.ts'
import type { EventType, Pack, Rule } from '../pack/pack.ts'
import type { Frame, RowProgram } from '../rules/frame.ts'
import type { BoundSignal } from './bound-signal.ts'
import type { CompiledCounter } from './compile-counters.ts'
import type { CompiledSample } from './compile-samples.ts'
import type { EventFrame } from './event-frame.ts'
import type { ModelSlot } from './models-used.ts'

/** A pack compiled: what judges events. */
export interface Ruleset {
  readonly id: RulesetId
  readonly pack: Pack
  readonly eventTypes: ReadonlyMap<string, CompiledEventType>
}

export interface CompiledEventType {
  readonly eventType: EventType
  readonly program: RowProgram
  /** By index in the program. */
  readonly rules: readonly CompiledRule[]
  readonly signals: readonly BoundSignal[]
  /** In the order in which they are counted: each reads only those before it. */
  readonly counters: readonly CompiledCounter[]
  /** Gives the counters' values by name, as a decision records them; undefined where there are no counters. */
  readonly counterValues: ((frame: Frame) => Record<string, number>) | undefined
  readonly decodeData: DataDecoder
  /** Frames that no event is using. */
  readonly freeFrames: EventFrame[]
  /** Undefined where no model reads these events. */
  readonly models: readonly ModelSlot[] | undefined
  /** Undefined where none draws these events. */
  readonly samples: readonly CompiledSample[] | undefined
  /** The job of an event that is held only since rules could not be decided; undefined: none. */
  readonly undecided: Effect | undefined
  readonly mask: string
}

/** What is looked up once, when the pack is compiled, rather than at each firing. */
export interface CompiledRule {
  readonly rule: Rule
  /** In the program of its event type. */
  readonly index: number
  /** `id@version` */
  readonly policy: string
  readonly severity: Severity
  readonly verdict: Verdict | undefined
  /** Undefined: all worlds. */
  readonly worlds: ReadonlySet<string> | undefined
  /** Of 10,000 actors, how many the rule has force on. */
  readonly share: number
  /** Hash of the rule's id, the seed of its canary draw. */
  readonly seed: number
  /** Slots of signals on the content that the condition may read. */
  readonly contentSlots: readonly number[]
  /** Compiled at the rule's first firing: most of 10,000 rules never fire. */
  reason: ((frame: Frame, spans: Span[]) => Reason) | undefined
}

/** Adds to `problems`, and gives the features decoded when there are none. */
export type DataDecoder = (data: Event['data'], problems: FieldProblem[]) => JudgedEvent['data'] | undefined

/** What is wrong with one field of an event; never its value. */
export interface FieldProblem {
  /** As in `data.text`. */
  readonly field: string
  readonly problem: string
  readonly wayOut?: string
}
