import type { Normal } from '../text/normal.ts'
import { normalise } from '../text/normalise.ts'
import { type FeatureTable, findSlot } from './feature-table.ts'
import { DONE, type NgramReader, ngramReader } from './ngram-reader.ts'
import type { TextReason } from './served-model.ts'
import type { TextModelParts } from './served-parts.ts'

/** The most stretches that an explanation names. */
const MOST = 10

/**
 * The stretches of a text that moved a label's score, weightiest first. Each known n-gram shares its weight among
 * the characters that it covers; neighbours that pull the same way make one stretch.
 */
export function explainScore(
  parts: TextModelParts,
  table: FeatureTable,
  text: string,
  label: number,
): readonly TextReason[] {
  const { columns } = table
  if (label < 0 || label >= parts.labels.length) return []
  // Of two labels that exclude each other, what speaks for one speaks against the other.
  const column = columns === 1 ? 0 : label
  const sign = columns === 1 && !parts.multiLabel && label === 0 ? -1 : 1
  const normal = normalise(text)
  const pulls = new Float64Array(normal.length)
  const known = sharePulls(ngramReader(true), table, column, normal, pulls)
  if (known === 0) return []
  const scale = sign * parts.steps[column]! * known ** -parts.lengthPower
  return stretches(normal, text, pulls, scale)
}

/** Adds to each plain unit its part of the weights, and returns how many features are known. */
function sharePulls(
  reader: NgramReader,
  table: FeatureTable,
  column: number,
  normal: Normal,
  pulls: Float64Array,
): number {
  const seen = new Set<number>()
  const { sink, block } = reader
  const { firsts, lasts } = sink.spans!
  for (let at = 0; at !== DONE; ) {
    at = reader.read(normal, at)
    for (let i = 0; i < sink.count; i++) {
      const slot = findSlot(table, sink.hashes[i]!)
      if (slot < 0 || seen.has(slot)) continue
      seen.add(slot)
      const first = block.places[firsts[i]!]!
      const last = block.places[lasts[i]!]!
      const share = table.weights[slot * table.columns + column]! / (last - first + 1)
      for (let p = first; p <= last; p++) pulls[p] = pulls[p]! + share
    }
  }
  return seen.size
}

function stretches(normal: Normal, text: string, pulls: Float64Array, scale: number): TextReason[] {
  const found: TextReason[] = []
  let largest = 0
  for (let i = 0; i < normal.length; i++) largest = Math.max(largest, Math.abs(pulls[i]!))
  // What pulls little would only join stretches that say different things.
  const least = largest / 8
  for (let i = 0; i < normal.length; ) {
    const sign = Math.abs(pulls[i]!) <= least ? 0 : Math.sign(pulls[i]!)
    let weight = 0
    const first = i
    while (i < normal.length && (Math.abs(pulls[i]!) <= least ? 0 : Math.sign(pulls[i]!)) === sign)
      weight += pulls[i++]!
    if (sign !== 0) found.push({ span: spanOf(normal, text, first, i - 1), weight: weight * scale })
  }
  return found.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.span[0] - b.span[0]).slice(0, MOST)
}

/** The stretch of the raw text that plain units stand for, widened to whole characters. */
function spanOf(normal: Normal, text: string, first: number, last: number): readonly [number, number] {
  let start = normal.starts[first]!
  let end = normal.ends[last]!
  if (start > 0 && isPair(text, start - 1)) start--
  if (end < text.length && isPair(text, end - 1)) end++
  return [start, end]
}

function isPair(text: string, at: number): boolean {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff
}
