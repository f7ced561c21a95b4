import { emptyNormal } from '../../signals/text/normal.ts'
import { normalise } from '../../signals/text/normalise.ts'
import { hashCharacters } from '../../signals/text-model/hash-characters.ts'
import { hashWords } from '../../signals/text-model/hash-words.ts'
import { DONE, ngramReader } from '../../signals/text-model/ngram-reader.ts'
import { readModel } from '../../signals/text-model/read-model.ts'
import { serveTextModel } from '../../signals/text-model/serve-text-model.ts'
import { gainOf } from '../evaluate/compare-rival.ts'
import type { Estimate } from '../evaluate/evaluation.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'
import { seededRandom } from '../text/seeded-random.ts'
import { linearScorer } from '../train/linear-scorer.ts'
import { scoreViolates } from '../train/scorer.ts'

export const BLOCKS = ['characters', 'words', 'jamo'] as const
export type FeatureBlock = (typeof BLOCKS)[number]

/** What a block is worth: average precision with it less without it, on the same rows. Undefined: no row has any of it. */
export type BlockGain = { readonly block: FeatureBlock; readonly gain: Estimate | undefined }

/**
 * Takes each block of features out of a linear model, leaves the others as they were learnt, and compares on the same rows
 * by resampling the same groups.
 */
export async function ablateBlocks(
  files: Readonly<Record<string, Uint8Array>>,
  texts: readonly string[],
  scored: ScoredRows,
  seed: number,
): Promise<readonly BlockGain[]> {
  const parts = readModel('', (name) => Buffer.from(files[name] ?? []))
  const found = hashesOf(texts)
  const columns = parts.biases.length
  const gains: BlockGain[] = []
  for (const block of BLOCKS) {
    const own = found[block]
    const kept = [...parts.hashes.keys()].filter((i) => !own.has(parts.hashes[i]!))
    if (kept.length === parts.hashes.length) {
      gains.push({ block, gain: undefined })
      continue
    }
    const without = {
      ...parts,
      hashes: Int32Array.from(kept, (i) => parts.hashes[i]!),
      weights: Int8Array.from({ length: kept.length * columns }, (_, at) => {
        return parts.weights[kept[Math.floor(at / columns)]! * columns + (at % columns)]!
      }),
    }
    const scores = await scoreViolates(linearScorer(serveTextModel(without)), texts)
    gains.push({ block, gain: gainOf(seededRandom(seed), scored, scores) })
  }
  return gains
}

/** The hashes that texts have, by the block that makes them. */
function hashesOf(texts: readonly string[]): Readonly<Record<FeatureBlock, ReadonlySet<number>>> {
  const found = { characters: new Set<number>(), words: new Set<number>(), jamo: new Set<number>() }
  const reader = ngramReader()
  const normal = emptyNormal()
  const sink = { hashes: new Int32Array(reader.sink.hashes.length), spans: undefined, count: 0 }
  for (const text of texts) {
    normalise(text, normal)
    for (let at = 0; at !== DONE; ) {
      at = reader.read(normal, at)
      const { count, hashes } = reader.sink
      // The reader hashes characters, words and jamo one behind the other.
      sink.count = 0
      hashCharacters(reader.block, sink)
      const afterCharacters = sink.count
      hashWords(reader.block, sink)
      for (let i = 0; i < count; i++)
        found[i < afterCharacters ? 'characters' : i < sink.count ? 'words' : 'jamo'].add(hashes[i]!)
    }
  }
  return found
}
