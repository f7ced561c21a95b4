import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { ImageModelAsked, ImageScorer } from '../../media/look.ts'
import { activate } from '../../models/onnx/activate.ts'
import { checkOnnxBytes } from '../../models/onnx/check-onnx-bytes.ts'
import { loadRuntime, type OnnxApi } from '../../models/onnx/load-runtime.ts'
import type { CornerPlanes } from './corner-planes.ts'
import { writePicture } from './picture-input.ts'

/** Pictures that go to a model together: eight took half as long again a picture as one by one, as their values leave the caches. */
const BATCH = 1

/**
 * Opens image models in the thread that asks, each tried on an empty picture, by their names. They work on that thread: call it in
 * one of its own. `quick` makes pictures small where it can. Rejects naming the model, what is wrong with it and the way out.
 */
export async function openImageScorer(
  models: readonly ImageModelAsked[],
  quick?: CornerPlanes,
): Promise<ReadonlyMap<string, ImageScorer>> {
  const scorers = new Map<string, ImageScorer>()
  for (const model of models)
    try {
      scorers.set(model.name, await openOne(model, quick))
    } catch (fault) {
      for (const scorer of scorers.values()) await scorer.close()
      throw new Error(`the image model "${model.name}" cannot be used: ${firstLine(fault)}`, { cause: fault })
    }
  return scorers
}

async function openOne(model: ImageModelAsked, quick: CornerPlanes | undefined): Promise<ImageScorer> {
  const { labels, preprocessing: how } = model
  const bytes = await bytesOf(model)
  const { runtime, api } = await loadRuntime(model.runtime)
  const session = await api.InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 4,
  }).catch((fault: unknown) => {
    throw new Error(
      `it is no model that ONNX Runtime reads (${firstLine(fault)}): export it again, as one file`,
      {
        cause: fault,
      },
    )
  })
  const { inputNames, outputNames } = session
  const input = inputNames[0]
  if (input === undefined || inputNames.length > 1)
    throw new Error(`it takes ${inputNames.join(', ')}; an image model takes one picture and no more`)
  const output = model.output ?? outputNames[0]!
  const wanted = [output, ...(model.embedding === undefined ? [] : [model.embedding])]
  const missing = wanted.find((name) => !outputNames.includes(name))
  if (missing !== undefined)
    throw new Error(`it puts out ${outputNames.join(', ')}, and nothing called ${missing}`)
  const size = how.width * how.height * 3

  async function run(pictures: Float32Array, rows: number) {
    const { width, height } = how
    const dims = how.layout === 'nchw' ? [rows, 3, height, width] : [rows, height, width, 3]
    const put = await session.run({ [input!]: new api.Tensor('float32', pictures, dims) }, wanted)
    const scores = rowsOf(put[output]!, rows, output)
    const embedding =
      model.embedding === undefined ? undefined : rowsOf(put[model.embedding]!, rows, model.embedding)
    return { scores, embedding }
  }

  const probe = await run(new Float32Array(size), 1).catch((fault: unknown) => {
    throw new Error(
      `it does not take a picture of ${how.width} x ${how.height} as ${how.layout} (${firstLine(fault)}): set its preprocessing right`,
      { cause: fault },
    )
  })
  if (probe.scores[0]!.length !== labels.length)
    throw new Error(
      `it puts out ${probe.scores[0]!.length} values a picture, and ${labels.length} labels are named: name one for each`,
    )

  return {
    sha256: model.sha256,
    runtime,
    async score(pictures) {
      const scored: { scores: Record<string, number>; embedding: Float32Array | undefined }[] = []
      for (let from = 0; from < pictures.length; from += BATCH) {
        const batch = pictures.slice(from, from + BATCH)
        const values = new Float32Array(batch.length * size)
        for (const [i, picture] of batch.entries()) writePicture(picture, how, values, i * size, quick)
        const { scores, embedding } = await run(values, batch.length)
        for (const [i, row] of scores.entries())
          scored.push({ scores: named(labels, row, model.activation), embedding: embedding?.[i] })
      }
      return scored
    },
    close: () => session.release(),
  }
}

/** Six decimals, without the noise of single precision; a number that is none would pass every rule, and so is refused. */
function named(
  labels: readonly string[],
  row: Float32Array,
  activation: ImageModelAsked['activation'],
): Record<string, number> {
  const scores = activation === 'none' ? row : activate(row, activation)
  const value: Record<string, number> = {}
  for (const [i, label] of labels.entries()) {
    const score = scores[i]!
    if (!(score >= -1e-6 && score <= 1 + 1e-6))
      throw new Error(`it gave ${label} the score ${score}, which is not between 0 and 1`)
    value[label] = Math.min(1, Math.max(0, Math.round(score * 1e6) / 1e6))
  }
  return value
}

function rowsOf(
  { type, dims, data }: InstanceType<OnnxApi['Tensor']>,
  rows: number,
  name: string,
): readonly Float32Array[] {
  if (type !== 'float32' || dims.length !== 2 || dims[0] !== rows)
    throw new Error(
      `its ${name} is ${type} [${dims.join(', ')}] for ${rows} pictures: it must be a row of float32 for each`,
    )
  const values = data as Float32Array
  const width = dims[1]!
  return Array.from({ length: rows }, (_, i) => values.slice(i * width, (i + 1) * width))
}

async function bytesOf({ file, sha256 }: ImageModelAsked): Promise<Uint8Array> {
  const bytes = typeof file === 'string' ? await readFile(file) : file
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new Error(
      `${typeof file === 'string' ? file : 'its file'} is not the file of its SHA-256 ${sha256}: put that one there`,
    )
  const wrong = checkOnnxBytes(bytes)
  if (wrong !== undefined) throw new Error(wrong)
  return bytes
}

function firstLine(fault: unknown): string {
  return (fault instanceof Error ? fault.message : String(fault)).split('\n')[0]!.slice(0, 300)
}
