import type { OnnxLoad } from '../../signals/models/onnx/onnx-runtime.ts'
import { givenFile, jsonOfGiven } from './given-files.ts'
import type { GivenFile, GivenFiles } from './learner-asked.ts'

const FILES = ['model.onnx', 'tokenizer.json', 'config.json', 'tokenizer_config.json'] as const

/** The files that an ONNX model is run from; others that were given are left out. */
export function onnxFilesOf(files: GivenFiles): GivenFiles {
  return Object.fromEntries(
    FILES.flatMap((name) => {
      const file = files[name]
      return file === undefined ? [] : [[name, file] as const]
    }),
  )
}

/** What is needed to load a model that was given. `labels`: values that it must put out, 0: as many as it does. */
export async function onnxLoad(
  files: GivenFiles,
  asked: { readonly labels: number; readonly output: 'values' | 'mean'; readonly maxTokens: number },
): Promise<OnnxLoad> {
  const config = await jsonOfGiven(files, 'config.json')
  const number = (key: string) => (typeof config[key] === 'number' ? config[key] : undefined)
  const place = (file: GivenFile) =>
    file.kind === 'here' ? { from: file.bytes, sha256: undefined } : { from: file.path, sha256: file.sha256 }
  const graph = place(givenFile(files, 'model.onnx'))
  const tokenizer = place(givenFile(files, 'tokenizer.json'))
  const more = files['tokenizer_config.json']
  return {
    model: 'lab',
    graph: graph.from,
    sha256: graph.sha256,
    tokenizer: tokenizer.from,
    tokenizerSha256: tokenizer.sha256,
    tokenizerConfig:
      more === undefined ? undefined : JSON.stringify(await jsonOfGiven(files, 'tokenizer_config.json')),
    labels: asked.labels,
    output: asked.output,
    vocabSize: number('vocab_size'),
    padId: number('pad_token_id') ?? 0,
    maxTokens: Math.min(asked.maxTokens, number('max_position_embeddings') ?? Number.POSITIVE_INFINITY),
    runtime: undefined,
  }
}
