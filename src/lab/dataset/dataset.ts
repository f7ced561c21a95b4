import type { PlacedRow } from './row.ts'

/** `ds-` and the first 32 hexadecimal digits of the SHA-256 over the rows' hashes, splits and clusters, in order. */
export type DatasetId = `ds-${string}`

/** What is known of a column of imported files, pinned with the dataset. */
export interface ColumnFacts {
  readonly name: string
  readonly role: 'text' | 'label' | 'flag' | 'account' | 'time' | 'world' | 'surface' | 'language' | 'other'
  readonly type: 'text' | 'number' | 'boolean' | 'time'
  readonly distinct: number
  readonly missing: number
}

/** What is known of a dataset without its rows. */
export interface DatasetFacts {
  readonly id: DatasetId
  readonly task: string
  readonly madeMs: number
  readonly by: string
  readonly rows: number
  readonly erased: number
  readonly bySplit: Readonly<Record<'train' | 'tune' | 'certify', { rows: number; violating: number }>>
  readonly labels: Readonly<Record<string, number>>
  readonly clusters: number
  readonly duplicates: number
  readonly contradictions: number
  readonly columns: readonly ColumnFacts[]
  /** Policies at their versions under which rows were labelled, with how many. */
  readonly policyVersions: Readonly<Record<string, number>>
  /** What looks wrong, in words that name the rows by number: never content. */
  readonly warnings: readonly string[]
}

export interface Dataset {
  readonly facts: DatasetFacts
  readonly rows: readonly PlacedRow[]
}
