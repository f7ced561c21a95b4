/** What the thread is asked for. */
export type OnnxQuestion =
  | {
      readonly kind: 'load'
      readonly model: string
      /** The model's graph: its bytes, or where it lies. */
      readonly graph: Uint8Array | string
      /** The SHA-256 that the file must have; undefined: the bytes came with the pack. */
      readonly sha256: string | undefined
      readonly tokenizer: Uint8Array | string
      readonly tokenizerSha256: string | undefined
      readonly tokenizerConfig: string | undefined
      /** Values a text that it must put out; 0: as many as it does. */
      readonly labels: number
      /**
       * `values`: what a classifier puts out for a text (left out: this); `mean`: the mean of what a model puts out for its
       * tokens (`last_hidden_state`).
       */
      readonly output?: 'values' | 'mean'
      readonly vocabSize: number | undefined
      readonly padId: number
      readonly maxTokens: number
      readonly runtime: 'native' | 'wasm' | undefined
    }
  | { readonly kind: 'score'; readonly texts: readonly string[] }

export type OnnxAnswer =
  | { readonly kind: 'loaded'; readonly runtime: 'native' | 'wasm' }
  /** Row by row, one value a label, before any activation. */
  | { readonly kind: 'scored'; readonly logits: Float32Array }
  | { readonly kind: 'failed'; readonly message: string }
