import type { Thresholds } from './reached.ts'

/** A model of the registry that is loaded and has authority somewhere. */
export interface ServedModel {
  /** As the registry calls it: `mdl-…`. */
  readonly id: string
  /** `violates` first, then the categories. */
  readonly labels: readonly string[]
  /** Score of `violates` from which on each thing is done; undefined: never, as it is not certified or not allowed. */
  readonly thresholds: Thresholds
  /** Whether it may act on a text here, or only rank it; undefined: whatever it is. Asked of what reaches more than `rank`. */
  readonly actsOn?: ((text: string, place: { surface: string; world: string }) => boolean) | undefined
  /** Scores of one text in this thread, in the order of `labels`; undefined: it runs in another one. */
  readonly now: ((text: string) => Float32Array) | undefined
  /** The same wherever it runs. Rejects with a ModelFault. */
  score(text: string, stop: AbortSignal): Promise<Float32Array>
}

/** What serves a task: immutable, and swapped as a whole. */
export interface ServedTask {
  readonly live: ServedModel | undefined
  /** Serves a share of accounts, from 0 to 1, in place of the live one. */
  readonly canary: { readonly model: ServedModel; readonly share: number } | undefined
}

/** What serves each task, by its name. One is swapped by one `set`. */
export type Serving = ReadonlyMap<string, ServedTask>
