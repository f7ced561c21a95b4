import type { Steps } from '../../core/steps.ts'
import { nearBands, SHINGLE } from '../../signals/near/near-bands.ts'
import { sharedPart, shinglesOf } from './shingles.ts'
import { textKey } from './text-key.ts'
import { unionFind } from './union-find.ts'

/** Texts that share so much of their runs of letters are near-duplicates. */
export const LEAST_SHARED = 0.5
/** A band that many texts have is looked through no further: texts of one kind come by the thousand. */
const MOST_IN_BAND = 8
const TEXTS_A_STEP = 100

export interface Clusters {
  /** For each text the number of its cluster, from 0 in order of appearance; a text that is undefined is alone. */
  readonly of: Int32Array
  readonly count: number
}

/**
 * Finds near-duplicates: texts of the same letters, and those that share a band and at least half of their runs. What is
 * near one of a cluster is in it. Texts of fewer letters than a run are alike only as equals. About linear in time.
 */
export function* findClusters(texts: readonly (string | undefined)[]): Steps<Clusters> {
  const sets = unionFind(texts.length)
  const byKey = new Map<string, number>()
  const byBand = new Map<string, number[]>()
  const shingles = new Map<number, Uint32Array>()
  const shinglesAt = (at: number): Uint32Array => {
    const known = shingles.get(at)
    if (known !== undefined) return known
    const made = shinglesOf(texts[at]!)
    shingles.set(at, made)
    return made
  }
  for (const [at, text] of texts.entries()) {
    if (at % TEXTS_A_STEP === 0) yield
    if (text === undefined) continue
    const key = textKey(text)
    const same = byKey.get(key)
    if (same !== undefined) {
      sets.join(same, at)
      continue
    }
    byKey.set(key, at)
    const { letters, bands } = nearBands(text)
    if (letters < SHINGLE) continue
    for (const [i, band] of bands.entries()) {
      const inBand = byBand.get(`${i}${band}`)
      if (inBand === undefined) byBand.set(`${i}${band}`, [at])
      else if (!joinOne(inBand, at) && inBand.length < MOST_IN_BAND) inBand.push(at)
    }
  }
  return numbered(sets, texts.length)

  function joinOne(others: readonly number[], at: number): boolean {
    const near = others.find(
      (other) =>
        sets.find(other) === sets.find(at) || sharedPart(shinglesAt(other), shinglesAt(at)) >= LEAST_SHARED,
    )
    if (near === undefined) return false
    sets.join(near, at)
    return true
  }
}

/** Numbers the sets from 0 in order of appearance. */
export function numbered(sets: ReturnType<typeof unionFind>, length: number): Clusters {
  const of = new Int32Array(length)
  let count = 0
  for (let at = 0; at < length; at++) {
    const least = sets.find(at)
    of[at] = least === at ? count++ : of[least]!
  }
  return { of, count }
}
