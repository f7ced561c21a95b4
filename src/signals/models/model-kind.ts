import type { z } from 'zod'
import type { Value, ValueType } from '../../core/value.ts'
import type { ImageModelAsked } from '../media/look.ts'
import type { Signal } from '../signal.ts'
import type { ModelFiles } from './model-file.ts'
import type { ModelHost } from './model-host.ts'

/** A model as a pack declares it, with what its kind needs to look at it. */
export interface ModelSource {
  /** As rules read it after `model.`. */
  readonly name: string
  /** What the kind's own `options` schema made of the other keys. */
  readonly options: unknown
  readonly files: ModelFiles
  /** The policy that the model is asked about, in words; where the pack names one. */
  readonly policy: PolicyText | undefined
}

export interface PolicyText {
  /** `id@version` */
  readonly id: string
  readonly title: string
  readonly guideline: string
}

/** A model bound to one feature: what a kind builds its signal from. */
export interface ModelBinding extends ModelSource {
  /** The feature it reads. */
  readonly of: string
  readonly deadlineMs: number
  readonly labels: readonly string[]
}

/** What is wrong with a model's files or options. */
export interface ModelProblem {
  readonly code: string
  readonly message: string
  readonly wayOut: string
  /** The key in models.yaml that it is about; undefined: the model as a whole. */
  readonly key?: string
}

export type ModelLooked =
  | { readonly ok: true; readonly labels: readonly string[]; readonly version: string }
  | ({ readonly ok: false } & ModelProblem)

/** A kind of model: one file, its test, and one line in kinds.ts. */
export interface ModelKind {
  readonly kind: string
  /** What may stand beside kind, of, on, deadline, degrade and description in models.yaml. */
  readonly options: z.ZodType
  readonly cost: 'cheap' | 'dear'
  /** Whether it has a folder of files, `models/NAME/`; `perhaps`: its options tell, and `look` says so. */
  readonly hasFiles: boolean | 'perhaps'
  /** `media`: it looks at pictures of files, and its feature is of type image, model3d or video; `either`: or it reads text, as all others. */
  readonly reads?: 'media' | 'either'
  /**
   * Of one that looks at pictures: how the threads that look at files ask it; undefined: it looks at none. Rejects with an error
   * that names the model, the problem and the way out.
   */
  looks?(binding: ModelBinding, host: ModelHost): Promise<ImageModelAsked | undefined>
  readonly defaults: { readonly deadlineMs: number; readonly degrade: 'open' | 'hold' }
  /** The id of the policy that options name. */
  policy?(options: unknown): string | undefined
  /** Looks at the model without asking it anything: its labels and version, or what is wrong. Never throws. */
  look(source: ModelSource): ModelLooked
  /** The type of its values where they hold more than a score for each label. */
  type?(name: string, labels: readonly string[]): ValueType
  /** Throws only on what `look` refuses. The signal is called `model.NAME`; its values have a score (0 to 1) a label. */
  build(binding: ModelBinding, host: ModelHost | undefined): Signal
  /**
   * Makes the model ready to be asked, in seconds rather than ms. Rejects with an error that names the model, the
   * problem and the way out.
   */
  prepare?(binding: ModelBinding, host: ModelHost): Promise<void>
  /** Where it runs, in a few words; loads it to say so. Rejects as `prepare` does. */
  whereRuns(binding: ModelBinding, host: ModelHost): Promise<string>
}

/** The scores as a value that rules read: a plain object with own keys only. */
export function scoresOf(labels: readonly string[], scores: ArrayLike<number>): Value {
  const value: Record<string, number> = {}
  // Six decimals: what a record can be compared by, without the noise of single precision.
  for (let i = 0; i < labels.length; i++) value[labels[i]!] = Math.round(scores[i]! * 1e6) / 1e6
  return value
}
