import { clusterBootstrap } from '../../stats/cluster-bootstrap.ts'
import { mcnemar } from '../../stats/proportion/mcnemar.ts'
import { bestF1, recallAtPrecision } from './curve-points.ts'
import { areaOf, asScored, averagePrecisionOf } from './estimates.ts'
import type { Estimate, Paired, Rival } from './evaluation.ts'
import type { ScoredRows } from './scored-rows.ts'

export interface RivalAsked {
  readonly kind: Rival['kind']
  readonly model: string
  /** Of the same rows. */
  readonly scores: Float32Array
  /** From which score on each takes a row; left out: where its F1 is best. */
  readonly thresholds?: { readonly own: number; readonly other: number }
  /** Precision at which recalls are compared. */
  readonly bar: number
}

/** Compares a model with another on the same rows. */
export function compareRival(random: () => number, own: ScoredRows, asked: RivalAsked): Rival {
  const other: ScoredRows = { ...own, scores: asked.scores }
  const list = asScored(other)
  const thresholds = asked.thresholds ?? { own: bestF1(own).threshold, other: bestF1(other).threshold }
  return {
    kind: asked.kind,
    model: asked.model,
    auc: areaOf(list),
    averagePrecision: averagePrecisionOf(random, list, 100),
    recallAtBar: { this: recallAtPrecision(own, asked.bar), other: recallAtPrecision(other, asked.bar) },
    gain: gainOf(random, own, asked.scores),
    paired: pairedAt(own, asked.scores, thresholds),
  }
}

function pairedAt(
  { scores, violates }: ScoredRows,
  others: Float32Array,
  thresholds: { readonly own: number; readonly other: number },
): Paired {
  let [gained, lost] = [0, 0]
  for (let i = 0; i < scores.length; i++) {
    const truth = violates[i] === 1
    const own = scores[i]! >= thresholds.own === truth
    const other = others[i]! >= thresholds.other === truth
    if (own && !other) gained++
    if (other && !own) lost++
  }
  return { onlyThis: gained, onlyOther: lost, p: mcnemar({ gained, lost }).p }
}

const DRAWS = 300

/** Average precision of one less that of the other, over the same resampled groups. */
export function gainOf(
  random: () => number,
  { scores, violates, groups }: ScoredRows,
  others: Float32Array,
): Estimate | undefined {
  if (!violates.includes(1)) return undefined
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0)
  const [own, other] = [ranked(scores, violates, groups), ranked(others, violates, groups)]
  const even = new Float64Array(count).fill(1)
  const gain = (weights: Float64Array) => weighedPrecision(own, weights) - weighedPrecision(other, weights)
  return {
    value: gain(even),
    ...clusterBootstrap(random, count, gain, { draws: DRAWS }),
    of: scores.length,
  }
}

interface Ranked {
  readonly scores: Float32Array
  readonly violates: Uint8Array
  readonly groups: Int32Array
}

function ranked(scores: Float32Array, violates: Uint8Array, groups: Int32Array): Ranked {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]! || a - b)
  return {
    scores: Float32Array.from(order, (i) => scores[i]!),
    violates: Uint8Array.from(order, (i) => violates[i]!),
    groups: Int32Array.from(order, (i) => groups[i]!),
  }
}

/** Average precision with a weight for each group; rows of one score share it. */
function weighedPrecision({ scores, violates, groups }: Ranked, weights: Float64Array): number {
  let [all, hits, sum] = [0, 0, 0]
  for (let i = 0; i < scores.length; ) {
    const score = scores[i]!
    let tied = 0
    for (; i < scores.length && scores[i] === score; i++) {
      const weight = weights[groups[i]!]!
      all += weight
      if (violates[i] === 1) tied += weight
    }
    hits += tied
    sum += tied * (hits / all)
  }
  return sum / hits
}
