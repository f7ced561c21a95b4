import type { RetroactId } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { LabelChange } from '../../engine/ports.ts'

/** Who set a label or took it off. */
export type LabelSource =
  | { readonly kind: 'rule'; readonly rule: string; readonly decision: DecisionId }
  /** By hand: `by` names the key, and who asked. */
  | { readonly kind: 'api' | 'cli' | 'retroact' | 'reverse'; readonly by: string; readonly reason: string }

/** What one source said of a label of an entity. Times in ms since the epoch. */
export interface LabelWord {
  readonly entity: EntityRef
  readonly label: string
  readonly source: LabelSource
  readonly atMs: number
  /** Undefined: it never ends. */
  readonly untilMs: number | undefined
}

export interface LabelEvent extends LabelWord {
  readonly op: 'set' | 'unset'
  /** Older ones come behind it. */
  readonly cursor: string
}

/** A change made by hand, or by a run over the past, whose id then stands in the place of the rule. */
export interface ManualLabelChange extends LabelChange {
  readonly rule: RetroactId | undefined
  readonly via: 'api' | 'cli' | 'retroact'
  readonly by: string
  readonly reason: string
}

export interface LabelBearer {
  readonly entity: EntityRef
  readonly sinceMs: number
  readonly untilMs: number | undefined
}

/** Up to where label changes are known. */
export interface LabelCursor {
  readonly xid: string
}

/**
 * Labels as they are kept, those of rules written with their decisions. Rejects with `Unavailable`; then a change may
 * have been recorded all the same, and `changes` will tell it.
 */
export interface LabelLog {
  /** Gives the latest word of every source to `take`, and the cursor behind which all else comes. */
  load(take: (change: LabelChange) => void): Promise<LabelCursor>
  /** What was written since, by whatever process; some of it more than once. */
  changes(since: LabelCursor, take: (change: LabelChange) => void): Promise<LabelCursor>
  /**
   * Gives the id under which it stands: its own, or a later one where something later is known of the label already,
   * as from a process whose clock was ahead. Undefined: nobody bears the label that was to be taken off, and nothing
   * was recorded.
   */
  record(change: ManualLabelChange): Promise<string | undefined>
  /** What is in force on an entity, a word for each source, by label. */
  borneBy(entity: string, nowMs: number): Promise<LabelWord[]>
  /** What was ever said, as long as it is kept, newest first. */
  history(entity: string, limit: number, before?: string): Promise<LabelEvent[]>
  /** Who bears a label, in order of entity; those behind `after`, when given. */
  bearers(label: string, nowMs: number, limit: number, after?: string): Promise<LabelBearer[]>
  /** How many bear each of these labels, `most` at most. */
  tally(labels: readonly string[], nowMs: number, most: number): Promise<ReadonlyMap<string, number>>
}
