import { foldOnce } from '../text/fold-once.ts'
import { decideLabels } from './decide-labels.ts'
import { explainScore } from './explain-score.ts'
import { buildFeatureTable, type FeatureTable, tagOf } from './feature-table.ts'
import { ngramReader } from './ngram-reader.ts'
import { probabilities } from './probabilities.ts'
import type { TextModel } from './served-model.ts'
import { columnsOf, type TextModelParts } from './served-parts.ts'

/** Makes a model ready to serve. Scoring allocates nothing and takes time linear in the length of the text. */
export function serveTextModel(parts: TextModelParts): TextModel {
  const { name, version, labels, multiLabel, steps, biases, lengthPower } = parts
  const columns = columnsOf(labels.length, multiLabel)
  const table = buildFeatureTable(parts.hashes, parts.weights, columns)
  const reader = ngramReader()
  const { sink } = reader
  const stamps = new Uint32Array(table.tags.length)
  const sums = new Int32Array(columns)
  const logits = new Float64Array(columns)
  let stamp = 0

  return {
    name,
    labels,
    version,
    multiLabel,
    score(text, into) {
      const normal = foldOnce(text)
      sums.fill(0)
      if (++stamp > 0xffffffff) {
        stamps.fill(0)
        stamp = 1
      }
      let known = 0
      for (let at = 0; at < normal.length; ) {
        at = reader.read(normal, at)
        known += addKnown(table, sink.hashes, sink.count, stamps, stamp, sums)
      }
      const scale = known === 0 ? 0 : known ** -lengthPower
      for (let k = 0; k < columns; k++) logits[k] = sums[k]! * steps[k]! * scale + biases[k]!
      probabilities(logits, multiLabel, into)
    },
    decide: (scores) => decideLabels(parts, scores).map((k) => labels[k]!),
    explain: (text, label) => explainScore(parts, table, text, label),
  }
}

/** Adds the weights of each feature that a text has, once; returns how many there were. */
function addKnown(
  table: FeatureTable,
  hashes: Int32Array,
  count: number,
  stamps: Uint32Array,
  stamp: number,
  sums: Int32Array,
): number {
  const { shift, tags, weights, columns } = table
  const mask = tags.length - 1
  let known = 0
  for (let i = 0; i < count; i++) {
    const hash = hashes[i]!
    const tag = tagOf(hash)
    let slot = hash >>> shift
    for (;;) {
      const found = tags[slot]!
      if (found === 0) break
      if (found === tag) {
        if (stamps[slot] !== stamp) {
          stamps[slot] = stamp
          known++
          const row = slot * columns
          for (let k = 0; k < columns; k++) sums[k] = sums[k]! + weights[row + k]!
        }
        break
      }
      slot = (slot + 1) & mask
    }
  }
  return known
}
