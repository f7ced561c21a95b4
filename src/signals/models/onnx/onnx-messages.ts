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
      readonly labels: number
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
