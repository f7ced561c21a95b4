import { normalise } from '../text/normalise.ts'
import { ngramReader } from './ngram-reader.ts'
import type { TextModelParts } from './served-parts.ts'

/** A model that knows a few texts by heart: each n-gram of a text speaks for its label. */
export function smallModel(known: Readonly<Record<string, string>>, multiLabel = true): TextModelParts {
  const labels = [...new Set(Object.values(known))].sort()
  const rows = new Map<number, Int8Array>()
  const reader = ngramReader()
  for (const [text, label] of Object.entries(known)) {
    reader.read(normalise(text), 0)
    for (const hash of reader.sink.hashes.subarray(0, reader.sink.count)) {
      const row = rows.get(hash) ?? new Int8Array(labels.length)
      row[labels.indexOf(label)] = 20
      rows.set(hash, row)
    }
  }
  const hashes = Int32Array.from([...rows.keys()].sort((a, b) => (a >>> 0) - (b >>> 0)))
  return {
    name: 'small',
    version: 'test',
    labels,
    multiLabel,
    hashes,
    weights: Int8Array.from([...hashes].flatMap((hash) => [...rows.get(hash)!])),
    steps: new Float32Array(labels.length).fill(0.05),
    biases: new Float32Array(labels.length).fill(-2),
    lengthPower: 0.35,
    thresholds: new Float32Array(labels.length).fill(multiLabel ? 0.5 : 1),
    atLeastOne: false,
  }
}
