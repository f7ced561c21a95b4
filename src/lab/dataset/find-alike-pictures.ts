import type { Steps } from '../../core/steps.ts'
import { pdqDistance, pdqWords } from '../../signals/hash/pdq-distance.ts'
import { readPictureText } from '../../signals/media/picture-text.ts'
import { type Clusters, numbered } from './find-clusters.ts'
import { unionFind } from './union-find.ts'

/** Pictures whose hashes differ in so many bits or fewer are near-duplicates: as PDQ's authors recommend. */
export const MOST_APART = 31
const PICTURES_A_STEP = 50

/**
 * Finds near-duplicates among lines of pictures: the same file, or hashes that are near. What is near one of a cluster is in it.
 * Each is held against each: a second for ten thousand.
 */
export function* findAlikePictures(texts: readonly (string | undefined)[]): Steps<Clusters> {
  const sets = unionFind(texts.length)
  const byFile = new Map<string, number>()
  const hashes: { readonly at: number; readonly words: Uint32Array }[] = []
  for (const [at, text] of texts.entries()) {
    if (at % PICTURES_A_STEP === 0) yield
    const line = text === undefined ? undefined : readPictureText(text)
    if (line === undefined) continue
    const same = byFile.get(line.media)
    if (same !== undefined) {
      sets.join(same, at)
      continue
    }
    byFile.set(line.media, at)
    if (line.pdq === undefined) continue
    const words = pdqWords(line.pdq)
    for (const other of hashes) if (pdqDistance(words, other.words) <= MOST_APART) sets.join(other.at, at)
    hashes.push({ at, words })
  }
  return numbered(sets, texts.length)
}
