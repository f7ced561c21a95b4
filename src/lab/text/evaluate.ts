import { decideLabels, type LabelChoice } from '../../signals/text-model/decide-labels.ts'
import { scoreInterval } from '../../stats/score-interval.ts'
import { calibrationError } from './calibration-error.ts'
import { labelRanking } from './label-ranking.ts'
import type { LabelTable } from './label-table.ts'

/** A share with its 95 % Wilson interval; null where there was nothing to take a share of. */
export interface Share {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** How one label was found. */
export interface LabelResult {
  readonly label: string
  /** Rows that have it, and rows that were given it. */
  readonly rows: number
  readonly given: number
  readonly precision: Share | null
  readonly recall: Share | null
  readonly f1: number
}

/** How a model did on labelled texts that it had not learnt from. */
export interface Evaluation {
  readonly rows: number
  /** Mean F1 of the labels; labels that no row has count unless they were given: then 0. */
  readonly macroF1: number
  readonly microF1: number
  /** Share of rows whose labels were all found, and no others. */
  readonly accuracy: Share | null
  /** Label-ranking average precision; null for labels that exclude each other. */
  readonly lrap: number | null
  /** Expected calibration error of the probabilities, over all labels, in ten bins. */
  readonly calibrationError: number
  readonly labels: readonly LabelResult[]
  /** `confusion[truth][given]`, in the order of `labels`; null for several labels a row. */
  readonly confusion: readonly (readonly number[])[] | null
}

/** Compares the labels that scores lead to with the truth. */
export function evaluate(table: LabelTable, scores: Float32Array, choice: LabelChoice): Evaluation {
  const count = table.labels.length
  const given = new Uint8Array(table.rows * count)
  for (let at = 0; at < given.length; at += count)
    for (const k of decideLabels(choice, scores.subarray(at, at + count))) given[at + k] = 1
  return evaluateGiven(table, scores, given)
}

/** Compares labels that were given (1 at `row * labels + label`) with the truth. */
export function evaluateGiven(table: LabelTable, scores: Float32Array, given: Uint8Array): Evaluation {
  const { labels, multiLabel, rows, has } = table
  const count = labels.length
  const tallies = labels.map(() => ({ both: 0, given: 0, real: 0 }))
  const confusion = multiLabel ? null : labels.map(() => labels.map(() => 0))
  let exact = 0
  for (let at = 0; at < given.length; at += count) {
    let differs = false
    tallies.forEach((tally, k) => {
      const [g, h] = [given[at + k]!, has[at + k]!]
      tally.given += g
      tally.real += h
      tally.both += g & h
      if (g !== h) differs = true
    })
    if (!differs) exact++
    const truth = has.subarray(at, at + count).indexOf(1)
    const found = given.subarray(at, at + count).indexOf(1)
    if (confusion && truth !== -1 && found !== -1) confusion[truth]![found]! += 1
  }
  const results = tallies.map((tally, k) => result(labels[k]!, tally.both, tally.given, tally.real))
  const counted = results.filter((one) => one.rows + one.given > 0)
  const sum = (of: 'both' | 'given' | 'real') => tallies.reduce((total, tally) => total + tally[of], 0)
  const all = sum('given') + sum('real')
  return {
    rows,
    macroF1: counted.length === 0 ? 0 : counted.reduce((total, one) => total + one.f1, 0) / counted.length,
    microF1: all === 0 ? 0 : (2 * sum('both')) / all,
    accuracy: share(exact, rows),
    lrap: multiLabel ? labelRanking(table, scores) : null,
    calibrationError: calibrationError(has, scores),
    labels: results,
    confusion,
  }
}

function result(label: string, both: number, given: number, rows: number): LabelResult {
  return {
    label,
    rows,
    given,
    precision: share(both, given),
    recall: share(both, rows),
    f1: given + rows === 0 ? 0 : (2 * both) / (given + rows),
  }
}

/** A share of `of` with its interval. */
export function share(hits: number, of: number): Share | null {
  return of === 0 ? null : { value: hits / of, ...scoreInterval(hits / of, of) }
}
