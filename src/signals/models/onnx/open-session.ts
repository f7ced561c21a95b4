import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Tokenizer } from '@huggingface/tokenizers'
import { checkOnnxBytes } from './check-onnx-bytes.ts'
import { type TextEncoder, textEncoder } from './encode-texts.ts'
import { loadRuntime, type OnnxApi } from './load-runtime.ts'
import { meanOfTokens } from './mean-of-tokens.ts'
import type { OnnxQuestion } from './onnx-messages.ts'

export interface OpenSession {
  readonly runtime: 'native' | 'wasm'
  /** Values a text. */
  readonly width: number
  /** Row by row, so many values a text. */
  score(texts: readonly string[]): Promise<Float32Array>
}

type Load = OnnxQuestion & { kind: 'load' }
type Session = Awaited<ReturnType<OnnxApi['InferenceSession']['create']>>

/** Opens a model and its tokenizer, and tries them together. Rejects with what is wrong and the way out. */
export async function openSession(load: Load): Promise<OpenSession> {
  const encoder = await openEncoder(load)
  checkVocabulary(load, encoder)
  const { runtime, api } = await loadRuntime(load.runtime)
  const graph = await bytesOf(load.graph, load.sha256, 'model.onnx')
  const wrong = checkOnnxBytes(graph)
  if (wrong !== undefined) throw new Error(wrong)
  let session: Session
  try {
    session = await api.InferenceSession.create(graph, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 4,
    })
  } catch (fault) {
    throw new Error(
      `model.onnx is no model that ONNX Runtime reads (${firstLine(fault)}): export it again, as one file`,
      { cause: fault },
    )
  }
  const unknown = session.inputNames.filter((name) => !INPUTS.has(name))
  if (unknown.length > 0 || !session.inputNames.includes('input_ids'))
    throw new Error(
      `model.onnx asks for ${session.inputNames.join(', ')}; a text classifier takes input_ids, attention_mask and token_type_ids`,
    )
  const isMean = load.output === 'mean'
  const named = isMean ? 'last_hidden_state' : 'logits'
  const output = session.outputNames.includes(named) ? named : session.outputNames[0]!

  async function run(ids: BigInt64Array, mask: BigInt64Array, rows: number, width: number) {
    const dims = [rows, width]
    const feeds: Record<string, InstanceType<OnnxApi['Tensor']>> = {}
    for (const name of session.inputNames) {
      const data =
        name === 'input_ids' ? ids : name === 'attention_mask' ? mask : new BigInt64Array(ids.length)
      feeds[name] = new api.Tensor('int64', data, dims)
    }
    const { [output]: logits } = await session.run(feeds, [output])
    return logits!
  }

  // A tokenizer of another model gives ids that the embedding has no row for; the last one shows it.
  const probe = await run(BigInt64Array.of(BigInt(encoder.highestId)), BigInt64Array.of(1n), 1, 1).catch(
    (fault: unknown) => {
      throw new Error(
        `tokenizer.json disagrees with model.onnx: it gives ids up to ${encoder.highestId}, which the model does not take (${firstLine(fault)}); put the tokenizer of this very model beside it`,
        { cause: fault },
      )
    },
  )
  const width = checkShape(load, probe)
  return {
    runtime,
    width,
    async score(texts) {
      const encoded = encoder.encode(texts)
      const { data, dims } = await run(encoded.ids, encoded.mask, encoded.rows, encoded.width)
      const values = data as Float32Array
      const expected = isMean ? encoded.width * width : width
      if (dims[0] !== encoded.rows || values.length !== encoded.rows * expected)
        throw new Error(
          `model.onnx puts out [${dims.join(', ')}] for ${encoded.rows} texts: its first dimension must be theirs; export it with a free batch`,
        )
      return isMean ? meanOfTokens(values, encoded, width) : values
    },
  }
}

/** Values a text, by what was put out for one text of one token. */
function checkShape(load: Load, probe: { type: string; dims: readonly number[] }): number {
  const shape = `${probe.type} [${probe.dims.join(', ')}]`
  if (load.output === 'mean') {
    if (probe.type !== 'float32' || probe.dims.length !== 3 || probe.dims[1] !== 1)
      throw new Error(
        `model.onnx puts out ${shape} for one text of one token; a model to put a head on puts out [texts, tokens, values] (last_hidden_state)`,
      )
  } else if (
    probe.type !== 'float32' ||
    probe.dims.length !== 2 ||
    (load.labels > 0 && probe.dims[1] !== load.labels)
  )
    throw new Error(
      `model.onnx puts out ${shape} for one text, and config.json names ${load.labels} labels: "id2label" must name one for each value`,
    )
  const width = probe.dims.at(-1)!
  if (load.labels > 0 && width !== load.labels)
    throw new Error(
      `model.onnx puts out ${width} values a text where ${load.labels} are wanted: it is another model`,
    )
  return width
}

const INPUTS = new Set(['input_ids', 'attention_mask', 'token_type_ids'])

async function openEncoder(load: Load): Promise<TextEncoder> {
  const bytes = await bytesOf(load.tokenizer, load.tokenizerSha256, 'tokenizer.json')
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as object
    const config = JSON.parse(load.tokenizerConfig ?? '{}') as object
    return textEncoder(new Tokenizer(json, config), load.maxTokens, load.padId)
  } catch (fault) {
    throw new Error(
      `tokenizer.json is no tokenizer that can be read (${firstLine(fault)}): save it with the model, as a fast tokenizer`,
      { cause: fault },
    )
  }
}

/** Models often have a few more rows than there are tokens, never fewer, and never many more. */
function checkVocabulary({ vocabSize }: Load, { highestId }: TextEncoder): void {
  if (vocabSize === undefined) return
  if (highestId >= vocabSize || highestId + 1 < vocabSize * LEAST_SHARE)
    throw new Error(
      `tokenizer.json disagrees with its model: it has ${highestId + 1} tokens, and config.json says that the model has ${vocabSize}; put the tokenizer of this very model beside it`,
    )
}

const LEAST_SHARE = 0.8

async function bytesOf(
  from: Uint8Array | string,
  sha256: string | undefined,
  name: string,
): Promise<Uint8Array> {
  if (typeof from !== 'string') return from
  const bytes = await readFile(from)
  if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error(`${name} at ${from} is not the file that is named by its SHA-256: put that one there`)
  return bytes
}

function firstLine(fault: unknown): string {
  return (fault instanceof Error ? fault.message : String(fault)).split('\n')[0]!.slice(0, 160)
}
