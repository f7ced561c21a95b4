import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FORMAT, MODEL_FILE, ModelFile, WEIGHTS_FILE } from './model-file.ts'
import { FEATURISER } from './ngram-reader.ts'
import { columnsOf, type TextModelParts } from './served-parts.ts'

/** A folder that holds no model that can be served: which file, what is wrong, the way out. */
export class BadModel extends Error {
  override readonly name = 'BadModel'
}

const MOST_JSON_BYTES = 1024 * 1024
const MOST_WEIGHT_BYTES = 64 * 1024 * 1024
const VERSION_DIGITS = 12

/**
 * Reads and checks the files of a model. Throws BadModel. `read`: gives the bytes at a path, at most so many; left out:
 * from the disk.
 */
export function readModel(
  dir: string,
  read: (path: string, mostBytes: number) => Buffer = readFile,
): TextModelParts {
  const path = join(dir, MODEL_FILE)
  const json = read(path, MOST_JSON_BYTES)
  const file = parse(path, json)
  const weightsPath = join(dir, WEIGHTS_FILE)
  const bytes = read(weightsPath, MOST_WEIGHT_BYTES)
  const columns = columnsOf(file.labels.length, file.multi_label)
  if (bytes.length !== file.weights.bytes)
    throw new BadModel(
      `${weightsPath} has ${bytes.length} bytes where model.json says ${file.weights.bytes}: it is cut short or of another model; copy the folder again`,
    )
  if (createHash('sha256').update(bytes).digest('hex') !== file.weights.sha256)
    throw new BadModel(`${weightsPath} is not the file that model.json was written with; copy both again`)
  const lengths = [file.steps.length, file.biases.length]
  if (
    bytes.length !== file.features * (4 + columns) ||
    lengths.some((n) => n !== columns) ||
    file.thresholds.length !== file.labels.length
  )
    throw new BadModel(
      `${path} contradicts itself: its numbers are not for ${file.labels.length} labels; train the model again`,
    )
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return {
    name: file.name,
    version: createHash('sha256').update(json).digest('hex').slice(0, VERSION_DIGITS),
    labels: file.labels,
    multiLabel: file.multi_label,
    hashes: Int32Array.from({ length: file.features }, (_, i) => view.getInt32(i * 4, true)),
    weights: new Int8Array(
      bytes.buffer,
      bytes.byteOffset + file.features * 4,
      file.features * columns,
    ).slice(),
    steps: Float32Array.from(file.steps),
    biases: Float32Array.from(file.biases),
    lengthPower: file.length_power,
    thresholds: Float32Array.from(file.thresholds),
    atLeastOne: file.at_least_one,
  }
}

function readFile(path: string, most: number): Buffer {
  try {
    const { size } = statSync(path)
    if (size > most)
      throw new BadModel(
        `${path} is larger than ${most >> 20} MiB, which no model of Haechi is; check the path`,
      )
    return readFileSync(path)
  } catch (fault) {
    if (fault instanceof BadModel) throw fault
    throw new BadModel(
      `${path} cannot be read (${(fault as NodeJS.ErrnoException).code}); give the folder that \`haechi text fit --out\` wrote`,
      { cause: fault },
    )
  }
}

function parse(path: string, json: Buffer): ModelFile {
  let value: unknown
  try {
    value = JSON.parse(json.toString('utf8'))
  } catch {
    throw new BadModel(`${path} is not JSON: it is cut short or of another program; copy the folder again`)
  }
  const head = (value ?? {}) as { format?: unknown; featuriser?: unknown }
  if (head.format !== FORMAT)
    throw new BadModel(
      `${path} is not a text model of Haechi; give the folder that \`haechi text fit --out\` wrote`,
    )
  if (head.featuriser !== FEATURISER)
    throw new BadModel(
      `${path} was trained by another version of Haechi, which reads text differently; train it again`,
    )
  const parsed = ModelFile.safeParse(value)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new BadModel(`${path}: ${issue?.path.join('.')}: ${issue?.message}; train the model again`)
}
