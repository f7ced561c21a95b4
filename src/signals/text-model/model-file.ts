import { z } from 'zod'
import { FEATURISER } from './ngram-reader.ts'

export const MODEL_FILE = 'model.json'
export const WEIGHTS_FILE = 'weights.bin'
export const FORMAT = 'haechi-text-model'

/** `model.json`: everything but the weights. */
export const ModelFile = z.strictObject({
  format: z.literal(FORMAT),
  featuriser: z.literal(FEATURISER),
  name: z.string().min(1),
  labels: z.array(z.string()).min(1),
  multi_label: z.boolean(),
  features: z.int().min(0),
  weights: z.strictObject({ file: z.literal(WEIGHTS_FILE), bytes: z.int(), sha256: z.string() }),
  steps: z.array(z.number()),
  biases: z.array(z.number()),
  length_power: z.number(),
  thresholds: z.array(z.number()),
  at_least_one: z.boolean(),
})
export type ModelFile = z.infer<typeof ModelFile>
