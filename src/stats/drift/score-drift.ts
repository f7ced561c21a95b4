/** A score of some time and whose it was. */
export interface TimedScore {
  readonly score: number
  readonly cluster: string
}

export interface ScoreDrift {
  /** Largest difference of the two distribution functions. */
  readonly distance: number
  /** The chance of one as large, had nothing changed. */
  readonly p: number
}

export const SCORE_DRIFT_DRAWS = 499

/**
 * Whether scores of two times differ in distribution: Kolmogorov and Smirnov's distance, its chance by permuting whole accounts
 * between the times, since items of one account go together and a test of items would call every busy account a drift. An
 * account seen at both times has its two heaps swapped or not. Undefined when one time has no scores.
 *
 * Sources: Rabanser, Günnemann and Lipton, Failing Loudly (2019); exact p-values of permutations, Phipson and Smyth (2010).
 */
export function scoreDrift(
  random: () => number,
  before: readonly TimedScore[],
  after: readonly TimedScore[],
  draws: number = SCORE_DRIFT_DRAWS,
): ScoreDrift | undefined {
  if (before.length === 0 || after.length === 0) return undefined
  // 1. Rows by rising score, each with its heap: the rows of one account at one time.
  const heaps = new Map<string, number>()
  const accounts = new Map<string, { before?: number; after?: number }>()
  const row = ({ score, cluster }: TimedScore, time: 'before' | 'after') => {
    const key = `${time} ${cluster}`
    const heap = heaps.get(key) ?? heaps.set(key, heaps.size).size - 1
    const account = accounts.get(cluster) ?? {}
    account[time] = heap
    accounts.set(cluster, account)
    return { score, heap }
  }
  const rows = [...before.map((one) => row(one, 'before')), ...after.map((one) => row(one, 'after'))]
  rows.sort((x, y) => x.score - y.score)
  const scores = Float64Array.from(rows, ({ score }) => score)
  const of = Int32Array.from(rows, ({ heap }) => heap)

  // 2. Which heaps are of the later time.
  const isAfter = new Uint8Array(heaps.size)
  const once: number[] = []
  const twice: { before: number; after: number }[] = []
  for (const { before: early, after: late } of accounts.values()) {
    if (late !== undefined) isAfter[late] = 1
    if (early !== undefined && late !== undefined) twice.push({ before: early, after: late })
    else once.push((early ?? late)!)
  }

  // 3. As seen, and as it would be by chance.
  const distance = distanceOf(scores, of, isAfter)
  const times = once.map((heap) => isAfter[heap]!)
  let asFar = 1
  for (let draw = 0; draw < draws; draw++) {
    for (let i = times.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const held = times[i]!
      times[i] = times[j]!
      times[j] = held
    }
    once.forEach((heap, i) => {
      isAfter[heap] = times[i]!
    })
    for (const { before: early, after: late } of twice) {
      const isSwapped = random() < 0.5
      isAfter[early] = Number(isSwapped)
      isAfter[late] = Number(!isSwapped)
    }
    if (distanceOf(scores, of, isAfter) >= distance - 1e-12) asFar++
  }
  return { distance, p: asFar / (draws + 1) }
}

function distanceOf(scores: Float64Array, heaps: Int32Array, isAfter: Uint8Array): number {
  let late = 0
  for (const heap of heaps) late += isAfter[heap]!
  const early = scores.length - late
  let [earlyBelow, lateBelow, largest] = [0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    if (isAfter[heaps[i]!]) lateBelow++
    else earlyBelow++
    // Only between different scores.
    if (scores[i] !== scores[i + 1])
      largest = Math.max(largest, Math.abs(earlyBelow / early - lateBelow / late))
  }
  return largest
}
