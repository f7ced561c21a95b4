import { FIT_DEFAULTS, type FitSettings } from '../text/fit-defaults.ts'

/** A file of a given model: its bytes, or where it lies when it is too large to travel. */
export type GivenFile =
  | { readonly kind: 'here'; readonly bytes: Uint8Array }
  | { readonly kind: 'elsewhere'; readonly path: string; readonly sha256: string; readonly size: number }

/**
 * By name: `model.onnx` (one file), `tokenizer.json`, and `config.json` (of a classifier: `id2label`); where there is one,
 * `tokenizer_config.json`.
 */
export type GivenFiles = Readonly<Record<string, GivenFile>>

/** By what and from what a model is to be made. */
export type LearnerAsked =
  | { readonly kind: 'linear'; readonly settings: Partial<LinearSettings> }
  /** A linear head on the mean of `last_hidden_state` of a frozen model. */
  | { readonly kind: 'head'; readonly files: GivenFiles; readonly settings: Partial<HeadSettings> }
  /** A softmax head on the embeddings of pictures. */
  | { readonly kind: 'pictures' }
  /** A classifier as it was given; only its scores are calibrated. */
  | {
      readonly kind: 'onnx'
      readonly files: GivenFiles
      /** Labels of the model that violate; empty: those that are not fine by their names. */
      readonly harm: readonly string[]
    }

/** Settings of the text learner in the lab. */
export interface LinearSettings extends FitSettings {
  /** Disguised copies a row that are learnt beside it. */
  readonly disguised: number
}

export const LINEAR_DEFAULTS: LinearSettings = { ...FIT_DEFAULTS, disguised: 0.3 }

/** Settings of a linear head. */
export interface HeadSettings {
  /** Strength of the L2 penalty on each weight. */
  readonly ridge: number
  /** Longer texts are cut, in tokens. */
  readonly maxTokens: number
  /** Steps of learning, at most. */
  readonly steps: number
}

export const HEAD_DEFAULTS: HeadSettings = { ridge: 1, maxTokens: 128, steps: 150 }
