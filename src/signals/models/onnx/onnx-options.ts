import { z } from 'zod'

/** What an ONNX model has beside kind, of, on, deadline and degrade in models.yaml. */
export const OnnxOptions = z.strictObject({
  /** How scores are made of what the model puts out; left out: as config.json says, else softmax. */
  activation: z.enum(['softmax', 'sigmoid']).exactOptional(),
  /** Longer texts are cut off behind so many tokens, those that the model adds included. */
  max_tokens: z.int().min(4).max(8192).exactOptional(),
  /** Texts that go to the model together, and how long the first of them may wait for more, in ms. */
  max_batch: z.int().min(1).max(256).exactOptional(),
  max_wait_ms: z.number().min(0).max(1000).exactOptional(),
  /** Texts that may wait for their turn; beyond, the model is not asked. */
  queue: z.int().min(1).max(100_000).exactOptional(),
  /** The run time; left out: native where it is installed, else WebAssembly. */
  runtime: z.enum(['native', 'wasm']).exactOptional(),
})
export type OnnxOptions = z.infer<typeof OnnxOptions>

export const ONNX_DEFAULTS = { maxTokens: 256, maxBatch: 16, maxWaitMs: 2, queue: 512 } as const
