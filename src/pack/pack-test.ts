import type { Place } from '../core/diagnostic.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import type { Verdict } from '../core/verdict.ts'
import type { StatedFile } from './stated-file.ts'
import type { ExpectedEffect } from './test-schemas.ts'
import type { FeatureMedia } from './value-types.ts'

/** A test of a pack, every name in it resolved: a story of events under a clock of its own. */
export interface PackTest {
  readonly name: string
  readonly place: Place
  /** Where the clock starts; ms since the epoch. */
  readonly atMs: number
  /** `live`: every rule has force; undefined: as whoever runs it says. */
  readonly as: 'written' | 'live' | undefined
  readonly labels: readonly LabelByHand[]
  readonly signals: GivenSignals
  readonly steps: readonly TestStep[]
}

/** Answers of signals that ask elsewhere, by name; one that is not there fails. */
export type GivenSignals = Readonly<Record<string, unknown>>

export interface LabelByHand {
  readonly op: 'set' | 'unset'
  readonly entity: EntityRef
  readonly label: string
  readonly forMs: number | undefined
}

export type TestStep = { readonly place: Place } & (
  | {
      readonly kind: 'event'
      /** `{i}` in its texts is the number when it is `numbered`. */
      readonly event: Event
      /** What the files that it names hold, by id. */
      readonly files: ReadonlyMap<string, { readonly file: StatedFile; readonly kind: FeatureMedia }>
      readonly times: number
      readonly everyMs: number
      readonly numbered: boolean
      readonly signals: GivenSignals
      /** Of each event, when there are several. */
      readonly expectations: readonly Expectation[]
    }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'clock'; readonly atMs: number }
  | ({ readonly kind: 'label' } & LabelByHand)
)

/** One thing that is expected of a decision. Of `fired`, `shadow`, `unknown` and `labels` exactly what it lists. */
export type Expectation = { readonly place: Place } & (
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | {
      readonly kind: 'fired' | 'includes' | 'not' | 'shadow' | 'unknown'
      readonly rules: readonly string[]
    }
  | { readonly kind: 'effect'; readonly effect: ExpectedEffect }
  | { readonly kind: 'counter'; readonly counter: string; readonly value: number | null }
  | { readonly kind: 'labels'; readonly entity: EntityRef; readonly labels: readonly string[] }
  | { readonly kind: 'masked'; readonly text: string }
)
