import type { z } from 'zod'
import type { ValueType } from '../core/value.ts'
import type { MediaHost } from './media/media-host.ts'
import type { Signal } from './signal.ts'
import type { TermBank } from './text/term-bank.ts'

/** A signal of the pack bound to one feature: what a kind builds its detector from. */
export interface Binding {
  readonly name: string
  /** The feature it reads. */
  readonly of: string
  /** What the kind's own `options` schema made of the other keys. */
  readonly options: unknown
  readonly banks: ReadonlyMap<string, TermBank>
  /** What files hold; undefined: they are not looked at here, and signals that read them fail. */
  readonly media?: MediaHost
}

/** A kind of signal: one file, its test, and one line in kinds.ts. */
export interface SignalKind {
  readonly kind: string
  /** What may stand beside kind, of, deadline and degrade in haechi.yaml. */
  readonly options: z.ZodType
  readonly cost: 'cheap' | 'dear'
  readonly type: ValueType
  /**
   * Version of how it reads: raised whenever the same input could give another value. Counters that read the kind are
   * then counted anew.
   */
  readonly form?: number
  /** Whether its signals read earlier messages: counters cannot count by them, and backtests do not ask them again. */
  readonly readsEarlier?: boolean
  /** `media`: it reads what a file holds, and its feature is of type image, model3d or video; else it reads text. */
  readonly reads?: 'media'
  /** Names of the banks of known hashes that parsed options ask for. */
  hashBanks?(options: unknown): readonly string[]
  /** Ids of the slot profiles that parsed options ask for. */
  profiles?(options: unknown): readonly string[]
  /** Names of the banks that parsed options ask for, so that the pack's check can tell a misspelt one. */
  banks?(options: unknown): readonly string[]
  /** Throws when the binding names a bank that is not there. */
  build(binding: Binding): Signal
}
