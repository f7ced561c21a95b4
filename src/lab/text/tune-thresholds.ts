import type { LabelChoice } from '../../signals/text-model/decide-labels.ts'
import type { LabelTable } from './label-table.ts'

/** Chooses what turns probabilities into labels so that macro-F1 is high. Probabilities must be out of fold. */
export function tuneThresholds(table: LabelTable, scores: Float32Array): LabelChoice {
  return table.multiLabel ? tuneEach(table, scores) : tuneFactors(table, scores)
}

/**
 * By label, the threshold of the best F1, drawn towards half of that F1, where the best threshold of calibrated
 * probabilities lies (Z. Lipton et al., Thresholding Classifiers to Maximize F1, 2014): few positives mislead less.
 */
function tuneEach({ labels, rows, has }: LabelTable, scores: Float32Array): LabelChoice {
  const count = labels.length
  let atLeastOne = true
  for (let row = 0; row < rows && atLeastOne; row++)
    atLeastOne = has.subarray(row * count, (row + 1) * count).includes(1)
  const thresholds = Float32Array.from({ length: count }, (_, k) => {
    const order = Int32Array.from({ length: rows }, (_, row) => row)
    order.sort((a, b) => scores[b * count + k]! - scores[a * count + k]! || a - b)
    const positives = order.reduce((sum, row) => sum + has[row * count + k]!, 0)
    let best = 0
    let bestAt = 0.5
    let found = 0
    for (let i = 0; i < rows; i++) {
      found += has[order[i]! * count + k]!
      const here = scores[order[i]! * count + k]!
      const next = i + 1 < rows ? scores[order[i + 1]! * count + k]! : 0
      if (next === here) continue
      const f1 = (2 * found) / (i + 1 + positives)
      if (f1 > best) {
        best = f1
        bestAt = (here + next) / 2
      }
    }
    return Math.min(0.95, Math.max(0.02, best === 0 ? 0.5 : (bestAt + best / 2) / 2))
  })
  return { multiLabel: true, thresholds, atLeastOne }
}

/** A factor for each label: its frequency to a power that serves macro-F1 best, then each tried a little to either side. */
function tuneFactors(table: LabelTable, scores: Float32Array): LabelChoice {
  const { labels, rows, has } = table
  const count = labels.length
  const sizes = new Float64Array(count)
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < count; k++) sizes[k] = sizes[k]! + has[row * count + k]!
  const truth = Int32Array.from({ length: rows }, (_, row) =>
    has.subarray(row * count, (row + 1) * count).indexOf(1),
  )
  const macro = (factors: Float32Array) => macroF1(truth, scores, factors)

  let best = new Float32Array(count).fill(1)
  let bestF1 = macro(best)
  for (let power = 0.1; power < 1.05; power += 0.1) {
    const factors = Float32Array.from(sizes, (size) => (Math.max(1, size) / rows) ** -power)
    const f1 = macro(factors)
    if (f1 > bestF1 + 1e-4) {
      best = factors
      bestF1 = f1
    }
  }
  if (count > 20) return { multiLabel: false, thresholds: best, atLeastOne: true }
  for (const step of [1.3, 1.1]) {
    for (let k = 0; k < count; k++) {
      for (const factor of [step, 1 / step]) {
        const tried = best.slice()
        tried[k] = tried[k]! * factor
        const f1 = macro(tried)
        if (f1 > bestF1 + 5e-4) {
          best = tried
          bestF1 = f1
        }
      }
    }
  }
  return { multiLabel: false, thresholds: best, atLeastOne: true }
}

function macroF1(truth: Int32Array, scores: Float32Array, factors: Float32Array): number {
  const count = factors.length
  const hits = new Int32Array(count)
  const totals = new Int32Array(count)
  for (let row = 0; row < truth.length; row++) {
    let best = 0
    let bestScore = -1
    for (let k = 0; k < count; k++) {
      const score = scores[row * count + k]! * factors[k]!
      if (score > bestScore) {
        best = k
        bestScore = score
      }
    }
    const real = truth[row]!
    totals[best] = totals[best]! + 1
    totals[real] = totals[real]! + 1
    if (best === real) hits[best] = hits[best]! + 1
  }
  let sum = 0
  for (let k = 0; k < count; k++) sum += totals[k] === 0 ? 0 : (2 * hits[k]!) / totals[k]!
  return sum / count
}
