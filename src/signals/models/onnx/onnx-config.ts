import { z } from 'zod'
import { parseJson } from '../../remote/parse-json.ts'
import { type ModelFiles, textOf } from '../model-file.ts'
import type { OnnxOptions } from './onnx-options.ts'

const Config = z.looseObject({
  id2label: z.record(z.string(), z.string()),
  problem_type: z.string().nullish(),
  vocab_size: z.number().nullish(),
  pad_token_id: z.number().nullish(),
  max_position_embeddings: z.number().nullish(),
})

/** What config.json says, as far as serving needs it. */
export interface OnnxConfig {
  readonly labels: readonly string[]
  readonly activation: 'softmax' | 'sigmoid'
  readonly vocabSize: number | undefined
  readonly padId: number
  readonly maxPositions: number | undefined
}

/** Reads config.json. Throws an error that says what is wrong with it. */
export function readOnnxConfig(files: ModelFiles, options: OnnxOptions): OnnxConfig {
  const text = textOf(files, 'config.json')
  if (text === undefined) throw new Error('config.json is missing, too large, or no UTF-8 text')
  const read = Config.safeParse(parseJson(text))
  if (!read.success) throw new Error('config.json is no JSON with the labels of a classifier in "id2label"')
  const { id2label, problem_type, vocab_size, pad_token_id, max_position_embeddings } = read.data
  const count = Object.keys(id2label).length
  const labels: string[] = []
  for (let i = 0; i < count; i++) {
    const label = id2label[String(i)]
    if (label === undefined)
      throw new Error(`"id2label" of config.json has ${count} labels and none of them is number ${i}`)
    labels.push(label)
  }
  const multi = problem_type === 'multi_label_classification' || count === 1
  return {
    labels,
    activation: options.activation ?? (multi ? 'sigmoid' : 'softmax'),
    vocabSize: vocab_size ?? undefined,
    padId: pad_token_id ?? 0,
    maxPositions: max_position_embeddings ?? undefined,
  }
}
