import type { Place } from '../core/diagnostic.ts'
import type { EffectParams } from '../core/effect.ts'
import type { RulesetId } from '../core/id.ts'
import type { Severity } from '../core/severity.ts'
import type { ValueType } from '../core/value.ts'
import type { Verdict } from '../core/verdict.ts'
import type { Ir } from '../rules/ir.ts'
import type { Scope } from '../rules/scope.ts'
import type { CounterSpec } from '../signals/counters/counter-spec.ts'
import type { HashBankSpec } from '../signals/media/hash-bank-spec.ts'
import type { SlotProfile } from '../signals/model3d/slot-profile.ts'
import type { ModelSource } from '../signals/models/model-kind.ts'
import type { TermBank } from '../signals/text/term-bank.ts'
import type { FeatureMedia } from './value-types.ts'

/** File contents by path within the pack, with `/` between folders: `rules/chat.yaml`. */
export type PackFiles = Readonly<Record<string, string>>

/** A text in each of the pack's languages, by language code. */
export type Texts = Readonly<Record<string, string>>

export interface Feature {
  readonly name: string
  readonly type: ValueType
  /** A file by its id: what kind it must be; its value is that text. Undefined: a value of its own. */
  readonly media: FeatureMedia | undefined
  readonly required: boolean
  readonly personal: boolean
  /** Lower bound of a number. */
  readonly min: number | undefined
  /** Upper bound of a number; of the length of a string (UTF-16 units), list or map. */
  readonly max: number | undefined
  readonly description: string | undefined
  readonly place: Place
}

/** How a counter meets one event type. Expressions are over the event type's scope. */
export interface CounterBinding {
  /** How an event is counted; undefined: events of this type are only read for. */
  readonly counts: CountedBy | undefined
  /** The key under which rules on this event type read it; undefined: they cannot. */
  readonly reads: readonly CounterKey[] | undefined
}

export interface CountedBy {
  readonly key: readonly CounterKey[]
  /** Only events for which it is true are counted. */
  readonly where: Ir | undefined
  /** What is counted: the member of a distinct count (one for each item of a list), the summand of a sum or score. */
  readonly value: CounterKey | undefined
}

/** One part of a key, or a member: a value, or, for texts that players write, their near-duplicate hash. */
export interface CounterKey {
  readonly ir: Ir
  readonly near: boolean
}

/** Memory of past events that rules read by name. */
export interface Counter extends CounterSpec {
  readonly name: string
  readonly type: ValueType
  /** What a score adds for each event, unless `value` says it. */
  readonly weight: number
  /** `by: [actor, target]` is the same pair in either order. */
  readonly unordered: boolean
  /** Event types whose events it counts. */
  readonly on: readonly string[]
  /** By event type; those where it can be neither counted nor read are not there. */
  readonly bindings: ReadonlyMap<string, CounterBinding>
  /** Hash of all that decides how it counts: two counters with the same definition hold the same values. */
  readonly definition: string
  readonly description: string
  readonly place: Place
}

export interface EventType {
  readonly name: string
  readonly description: string
  /** Kinds of entity that may act; undefined: any. */
  readonly actor: readonly string[] | undefined
  readonly target: readonly string[] | undefined
  /** The feature that is judged, masked and kept as content. */
  readonly content: string | undefined
  readonly features: ReadonlyMap<string, Feature>
  readonly keep: { readonly contentMs: number; readonly decisionMs: number }
  /** What is judged: the event itself, or the entity that it is about (an item's listing, a profile). */
  readonly item: 'event' | 'actor' | 'target' | 'session'
  /** The feature that says how many people it reached; undefined: nobody knows. */
  readonly reach: string | undefined
  /** Features that join accounts, such as a device or an address: see the neighbours of an entity. */
  readonly links: readonly string[]
  /** Every name that a condition on this event type may use. */
  readonly scope: Scope
  /** Name of the signal in each slot of the frame. */
  readonly slots: readonly { readonly signal: string; readonly of: string }[]
  /** Names of the counters that events of this type are counted by or that its rules may read, each in its slot. */
  readonly counters: readonly { readonly counter: string; readonly slot: number }[]
}

/** A signal as the pack declares it, not yet bound to an event type's feature. */
export interface SignalSpec {
  readonly name: string
  readonly kind: string
  /** `content`, or the name of a feature. */
  readonly of: string
  /** What the kind's own schema made of the other keys. */
  readonly options: unknown
  readonly deadlineMs: number
  readonly degrade: 'open' | 'hold' | 'closed'
  readonly type: ValueType
  readonly cost: 'cheap' | 'dear'
  /** The event types that it is bound to; undefined: all that have the feature. */
  readonly on: readonly string[] | undefined
  /** Set for a model, which is read as `model.NAME`. */
  readonly model: ModelSpec | undefined
  readonly place: Place
}

/** What a pack says of a model beside what it says of any signal. */
export interface ModelSpec extends ModelSource {
  readonly labels: readonly string[]
  /** Changes with anything that its scores hang on. */
  readonly version: string
  readonly description: string
}

export interface Policy {
  readonly id: string
  readonly version: number
  readonly severity: Severity
  readonly title: Texts
  readonly guideline: Texts
  readonly notice: Texts
  /** Weight of one strike. */
  readonly strike: number
  readonly legal: unknown
  readonly maps: Readonly<Record<string, readonly string[]>>
  readonly place: Place
}

export type Mode =
  | { readonly kind: 'shadow' }
  | { readonly kind: 'canary'; readonly percent: number }
  | { readonly kind: 'live' }

/** Whom an effect falls on. */
export type On = 'actor' | 'target' | 'session'

/** What a rule asks for, resolved: weights and lengths stand in it, whoever declared them. */
export type EffectSpec =
  | { readonly kind: 'label'; readonly label: string; readonly on: On; readonly forMs: number | undefined }
  | { readonly kind: 'unlabel'; readonly label: string; readonly on: On }
  | { readonly kind: 'strike'; readonly on: On; readonly weight: number }
  | { readonly kind: 'job'; readonly queue: string }
  | {
      readonly kind: 'enforcement'
      readonly enforcement: string
      readonly on: On
      readonly forMs: number | undefined
      readonly with: EffectParams | undefined
    }
  | { readonly kind: 'notice'; readonly on: On }

export interface Rule {
  readonly id: string
  /** Id of the policy. */
  readonly policy: string
  readonly on: readonly string[]
  /** Undefined: all worlds. */
  readonly worlds: readonly string[] | undefined
  /** The condition as written. */
  readonly when: string
  /** The checked condition for each event type that it is on. */
  readonly irs: ReadonlyMap<string, Ir>
  readonly verdict: Verdict | undefined
  readonly effects: readonly EffectSpec[]
  readonly mode: Mode
  readonly unknown: 'skip' | 'hold'
  readonly owner: string | undefined
  readonly description: string | undefined
  readonly place: Place
}

export interface Label {
  readonly name: string
  /** Kind of entity that it may stand on; undefined: any. */
  readonly on: string | undefined
  readonly description: string
  readonly connotation: 'positive' | 'neutral' | 'negative'
  readonly expiresMs: number | undefined
  /** People and other systems set it, so that no rule needs to. */
  readonly manual: boolean
}

export interface Queue {
  readonly name: string
  readonly description: string
  /** Takes what nothing else routes; one queue of a pack does. */
  readonly isDefault: boolean
  /** Only people with at least this clearance see what lies in it, whatever its severity. */
  readonly clearance: Severity | undefined
  /** Only people who read one of these languages are given jobs from it; undefined: their own skills decide. */
  readonly languages: readonly string[] | undefined
  /** How soon a job should be judged. */
  readonly serviceLevelMs: number
  /** A job that waits so long counts twice as much. */
  readonly doublesMs: number
  /** How long a job that was taken is held for whoever took it. */
  readonly holdMs: number
  /** Names of enforcements that reviewers may choose here; undefined: all. */
  readonly enforcements: readonly string[] | undefined
  /** Share of jobs that get a second, blind judgement, from 0 to 1. */
  readonly second: number
  /** Share of jobs served that are golden ones, from 0 to 1. */
  readonly golden: number
}

/** Where a job goes: the first route whose condition holds. */
export interface Route {
  readonly queue: string
  /** Over the facts of a job: see `job-scope.ts`. */
  readonly when: Ir
  readonly place: Place
}

/** Decisions chosen by chance for blind review. */
export interface Sample {
  readonly name: string
  /** From 0 (exclusive) to 1. */
  readonly share: number
  readonly queue: string
  /** Undefined: all. */
  readonly on: readonly string[] | undefined
  readonly worlds: readonly string[] | undefined
  readonly verdicts: readonly Verdict[] | undefined
  /** Only decisions on which a rule of one of these policies fired; undefined: all decisions. */
  readonly policies: readonly string[] | undefined
  /** What the reviewer is asked about; undefined: whatever policy is broken. */
  readonly asks: string | undefined
  readonly place: Place
}

/** Events that are held only since rules could not be decided, and are looked at by people. */
export interface Undecided {
  /** Event types; undefined: all. */
  readonly on: readonly string[] | undefined
  readonly queue: string
  /** The policy that reviewers are asked about; its severity says how the content is covered. */
  readonly asks: string
}

/** How people's judgement works here. */
export interface ReviewSettings {
  /** How long a judgement may be taken back. */
  readonly undoMs: number
  readonly routes: readonly Route[]
  readonly samples: readonly Sample[]
  readonly undecided: readonly Undecided[]
  /** Reports of one target by so many people within so long are one matter, and flagged. */
  readonly massReports: { readonly reporters: number; readonly withinMs: number }
  /** The policy that each reason of a report stands for. */
  readonly reasons: ReadonlyMap<string, string>
  /** Whoever bears one of these labels is a trusted flagger. */
  readonly trustedLabels: readonly string[]
  /** How long what is personal in a report is kept. */
  readonly keepReportsMs: number
}

export interface Enforcement {
  readonly name: string
  readonly on: string | undefined
  readonly title: Texts
  readonly description: string
  readonly reversible: boolean
  readonly forMs: number | undefined
  /** Type of each parameter, by name. */
  readonly params: ReadonlyMap<string, EnforcementParam>
  /** Delivery waits for a time drawn between these, so that nobody learns from it what was seen. */
  readonly delay: { readonly minMs: number; readonly maxMs: number } | undefined
  /** What it does in the words of the EU's transparency database. */
  readonly dsa: string | undefined
}

export interface EnforcementParam {
  readonly type: 'string' | 'number' | 'boolean'
  readonly required: boolean
  readonly oneOf: readonly (string | number)[] | undefined
}

/** How penalties add up. */
export interface StrikeSettings {
  readonly expiresMs: number
  /** What one account does under one family of policies within so long is one cause, and one strike. */
  readonly foldMs: number
  /** By family; where none is named, `expiresMs`. */
  readonly thresholds: readonly StrikeThreshold[]
}

export interface StrikeThreshold {
  /** Sum of weights at which it fires. */
  readonly at: number
  readonly withinMs: number
  /** Only strikes of these families count; undefined: all. */
  readonly families: readonly string[] | undefined
  readonly enforcement: string
  readonly forMs: number | undefined
  readonly with: EffectParams | undefined
}

export interface AppealSettings {
  readonly windowMs: number
  readonly queue: string | undefined
}

/** A checked pack: plain data in which every name is resolved. */
export interface Pack {
  /** Changes with any byte of any file but tests. */
  readonly id: RulesetId
  readonly tenant: string
  /** The first is the world of events that name none. */
  readonly worlds: readonly string[]
  readonly languages: readonly string[]
  /** One for each character masked. */
  readonly mask: string
  readonly clock: { readonly earlyMs: number; readonly lateMs: number }
  /** Room for the last messages of rooms and pairs. */
  readonly context: { readonly maxBytes: number }
  readonly eventTypes: ReadonlyMap<string, EventType>
  /** Models are among them, as `model.NAME`. */
  readonly signals: ReadonlyMap<string, SignalSpec>
  readonly policies: ReadonlyMap<string, Policy>
  readonly rules: readonly Rule[]
  /** In an order in which each reads only those before it. */
  readonly counters: ReadonlyMap<string, Counter>
  readonly banks: ReadonlyMap<string, TermBank>
  /** What the pack says of banks of known hashes; the hashes are in the service. */
  readonly hashBanks: ReadonlyMap<string, HashBankSpec>
  /** What worlds ask of 3D items, by id. */
  readonly profiles: ReadonlyMap<string, SlotProfile>
  readonly labels: ReadonlyMap<string, Label>
  readonly queues: ReadonlyMap<string, Queue>
  readonly enforcements: ReadonlyMap<string, Enforcement>
  readonly review: ReviewSettings
  readonly strikes: StrikeSettings
  readonly appeals: AppealSettings
}
