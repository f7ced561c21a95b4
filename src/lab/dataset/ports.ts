import type { Effect } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { Event } from '../../core/event.ts'
import type { DecisionId } from '../../core/id.ts'
import type { AnnotationId } from '../../core/ids.ts'
import type { Task } from '../task.ts'
import type { Dataset, DatasetFacts, DatasetId } from './dataset.ts'
import type { LabRow, PlacedRow, Split } from './row.ts'

// The store may import nothing of the lab but this file.
export type { Dataset, DatasetFacts, DatasetId, LabRow, PlacedRow, Split, Task }

/** `imp-` and 32 hexadecimal digits: the hash of what is imported and for what, so that it can be gone on with. */
export type ImportId = `imp-${string}`

/** A labelled text of a file, before it is a row of a dataset. Times in ms since the epoch. */
export interface ImportedRow {
  readonly text: string
  readonly labels: readonly string[]
  readonly account: EntityRef | undefined
  readonly world: string | undefined
  readonly surface: string | undefined
  readonly language: string | undefined
  readonly atMs: number | undefined
  /** The file's name and line. */
  readonly source: string
}

/** An import under way: rows are brought in pieces, and become a dataset at the end or not at all. */
export interface ImportRecord {
  readonly id: ImportId
  readonly task: string
  readonly by: string
  /** JSON: files, columns, what was found wrong while they were read. */
  readonly body: string
  /** How many rows there are to be, and how many of the first are there. */
  readonly total: number
  readonly received: number
}

/** A final judgement of a decision, as an annotation says it. Times in ms since the epoch. */
export interface SettledAnnotation {
  readonly id: AnnotationId
  readonly decision: DecisionId
  readonly world: string
  readonly language: string | undefined
  /** `id@version` that was asked; empty: whatever policy. */
  readonly policy: string
  /** `id@version` of what was found. */
  readonly policies: readonly string[]
  readonly choice: 'violates' | 'fine'
  /** `usr-…` */
  readonly reviewer: string
  readonly blind: boolean
  readonly probability: number
  readonly sample: string | undefined
  readonly atMs: number
}

/** One of several independent judgements of a decision. */
export interface RepeatedJudgement {
  readonly decision: DecisionId
  /** By whom the event was; undefined: by nobody. */
  readonly account: string | undefined
  /** `usr-…` */
  readonly reviewer: string
  readonly choice: 'violates' | 'fine'
  readonly policy: string
  readonly policies: readonly string[]
}

/** Up to where annotations were read; the first page: `{ atMs: 0, id: undefined }`. */
export interface AfterAnnotation {
  readonly atMs: number
  readonly id: AnnotationId | undefined
}

/** A label that may be wrong. */
export interface Suspect {
  /** Hash of the row. */
  readonly row: string
  readonly violates: boolean
  /** What a model that had not seen the row says, 0 to 1; undefined: found without one. */
  readonly score: number | undefined
  /**
   * `model`: it says otherwise; `judges`: who judged the same says otherwise, each weighed by how often they err;
   * `contradiction`: a near-duplicate is labelled otherwise.
   */
  readonly why: 'model' | 'judges' | 'contradiction'
}

/** A suspect with what may be told of its row. */
export interface RankedSuspect extends Suspect {
  /** From 1, the likeliest error first. */
  readonly rank: number
  readonly source: string
  readonly text: string | undefined
  readonly decision: DecisionId | undefined
  readonly world: string | undefined
}

/** A wish for a job about a decision. */
export interface AskedJobEffect {
  readonly decision: DecisionId
  readonly effect: Effect & { readonly kind: 'job' }
}

/** Tasks, imports, rows and datasets as they are kept. Rejects with `Unavailable`. */
export interface LabData {
  /** Makes a task, or changes what it says; its datasets stay as they are. */
  saveTask(task: Task, by: string, nowMs: number): Promise<void>
  task(name: string): Promise<Task | undefined>
  /** In order of name. */
  tasks(): Promise<Task[]>

  /** Begins an import, or finds the same one where it was left. */
  beginImport(record: Omit<ImportRecord, 'received'>, nowMs: number): Promise<ImportRecord>
  import(id: ImportId): Promise<ImportRecord | undefined>
  /** Adds rows from a place on (0: the first); those that are there are not added twice. Gives how many of the first are there. */
  addRows(id: ImportId, from: number, rows: readonly ImportedRow[], nowMs: number): Promise<number>
  /** Rows in their order, from a place on. */
  importedRows(id: ImportId, from: number, limit: number): Promise<ImportedRow[]>
  /** Forgets an import and its rows. */
  endImport(id: ImportId): Promise<void>

  /**
   * Keeps a dataset, whole or not at all. False: it is there already, with its facts as they were. Rows that were erased
   * since they were read stay erased.
   */
  save(dataset: Dataset): Promise<boolean>
  facts(id: DatasetId): Promise<DatasetFacts | undefined>
  /** Newest first; of one task, or of all. */
  list(task: string | undefined, limit: number): Promise<DatasetFacts[]>
  /** Rows in their order, from a place on. */
  rows(id: DatasetId, from: number, limit: number): Promise<PlacedRow[]>
  /** Datasets of which a row was erased, with how many. */
  datasetsWithErased(): Promise<ReadonlyMap<DatasetId, number>>
  /** Imported rows of a task that stand: of files of the same name, those of the last import. In pages by `after`, a hash. */
  importedOf(task: string, after: string, limit: number): Promise<PlacedRow[]>

  /**
   * Final judgements behind a time and an annotation, in that order: of jobs that are settled, not undone, not unsure,
   * not overturned, and of no golden job.
   */
  settled(after: AfterAnnotation, limit: number): Promise<SettledAnnotation[]>
  /**
   * Judgements of decisions that two people or more judged independently, the latest decisions first; whole decisions,
   * up to about so many judgements.
   */
  repeated(limit: number): Promise<RepeatedJudgement[]>
  /** The events of decisions as they were sent, as far as their content is kept. */
  events(ids: readonly DecisionId[]): Promise<ReadonlyMap<DecisionId, Event>>

  /** Keeps the suspects of a dataset in their order, in place of those before. */
  saveSuspects(id: DatasetId, suspects: readonly Suspect[]): Promise<void>
  suspects(id: DatasetId, limit: number): Promise<RankedSuspect[]>

  /**
   * Asks for jobs, all or none; whoever carries out effects opens them. Gives how many: a decision that is kept no more
   * has none.
   */
  askForJobs(asked: readonly AskedJobEffect[]): Promise<number>
}
