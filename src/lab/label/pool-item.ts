import type { DecisionId } from '../../core/id.ts'

/** A decided event that may be labelled, with what speaks for it. */
export interface PoolItem {
  readonly decision: DecisionId
  /** How near the task's model is to changing its mind: the distance of its score to a threshold; undefined: no model. */
  readonly distance: number | undefined
  /** Two models of the task say otherwise of it. */
  readonly discordant: boolean
  /** The number of its cluster of near-duplicates, where nothing in the cluster was ever labelled; undefined: something was. */
  readonly novel: number | undefined
}

/** Why an item is in a batch. */
export type Reason = 'chance' | 'near' | 'novel' | 'suspect'

/** One item of a batch. */
export interface ChosenItem {
  readonly decision: DecisionId
  /** Chance with which it came into the batch, over all the ways that it could. */
  readonly probability: number
  /** The first of the ways that it came by. */
  readonly reason: Reason
}
