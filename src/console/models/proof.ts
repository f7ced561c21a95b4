import type { CanaryPlan } from '../../stats/sequential/canary.ts'
import type { ProbationPlan } from '../../stats/sequential/probation.ts'

interface Told {
  readonly says: string
  readonly wayOut?: string | undefined
  /** Samples that came to no judgement that counts. */
  readonly void: number
}
interface Seen {
  readonly seen: number
  readonly needed: number
}

/** What is being proved of a model on live traffic. `path`: a character for each label in turn, `1` against the model. */
export type Proof =
  | (Told & {
      readonly design: 'probation'
      readonly verdict: 'pass' | 'extend' | 'revoke'
      readonly plan: ProbationPlan
      readonly path: string
      readonly exposure: { readonly accounts: Seen; readonly surfaces: Seen; readonly days: Seen }
    })
  | (Told & {
      readonly design: 'canary'
      readonly verdict: 'promote' | 'wait' | 'roll-back'
      readonly share: number
      readonly plan: CanaryPlan
      readonly path: string
    })
  | (Told & {
      readonly design: 'watch'
      readonly verdict: 'healthy' | 'roll-back'
      readonly plan: { readonly bar: number; readonly runLength: number }
      readonly labels: number
      readonly losses: number
      /** Natural logarithms of the detector after each of the last labels. */
      readonly trace: readonly number[]
    })
