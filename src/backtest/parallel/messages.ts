import type { LabelChange } from '../../engine/ports.ts'
import type { CounterOps } from '../replay/counter-ops.ts'
import type { Tally } from '../report/tally.ts'
import type { TallySetup } from '../report/tallying.ts'
import type { RecordedLabels } from '../run-columns.ts'
import type { Subject } from '../subject.ts'
import type { ShippedSlice } from './ship-slice.ts'

/** What a thread is started with. */
export interface ThreadStart {
  readonly subject: Subject
  readonly counting: TallySetup
  readonly labels: RecordedLabels
  /** Its share of the keys of counters; of those that only judge, one of none. */
  readonly share: { readonly of: number; readonly own: number } | undefined
}

/** What the one that reads the history tells a thread. */
export type ToThread =
  /** A slice to judge, or, not `judging`, to count only. */
  | { readonly kind: 'slice'; readonly id: number; readonly slice: ShippedSlice; readonly judging: boolean }
  /** What some slice asks of the counters: answer for your share of the keys. */
  | {
      readonly kind: 'count'
      readonly id: number
      readonly stage: number
      readonly ops: readonly CounterOps[]
    }
  /** All threads have answered what your slice asked. */
  | { readonly kind: 'answered'; readonly id: number }
  /** Judge your slice; what slices before it made of labels comes along. */
  | { readonly kind: 'judge'; readonly id: number; readonly labels: readonly LabelChange[] }
  | { readonly kind: 'finish' }

/** What a thread tells the one that reads the history. */
export type FromThread =
  | {
      readonly kind: 'asks'
      readonly id: number
      readonly stage: number
      readonly ops: readonly CounterOps[]
    }
  | { readonly kind: 'counted'; readonly id: number; readonly stage: number }
  /** All stages were answered. */
  | { readonly kind: 'ready'; readonly id: number }
  | { readonly kind: 'judged'; readonly id: number; readonly labels: readonly LabelChange[] }
  | { readonly kind: 'finished'; readonly tally: Tally }
