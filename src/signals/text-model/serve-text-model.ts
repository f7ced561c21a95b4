import { foldOnce } from '../text/fold-once.ts'
import { decideLabels } from './decide-labels.ts'
import { explainScore } from './explain-score.ts'
import { buildFeatureTable, type FeatureTable, tagOf } from './feature-table.ts'
import { DONE, ngramReader } from './ngram-reader.ts'
import { ngramsOnce } from './ngrams-once.ts'
import { probabilities } from './probabilities.ts'
import type { TextModel } from './served-model.ts'
import { columnsOf, type TextModelParts } from './served-parts.ts'
import { sumRows } from './sum-rows.ts'

/** Makes a model ready to serve. Scoring allocates nothing and takes time linear in the length of the text. */
export function serveTextModel(parts: TextModelParts): TextModel {
  const { name, version, labels, multiLabel, steps, biases, lengthPower } = parts
  const columns = columnsOf(labels.length, multiLabel)
  const table = buildFeatureTable(parts.hashes, parts.weights, columns)
  const reader = ngramReader()
  const { sink } = reader
  const stamps = new Uint8Array(table.tags.length)
  const sums = new Int32Array(columns)
  const logits = new Float64Array(columns)
  const rows = new Int32Array(sink.hashes.length)
  const likely = new Int32Array(sink.hashes.length)
  let stamp = 0
  let known = 0

  function add(hashes: Int32Array, from: number, count: number): void {
    const likelyCount = keepLikely(table, hashes, from, count, likely)
    const found = findRows(table, likely, likelyCount, stamps, stamp, rows)
    sumRows(table.weights, rows, found, columns, sums)
    known += found
  }

  return {
    name,
    labels,
    version,
    multiLabel,
    score(text, into) {
      sums.fill(0)
      if (++stamp > 0xff) {
        stamps.fill(0)
        stamp = 1
      }
      known = 0
      const ngrams = ngramsOnce(text)
      if (ngrams !== undefined)
        for (let from = 0; from < ngrams.count; from += likely.length)
          add(ngrams.hashes, from, Math.min(likely.length, ngrams.count - from))
      else {
        const normal = foldOnce(text)
        for (let at = 0; at !== DONE; ) {
          at = reader.read(normal, at)
          add(sink.hashes, 0, sink.count)
        }
      }
      const scale = known === 0 ? 0 : known ** -lengthPower
      for (let k = 0; k < columns; k++) logits[k] = sums[k]! * steps[k]! * scale + biases[k]!
      probabilities(logits, multiLabel, into)
    },
    decide: (scores) => decideLabels(parts, scores).map((k) => labels[k]!),
    explain: (text, label) => explainScore(parts, table, text, label),
  }
}

/** Moves the hashes that may be features to `to`; without a branch, since none could be guessed. Returns how many. */
function keepLikely(
  { filter, filterShift }: FeatureTable,
  hashes: Int32Array,
  from: number,
  count: number,
  to: Int32Array,
): number {
  let likely = 0
  for (let i = from; i < from + count; i++) {
    const hash = hashes[i]!
    const bit = hash >>> filterShift
    to[likely] = hash
    likely += (filter[bit >>> 3]! >>> (bit & 7)) & 1
  }
  return likely
}

/** Notes where the row of each feature that a text has begins, once a text; returns how many there are. */
function findRows(
  { shift, tags, columns }: FeatureTable,
  hashes: Int32Array,
  count: number,
  stamps: Uint8Array,
  stamp: number,
  rows: Int32Array,
): number {
  const mask = tags.length - 1
  let known = 0
  for (let i = 0; i < count; i++) {
    const hash = hashes[i]!
    const tag = tagOf(hash)
    let slot = hash >>> shift
    let found = tags[slot]!
    while (found !== tag && found !== 0) {
      slot = (slot + 1) & mask
      found = tags[slot]!
    }
    if (found === 0 || stamps[slot] === stamp) continue
    stamps[slot] = stamp
    rows[known++] = slot * columns
  }
  return known
}
