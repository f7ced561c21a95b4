import type { Place } from '../core/diagnostic.ts'
import type { ValueType } from '../core/value.ts'

/** The text of a condition, and where each of its UTF-16 offsets stands in the pack. */
export interface SourceText {
  readonly text: string
  locate(start: number, end?: number): Place
}

/** A name that a condition may use. */
export interface Declaration {
  readonly name: string
  readonly type: ValueType
  /** May be missing at run time: then what depends on it is unknown. */
  readonly optional: boolean
  readonly from: Source
  /** Where the pack declares it. */
  readonly place?: Place
  /** Holds content or personal data: its value never appears among the values a rule saw. */
  readonly secret?: boolean
}

/** How the compiled rule reads the name. */
export type Source =
  /** A property of the event itself, such as `actor` or `time`. */
  | { readonly kind: 'envelope'; readonly property: string }
  /** `event.data[property]` */
  | { readonly kind: 'data'; readonly property: string }
  /** The signal in this slot of the frame; dear ones arrive only in the second stage. */
  | {
      readonly kind: 'signal'
      readonly slot: number
      readonly dear: boolean
      /** A counter: its value is in the slot before any rule runs. */
      readonly counter?: true
    }
  /** Another expression over the same scope, put in its place. */
  | { readonly kind: 'derived'; readonly source: SourceText }

/** All names that conditions on one event type may use. */
export interface Scope {
  readonly eventType: string
  readonly names: ReadonlyMap<string, Declaration>
  /** Derived names that cannot be read here, and why. */
  readonly below?: ReadonlyMap<string, DerivedBelow>
  /** The labels that conditions may ask for, by name. */
  readonly labels?: ReadonlyMap<string, LabelDeclaration>
}

/** Why a derived name cannot be read: it is made from what reads it, or stands further below. */
export interface DerivedBelow {
  readonly isCircle: boolean
  readonly wayOut: string
}

/** A label that an entity may bear. */
export interface LabelDeclaration {
  readonly name: string
  /** Kind of entity that it stands on; undefined: any. */
  readonly on: string | undefined
  readonly place: Place
}
