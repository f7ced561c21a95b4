import type { Candidate, ModelId } from '../train/candidate.ts'
import type { ModelEntry, ModelRecord, ModelState } from './model.ts'

// What the store speaks of: it may import ports alone.
export type { Candidate, Manifest, ModelId } from '../train/candidate.ts'
export type { EvidenceKind, ModelEntry, ModelRecord, ModelState } from './model.ts'

/** What is to be said of a model; number, time and hash come when it is written. */
export type NewEntry = Pick<ModelEntry, 'model' | 'kind' | 'by' | 'body' | 'why'>

/** What of a model may change. */
export type ModelPatch = Partial<
  Pick<ModelRecord, 'state' | 'authority' | 'certified' | 'cap' | 'share' | 'isLastGood' | 'isTainted'>
>

/** A model with all that was said of it, oldest first, and the others of its task that could serve. */
export interface SeenModel {
  readonly record: ModelRecord
  readonly entries: readonly ModelEntry[]
  /** Those of its task in canary or live, and the last known good; without itself. */
  readonly peers: readonly ModelRecord[]
  /** The number that the next entry of the chain will have. */
  readonly next: number
}

/** Entries to add, in order, and what becomes of models with them. All of it happens, or nothing. */
export interface ModelChange {
  readonly entries: readonly NewEntry[]
  readonly models: readonly { readonly id: ModelId; readonly set: ModelPatch }[]
}

/** Why something is not done: what is missing, and what would supply it. */
export interface Refusal {
  readonly ok: false
  readonly why: string
  readonly wayOut: string
}
export type Planned = { readonly ok: true; readonly change: ModelChange } | Refusal

export type Changed =
  | { readonly ok: true; readonly record: ModelRecord; readonly entries: readonly ModelEntry[] }
  | Refusal

/** Which models serve, or would after a rollback. */
export interface ServingModels {
  readonly task: string
  readonly live: ModelRecord | undefined
  readonly canary: ModelRecord | undefined
  readonly shadows: readonly ModelRecord[]
  readonly lastGood: ModelRecord | undefined
}

export interface AskedModels {
  readonly task?: string
  readonly states?: readonly ModelState[]
  readonly limit: number
  /** Only those made before it. */
  readonly before?: ModelId
}

/** One look at a certify set: it is written before its rows are looked at. */
export interface Attempt {
  /** From 1, over all that overlap this set, whatever their task. */
  readonly number: number
  /** What it may err by: 6a/(pi^2 k^2). */
  readonly alpha: number
  /** Whether the same subject was tried on the same set before: it costs nothing again. */
  readonly isRepeat: boolean
}

/** A certify set as the ledger knows it again; see gates/certify-set.ts. */
export interface CertifySet {
  /** Hash over all of its texts' hashes. */
  readonly id: string
  readonly rows: number
  /** The lowest of its texts' hashes: how much two sets have in common can be told from these. */
  readonly sketch: readonly string[]
}

/** An attempt as it is kept. */
export interface KeptAttempt {
  readonly task: string
  readonly set: CertifySet
  readonly number: number
  readonly subject: string
  readonly atMs: number
}

/**
 * Models, their files, and the chain of what happened to them. Whoever changes something holds the chain: what `plan`
 * sees stays so until its change is written. Each change is told by `haechi_models` (NOTIFY, with the task).
 * Rejects with `Unavailable`, and then nothing is half done.
 */
export interface ModelStore {
  /** Keeps a candidate as `trained`, with the entry that says how it was made. One that is there already stays as it is. */
  register(candidate: Candidate, made: Pick<NewEntry, 'by' | 'body'>, nowMs: number): Promise<ModelRecord>
  get(id: ModelId): Promise<ModelRecord | undefined>
  /** Newest first. */
  list(asked: AskedModels): Promise<ModelRecord[]>
  /** Of each task with a model in shadow, canary or live; with it, the number of the latest entry of all. */
  serving(): Promise<{ readonly latest: number; readonly tasks: readonly ServingModels[] }>
  /** Of one model, oldest first. */
  entries(id: ModelId): Promise<ModelEntry[]>
  /** The chain itself, from a number (exclusive) on. */
  chain(after: number, limit: number): Promise<ModelEntry[]>
  /** Where the chain ends. */
  head(): Promise<{ readonly number: number; readonly hash: string }>
  /** Gives `plan` the model as it stands, and does what it says. Undefined: there is no such model. */
  change(id: ModelId, plan: (seen: SeenModel) => Planned, nowMs: number): Promise<Changed | undefined>
  /** The files of a model by name, each read back to its hash. Undefined: they are kept no more. Throws `DamagedFile`. */
  files(id: ModelId): Promise<ReadonlyMap<string, Uint8Array> | undefined>
  /** Flags every model that was trained on a dataset; gives how many are newly flagged. */
  taint(dataset: string, by: string, nowMs: number): Promise<number>
  /** Those of a task, oldest first. */
  attempts(task: string): Promise<KeptAttempt[]>
  /** Under a lock: gives `spend` what there is of all tasks, and writes what it says before anything else is looked at. */
  attempt(
    task: string,
    subject: string,
    set: CertifySet,
    spend: (kept: readonly KeptAttempt[]) => Attempt | Refusal,
    nowMs: number,
  ): Promise<Attempt | Refusal>
}
