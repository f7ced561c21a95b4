import type { Decision } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'

/** What is written for one event judged: the record, and the content apart from it. */
export interface Entry {
  readonly decision: Decision
  /** The event as the client sent it. */
  readonly event: Event
  /** How long this event type's content and decision are kept, in ms. */
  readonly keep: { readonly contentMs: number; readonly decisionMs: number }
  /** Labels that the decision sets and takes off, to be stored with it. */
  readonly labels?: readonly LabelChange[]
}

/** One label set on an entity or taken off, by a rule or by hand. What rules ask for is recorded as such changes. */
export interface LabelChange {
  /** Its place in the order of arrival: the 32 hexadecimal digits of the decision's id, or of an id made like one. */
  readonly id: string
  /** When the event was received, or the change made by hand; ms since the epoch. */
  readonly atMs: number
  readonly entity: EntityRef
  readonly label: string
  readonly op: 'set' | 'unset'
  /** When it ends, in ms since the epoch; undefined: never, and when a label is taken off. */
  readonly untilMs: number | undefined
  /** The rule that asked for it; undefined: somebody did it by hand. */
  readonly rule: string | undefined
}

/** A stored event, for those that count again. */
export interface PastEvent {
  readonly id: DecisionId
  /** As sent. */
  readonly event: Event
  /** In ms since the epoch. */
  readonly receivedAt: number
}

/** Decided events in the order of arrival. */
export interface PastEvents {
  /** The first `limit` events behind `id`, received at `fromMs` or later, whose content is still kept. */
  after(id: DecisionId | undefined, fromMs: number, limit: number): Promise<readonly PastEvent[]>
  /** The id of the latest decision; undefined when there is none. */
  last(): Promise<DecisionId | undefined>
}

/** A copy of counters as of one moment, kept over a restart. */
export interface CounterSnapshots {
  /** Gives each shard of the latest snapshot to `take`, and the id up to which it holds everything. */
  load(take: (definition: string, shard: number, bytes: Uint8Array) => void): Promise<DecisionId | undefined>
  /** A new snapshot; it takes the place of the latest one at `commit`. */
  begin(upTo: DecisionId): Promise<SnapshotWriter>
}

export interface SnapshotWriter {
  add(definition: string, shard: number, bytes: Uint8Array): Promise<void>
  commit(): Promise<void>
  abort(): Promise<void>
}

/** A decision as it is read back. Content is gone once its time is over; the skeleton stays. */
export interface StoredDecision {
  readonly decision: Decision
  /** The event as sent; `undefined` after its content was erased. */
  readonly event: Event | undefined
}

export type Appended =
  | { readonly kind: 'stored' }
  /** The same event was judged before: that decision stands. */
  | { readonly kind: 'repeated'; readonly decision: Decision }
  /** The same event id came with other content; `field` names the first difference, as `data.text`. */
  | { readonly kind: 'conflict'; readonly field: string; readonly decision: DecisionId }

/** The durable record of decisions. */
export interface DecisionLog {
  /** Resolves after the decision and its effects are committed. Rejects with `Unavailable` when they cannot be. */
  append(entry: Entry): Promise<Appended>
  get(id: DecisionId): Promise<StoredDecision | undefined>
}

/** The store cannot be reached or written just now; nothing was acknowledged, and trying again is safe. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
  /** `gone`: no connection; `full`: the disk is full; `busy`: too many decisions wait to be written. */
  readonly reason: 'gone' | 'full' | 'busy'
  constructor(reason: 'gone' | 'full' | 'busy', message: string) {
    super(message)
    this.reason = reason
  }
}

/** A ruleset as it was when it judged: every file of its pack, so that a decision can be replayed. */
export interface RulesetRecord {
  readonly id: string
  /** File contents by path within the pack. */
  readonly files: Readonly<Record<string, string>>
  readonly appliedAt: string
  readonly appliedBy: string
}

export interface RulesetLog {
  get(id: string): Promise<RulesetRecord | undefined>
}
