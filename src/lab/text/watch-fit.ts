import { type CompactRows, compactRows } from './compact-rows.ts'
import type { FeatureSpace } from './feature-space.ts'
import { hashTexts } from './hash-texts.ts'
import type { LabelledText } from './labelled-text.ts'
import type { EpochWatcher } from './learn-weights.ts'
import { lookUpRows } from './look-up-rows.ts'
import { rankPrecision } from './rank-precision.ts'
import type { Targets } from './targets.ts'

/** How the first label was learnt so far. */
export interface FitPoint {
  /** The fold that is held out, from 0; undefined: the model of all rows. */
  readonly fold: number | undefined
  /** Epochs done. */
  readonly epoch: number
  /** Mean squared hinge loss that the epoch met. */
  readonly loss: number
  /** On the held-out fold, or on `held`; NaN without positives. */
  readonly averagePrecision: number
}

export interface FitWatch {
  /** Rows that nothing is learnt from, to measure the last model on. */
  readonly held: readonly LabelledText[]
  readonly onPoint: (point: FitPoint) => void
}

/** Measures the first column after each epoch, on rows of the space and on others. Changes nothing of what is learnt. */
export function watchFit({ held, onPoint }: FitWatch, space: FeatureSpace, targets: Targets, label: string) {
  const has = Uint8Array.from(held, ({ labels }) => Number(labels.includes(label)))
  function watcher(fold: number | undefined, rows: CompactRows, truth: Uint8Array): EpochWatcher {
    return (epoch, weights, _bias, loss) =>
      onPoint({ fold, epoch: epoch + 1, loss, averagePrecision: rankPrecision(values(rows, weights), truth) })
  }
  return {
    fold(fold: number, rows: Int32Array, ids: Int32Array, lengthPower: number): EpochWatcher {
      const truth = Uint8Array.from(rows, (row) => targets.has[row * targets.columns]!)
      return watcher(fold, compactRows(space, rows, ids, lengthPower), truth)
    },
    all(ids: Int32Array, lengthPower: number): EpochWatcher {
      const hashes = Int32Array.from(ids, (id) => space.hashes[id]!)
      const rows = lookUpRows(hashTexts(held.map(({ text }) => text)), hashes, lengthPower)
      return watcher(undefined, rows, has)
    },
  }
}

function values({ features, starts, norms }: CompactRows, weights: Float32Array): Float64Array {
  return Float64Array.from(norms, (norm, row) => {
    let sum = 0
    for (let f = starts[row]!; f < starts[row + 1]!; f++) sum += weights[features[f]!]!
    return sum * norm
  })
}
