import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'

/** Which use a row is for. Rows of one account, of one cluster of near-duplicates, and of later times stay together. */
export type Split = 'train' | 'tune' | 'certify'
export const SPLITS: readonly Split[] = ['train', 'tune', 'certify']

/** One labelled text with where its label comes from. What is not known is undefined. Times in ms since the epoch. */
export interface LabRow {
  /** SHA-256 over all of the below, as 64 hexadecimal digits: what the dataset's id is made of. */
  readonly hash: string
  /** Undefined after an erasure: the row is a tombstone. */
  readonly text: string | undefined
  /** As the source says them. */
  readonly labels: readonly string[]
  readonly violates: boolean
  readonly account: EntityRef | undefined
  readonly world: string | undefined
  readonly surface: string | undefined
  readonly language: string | undefined
  readonly accountAgeMs: number | undefined
  readonly atMs: number | undefined
  /** The file's name and line, or `annotation`. */
  readonly source: string
  readonly decision: DecisionId | undefined
  /** `id@version`, of the policy as it was when the label was given. */
  readonly policyVersion: string | undefined
  readonly reviewer: string | undefined
  readonly blind: boolean
  /** Chance with which the row was chosen to be labelled; undefined: chosen by no known chance. */
  readonly probability: number | undefined
  /** Under which design: name of the sample, of the probation, of the batch to label. */
  readonly design: string | undefined
}

/** A row in its place in a dataset. */
export interface PlacedRow extends LabRow {
  readonly split: Split
  /** Number of its cluster of near-duplicates within the dataset. */
  readonly cluster: number
}
