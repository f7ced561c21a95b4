import type { Decision } from '../../core/decision.ts'
import type { Event } from '../../core/event.ts'
import type { DecisionId } from '../../core/id.ts'
import type { Changed, ModelId, Planned, SeenModel } from '../registry/ports.ts'
import type { Design, Stratum } from './design.ts'
import type { BatchPlan, Cell } from './plan-batch.ts'

// What the store speaks of: it may import ports alone.
export type { Changed, ModelId, Planned, SeenModel } from '../registry/ports.ts'
export type { Design, Stratum } from './design.ts'
export type { BatchPlan, Cell, CellCount, DrawnSample } from './plan-batch.ts'

/** Where the follower is: behind the decision of this transaction and id. */
export interface LabCursor {
  readonly xid: string
  readonly id: string
}

export interface LabPage {
  readonly events: readonly { readonly decision: Decision; readonly event: Event | undefined }[]
  readonly cursor: LabCursor
  /** False: nothing more could be read just now. */
  readonly more: boolean
}

/** A job for a decision that was drawn, as it goes into the outbox. */
export interface LabJob {
  readonly decision: DecisionId
  readonly model: ModelId
  readonly design: Design
  readonly queue: string
  /** `id@version`; empty: whatever policy is broken. */
  readonly policy: string
}

/** What was seen of a model so far. */
export interface CellSum {
  readonly model: ModelId
  readonly day: number
  readonly type: string
  readonly cell: Cell
  readonly count: number
}

export interface DrawnSum {
  readonly model: ModelId
  readonly design: Design
  readonly stratum: Stratum
  /** On the last day. */
  readonly drawn: number
  /** When the first one happened that was drawn on any of the days, in ms since the epoch. */
  readonly firstMs: number
}

/** A drawn decision with what became of its job, in the order in which they were drawn. */
export interface JudgedSample {
  /** The place in the order of drawing. */
  readonly number: number
  readonly stratum: Stratum
  readonly account: string
  readonly day: number
  readonly type: string
  readonly probability: number
  readonly score: number
  readonly drawnMs: number
  /** Undefined: not judged yet. `void`: unsure, withdrawn, or its decision is gone. */
  readonly outcome: 'violates' | 'fine' | 'void' | undefined
  /** Of `violates`: the policies found, as the reviewer named them or was asked. */
  readonly policies: readonly string[]
}

/** A model as it stands under one design, with what is still to come. */
export interface LabLook extends Omit<FoldGiven, 'samples'> {
  /** Drawn, not taken up, and not judged yet. */
  readonly waiting: number
}

/** What a fold came to: the state to keep, and what is to become of the model in the same transaction. */
export interface Folded {
  readonly state: unknown
  /** The number of the last sample that is in the state. */
  readonly through: number
  /** Undefined: it stays where it is. */
  readonly plan: ((seen: SeenModel) => Planned) | undefined
}

/**
 * What the lab reads of live traffic and keeps of it. One process at a time follows; whatever is killed, each event is
 * counted and drawn once. Rejects with `Unavailable`.
 */
export interface ProbationStore {
  /** Lets `holder` follow until then, unless another one does: where to go on. `fresh`: from now, as nobody followed. */
  lease(holder: string, nowMs: number, untilMs: number): Promise<LabCursor | undefined>
  /** Nothing is to be followed; the next one begins at its own now. */
  rest(holder: string): Promise<void>
  /** This one stops; another one goes on. */
  release(holder: string): Promise<void>
  read(cursor: LabCursor, limit: number): Promise<LabPage>
  /** Sums of a day and the one after it, and what was drawn on them. */
  sums(
    models: readonly ModelId[],
    sinceDay: number,
  ): Promise<{ readonly cells: readonly CellSum[]; readonly drawn: readonly DrawnSum[] }>
  /** Moves the cursor, and writes all of the batch with it; false: another one was there before, and nothing is written. */
  commit(
    from: LabCursor,
    to: LabCursor,
    batch: BatchPlan,
    jobs: (sample: BatchPlan['samples'][number]) => Omit<LabJob, 'decision' | 'model' | 'design'>,
  ): Promise<boolean>
  /**
   * Folds what was judged of a model since the last time, in one transaction with what becomes of the model. Undefined:
   * another process is at it.
   */
  fold(
    model: ModelId,
    design: Design,
    nowMs: number,
    work: (given: FoldGiven) => Folded,
  ): Promise<Changed | 'kept' | undefined>
  look(model: ModelId, design: Design): Promise<LabLook>
  /** Undefined: nothing was folded yet. */
  /** Scores of what a model let pass and was drawn all the same, newest first, whatever the design. */
  passedScores(model: ModelId, limit: number): Promise<ScoredAccount[]>
  /** Samples of a model from a number (exclusive) on, judged or not. */
  samples(model: ModelId, design: Design, after: number, limit: number): Promise<JudgedSample[]>
}

export interface ScoredAccount {
  readonly score: number
  readonly account: string
}

export interface FoldGiven {
  /** `{}` at first. */
  readonly state: unknown
  readonly through: number
  /** Those behind `through`, in order. */
  readonly samples: readonly JudgedSample[]
  /** Different accounts among its samples. */
  readonly accounts: number
  /** Of all days. */
  readonly cells: readonly CellSum[]
}
