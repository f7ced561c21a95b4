import { createHash } from 'node:crypto'
import { FORMAT, type ModelFile, WEIGHTS_FILE } from './model-file.ts'
import { FEATURISER } from './ngram-reader.ts'
import type { TextModelParts } from './served-parts.ts'

/** The two files of a model: the hashes (4 bytes each, little-endian) and the rows of weights; and the rest as JSON. */
export function writeModel(parts: Omit<TextModelParts, 'version'>): { json: string; weights: Uint8Array } {
  const { hashes, weights } = parts
  const bytes = new Uint8Array(hashes.length * 4 + weights.length)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < hashes.length; i++) view.setInt32(i * 4, hashes[i]!, true)
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), hashes.length * 4)
  const file: ModelFile = {
    format: FORMAT,
    featuriser: FEATURISER,
    name: parts.name,
    labels: [...parts.labels],
    multi_label: parts.multiLabel,
    features: hashes.length,
    weights: {
      file: WEIGHTS_FILE,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    },
    steps: [...parts.steps],
    biases: [...parts.biases],
    length_power: parts.lengthPower,
    thresholds: [...parts.thresholds],
    at_least_one: parts.atLeastOne,
  }
  return { json: `${JSON.stringify(file, undefined, 2)}\n`, weights: bytes }
}
