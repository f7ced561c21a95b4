import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { DecisionId } from '../../core/id.ts'
import { COLUMN_ROLES } from '../../lab/dataset/dataset.ts'
import { DATASET_LIMITS } from '../../lab/dataset/limits.ts'
import { TaskName } from '../../lab/task.ts'

const word = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')

export const DatasetIdText = z.string().regex(/^ds-[0-9a-f]{32}$/, 'expected ds- and 32 hexadecimal digits')
export const ImportIdText = z.string().regex(/^imp-[0-9a-f]{32}$/, 'expected imp- and 32 hexadecimal digits')
export const DatasetParams = z.strictObject({ id: DatasetIdText })
export const ImportParams = z.strictObject({ id: ImportIdText })

/** A file that rows come from. */
export const LabFile = z.strictObject({
  name: word(255),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  rows: z.int().nonnegative(),
  /** As it was read: `utf-8`, `utf-16le`, `euc-kr`. */
  encoding: word(20),
  /** Under which licence it was given, and where it is from: kept with the dataset, told on the card of a model. */
  licence: word(200).exactOptional(),
  source: word(500).exactOptional(),
})

/** What is known of a column of the files. */
export const LabColumn = z.strictObject({
  name: word(255),
  /** What it is for; of what is `other` nothing is sent. */
  role: z.enum(COLUMN_ROLES),
  type: z.enum(['text', 'number', 'boolean', 'time']),
  distinct: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  /** How well the label can be told from it alone, from 0.5 (not at all) to 1. */
  predicts: z.number().min(0).max(1).exactOptional(),
})

const labels = z.array(word(200)).max(200)

export const BeginImportRequest = z.strictObject({
  /** Made with its defaults when there is none of this name. */
  task: TaskName,
  files: z.array(LabFile).min(1).max(1000),
  columns: z.array(LabColumn).max(500),
  /** How many rows there are to be. */
  rows: z.int().min(1).max(DATASET_LIMITS.rows),
  /** Labels that violate, and that are fine; kept with the task. Not there: as the task says, else by their names. */
  harm: labels.exactOptional(),
  fine: labels.exactOptional(),
  /** What was found wrong while the files were read: no content. */
  warnings: z.array(z.string().max(500)).max(200).exactOptional(),
})
export type BeginImportRequest = z.infer<typeof BeginImportRequest>

/** An import under way. */
export const ImportReply = z.object({
  id: ImportIdText,
  task: TaskName,
  rows: z.int(),
  /** How many of the first rows are there: those behind them are still to be sent. */
  received: z.int(),
})
export type ImportReply = z.infer<typeof ImportReply>

/** A labelled text of a file. */
export const ImportRow = z.strictObject({
  text: z.string().max(DATASET_LIMITS.textUnits),
  labels,
  account: EntityRef.exactOptional(),
  world: word(64).exactOptional(),
  surface: word(64).exactOptional(),
  language: word(35).exactOptional(),
  time: z.iso.datetime({ offset: true }).exactOptional(),
  /** The file's name and line. */
  source: word(300),
})
export type ImportRow = z.infer<typeof ImportRow>

export const ImportRowsRequest = z.strictObject({
  /** Number of the first of these rows, from 0. */
  from: z.int().nonnegative(),
  rows: z.array(ImportRow).min(1).max(DATASET_LIMITS.rowsAtOnce),
})
export type ImportRowsRequest = z.infer<typeof ImportRowsRequest>

export const SnapshotRequest = z.strictObject({ task: TaskName })
export type SnapshotRequest = z.infer<typeof SnapshotRequest>

const SplitCount = z.object({ rows: z.int(), violating: z.int() })

/** What is known of a dataset: never content. */
export const DatasetReply = z.object({
  id: DatasetIdText,
  task: TaskName,
  madeAt: z.iso.datetime(),
  by: z.string(),
  /** `import`: of files; `snapshot`: of annotations, and of all files of the task. */
  from: z.enum(['import', 'snapshot']),
  rows: z.int(),
  /** Rows of which nothing but the hash is left. */
  erased: z.int(),
  bySplit: z.object({ train: SplitCount, tune: SplitCount, certify: SplitCount }),
  labels: z.record(z.string(), z.int()),
  /** Labels that violate, and that do not, as they were told or found by their names. */
  harm: z.array(z.string()),
  fine: z.array(z.string()),
  /** Different texts: near-duplicates are one. */
  clusters: z.int(),
  duplicates: z.int(),
  /** Groups of near-duplicates that are labelled both ways. */
  contradictions: z.int(),
  /** Rows of texts that more accounts say than `bound`: each text in one split, tying no accounts together. */
  common: z.object({ bound: z.int(), clusters: z.int(), rows: z.int() }).exactOptional(),
  files: z.array(LabFile),
  columns: z.array(LabColumn),
  /** Policies at their versions under which rows were judged. */
  policyVersions: z.record(z.string(), z.int()),
  /** How far people agree who judged the same: Krippendorff's alpha, and what it is not below with 95 % confidence. */
  agreement: z
    .object({ pairs: z.int(), judges: z.int(), alpha: z.number(), low: z.number() })
    .exactOptional(),
  warnings: z.array(z.string()),
})
export type DatasetReply = z.infer<typeof DatasetReply>

export const DatasetsQuery = z.strictObject({
  task: TaskName.exactOptional(),
  /** At most so many; 100 when not given. */
  limit: z
    .string()
    .regex(/^([1-9][0-9]{0,2}|1000)$/, 'expected a number from 1 to 1000')
    .exactOptional(),
})
export type DatasetsQuery = z.infer<typeof DatasetsQuery>

export const DatasetList = z.object({ datasets: z.array(DatasetReply) })
export type DatasetList = z.infer<typeof DatasetList>

export const SuspectsQuery = DatasetsQuery.omit({ task: true })
export type SuspectsQuery = z.infer<typeof SuspectsQuery>

/** A label that may be wrong; the likeliest error has rank 1. */
export const SuspectReply = z.object({
  rank: z.int(),
  /** Hash of the row. */
  row: z.string(),
  /** The file's name and line, or `annotation`. */
  source: z.string(),
  /** Null: whoever asks may not see content in bulk. */
  text: z.string().nullable(),
  /** As it is labelled. */
  violates: z.boolean(),
  /** What a model says that had not seen the row, or people who judged the same; null: a near-duplicate is labelled otherwise. */
  score: z.number().nullable(),
  why: z.enum(['model', 'judges', 'contradiction']),
  /** The event that it is of; null: it was imported. */
  decision: DecisionId.nullable(),
})
export type SuspectReply = z.infer<typeof SuspectReply>

export const SuspectsReply = z.object({ dataset: DatasetIdText, suspects: z.array(SuspectReply) })
export type SuspectsReply = z.infer<typeof SuspectsReply>

export const SendSuspectsRequest = z.strictObject({
  /** How many of the first suspects; 100 when not given. */
  limit: z.int().min(1).max(1000).exactOptional(),
  /** The default queue when not given. */
  queue: word(64).exactOptional(),
})
export type SendSuspectsRequest = z.infer<typeof SendSuspectsRequest>

export const SendSuspectsReply = z.object({
  /** Jobs that were asked for. */
  sent: z.int(),
  /** Suspects of imported rows, which are no events that could be judged here. */
  imported: z.int(),
})
export type SendSuspectsReply = z.infer<typeof SendSuspectsReply>
