import type { PlacedRow } from './row.ts'

/** `ds-` and the first 32 hexadecimal digits of the SHA-256 over the task and the rows' hashes, splits and clusters, in order. */
export type DatasetId = `ds-${string}`

/** What a column of an imported file is for. What is `other` is never learnt from, nor kept. */
export const COLUMN_ROLES = [
  ...(['text', 'label', 'flag', 'account', 'time', 'world', 'surface', 'language', 'other'] as const),
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** What is known of a column of imported files, pinned with the dataset. */
export interface ColumnFacts {
  readonly name: string
  readonly role: ColumnRole
  readonly type: 'text' | 'number' | 'boolean' | 'time'
  readonly distinct: number
  readonly missing: number
  /** How well the label can be told from it alone, from 0.5 (not at all) to 1; not there: it was not looked at. */
  readonly predicts?: number
}

/** A file that rows came from. */
export interface FileFacts {
  readonly name: string
  readonly sha256: string
  readonly rows: number
  /** As it was read: `utf-8`, `utf-16le`, `euc-kr`, … */
  readonly encoding: string
  /** As whoever imported it said: under which licence it was given, and where it is from. Not there: not stated. */
  readonly licence?: string
  readonly source?: string
}

/** Krippendorff's alpha with its one-sided lower bound over accounts. */
export interface LabelAgreement {
  /** Events that two people or more judged, and people who judged them. */
  readonly pairs: number
  readonly judges: number
  readonly alpha: number
  /** With 95 % confidence it is not below this. */
  readonly low: number
}

/** What is known of a dataset without its rows. Its id and what follows from the rows never change. */
export interface DatasetFacts {
  readonly id: DatasetId
  readonly task: string
  readonly madeMs: number
  readonly by: string
  /** `import`: of files; `snapshot`: of annotations, and of all files of the task. */
  readonly from: 'import' | 'snapshot'
  readonly rows: number
  /** Rows of which nothing but the hash is left, as of now. */
  readonly erased: number
  readonly bySplit: Readonly<Record<'train' | 'tune' | 'certify', { rows: number; violating: number }>>
  readonly labels: Readonly<Record<string, number>>
  /** Labels that violate, and those that do not. */
  readonly harm: readonly string[]
  readonly fine: readonly string[]
  readonly clusters: number
  readonly duplicates: number
  readonly contradictions: number
  /** Rows of clusters that more accounts say than `bound`: each in one split, tying no accounts together. Not there: there are none. */
  readonly common?: { readonly bound: number; readonly clusters: number; readonly rows: number }
  readonly files: readonly FileFacts[]
  readonly columns: readonly ColumnFacts[]
  /** Policies at their versions under which rows were labelled, with how many. */
  readonly policyVersions: Readonly<Record<string, number>>
  /** How far people agree who judged the same; not there: too few judged the same to tell. */
  readonly agreement?: LabelAgreement
  /** What looks wrong, in words that name the rows by number: never content. */
  readonly warnings: readonly string[]
}

export interface Dataset {
  readonly facts: DatasetFacts
  readonly rows: readonly PlacedRow[]
}
