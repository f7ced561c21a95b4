import type { Predicted } from '../../../src/stats/calibration/predicted.ts'
import { squaredCalibrationError } from '../../../src/stats/calibration/squared-calibration-error.ts'
import { share } from '../draw.ts'
import { grid, method } from '../method.ts'

/** What a model says where the truth is p. */
const MODELS = {
  perfect: (p: number) => p,
  'a little off': (p: number) => p + 0.1 * p * (1 - p),
  'too sure': (p: number) => (p < 0.5 ? 2 * p * p : 1 - 2 * (1 - p) ** 2),
} as const

/** Mean squared error over ten bins of equal chance, p even from 0 to 1: what ten bins can see of it. */
function trueError(model: (p: number) => number): number {
  let sum = 0
  for (let bin = 0; bin < 10; bin++) {
    let off = 0
    for (let i = 0; i < 1000; i++) {
      const p = (bin + (i + 0.5) / 1000) / 10
      off += (model(p) - p) / 1000
    }
    sum += off * off
  }
  return sum / 10
}

const upper = method({
  ...{ name: 'calibration bound', what: 'the squared error is above its upper bound' },
  source: 'Kumar, Liang and Ma 2019; bootstrap of accounts',
  ...{ promise: 'error', nominal: () => 0.05, runs: 1000 },
  scenarios: grid({
    ...{ model: Object.keys(MODELS) as (keyof typeof MODELS)[], rows: [300, 1000, 2000] },
    ...{ size: [1, 5], alike: [0.2] },
  }),
  procedure: (random: () => number, rows: readonly Predicted[]) =>
    squaredCalibrationError(random, rows, { draws: 300 })!.upper,
  mutant: {
    what: 'the estimate itself, a little more',
    procedure: (random, rows) => 1.05 * squaredCalibrationError(random, rows, { draws: 2 })!.squared,
  },
  measure(bound, { model, rows, size, alike }, random, runs) {
    const truth = trueError(MODELS[model])
    return share(runs, () => {
      const seen: Predicted[] = []
      for (let account = 0; seen.length < rows; account++)
        for (let i = 0, common = random(); i < size; i++) {
          // Rows of an account are alike in what is true of them, not only in what is said.
          const p = random()
          const isPositive = size === 1 || random() > alike ? random() < p : common < p
          seen.push({ probability: MODELS[model](p), isPositive, cluster: `${account}` })
        }
      return bound(random, seen) < truth - 1e-12
    })
  },
})

export const calibration = [upper]
