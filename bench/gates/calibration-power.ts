import { calibrationFigures } from '../../src/lab/evaluate/calibration-figures.ts'
import type { ScoredRows } from '../../src/lab/evaluate/scored-rows.ts'
import { calibrationGate } from '../../src/lab/gates/calibration-gate.ts'
import { HONEST } from '../../src/lab/gates/evidence.fixture.ts'
import { chanceFrom } from '../../src/stats/chance.ts'

/** What there is to score: how likely texts are to violate. */
const WORLDS = {
  'any chance alike': (random: () => number) => 0.001 + 0.998 * random(),
  'mostly fine': (random: () => number) => odds(-3 + 3.7 * (four(random) - 2)),
  'mostly sure': (random: () => number) => odds((random() < 0.35 ? 2.2 : -3) + 2 * (three(random) - 1.5)),
} as const
export type CalibrationWorld = keyof typeof WORLDS
export const CALIBRATION_WORLDS = Object.keys(WORLDS) as CalibrationWorld[]

/** How far scores are off, as the root of the mean squared error over ten bins: 0.1 is on the bar. */
export const OFF = [0, 0.05, 0.1, 0.12]
export const TUNE_ROWS = [300, 500, 1000, 2000]

export interface CalibrationPower {
  readonly world: CalibrationWorld
  readonly off: number
  readonly rows: number
  /** Undefined: no model can be so far off in this world by being too sure. */
  readonly passes: number | undefined
}

const four = (random: () => number) => random() + random() + random() + random()
const three = (random: () => number) => random() + random() + random()
const odds = (z: number) => 1 / (1 + Math.exp(-z))
const logOdds = (p: number) => Math.log(p / (1 - p))

/** How often a model that is too sure by so much passes the gate, from rows as the lab has them. */
export function calibrationPower(
  seed: number,
  world: CalibrationWorld,
  off: number,
  rows: number,
  runs: number,
): CalibrationPower {
  const random = chanceFrom(seed)
  const draw = () => WORLDS[world](random)
  const factor = factorFor(Array.from({ length: 50_000 }, draw), off)
  if (factor === undefined) return { world, off, rows, passes: undefined }
  let passed = 0
  for (let run = 0; run < runs; run++) {
    const chances = Array.from({ length: rows }, draw)
    const scored: ScoredRows = {
      rows: Int32Array.from(chances, (_, i) => i),
      groups: Int32Array.from(chances, (_, i) => i),
      scores: Float32Array.from(chances, (p) => odds(factor * logOdds(p))),
      violates: Uint8Array.from(chances, (p) => Number(random() < p)),
    }
    const calibration = calibrationFigures(random, scored, 'out-of-fold')
    const evidence = { ...HONEST, evaluation: { ...HONEST.evaluation, calibration } }
    if (calibrationGate.judge(evidence).verdict === 'pass') passed++
  }
  return { world, off, rows, passes: passed / runs }
}

/** By what to multiply the log-odds, so that scores are off by so much. */
function factorFor(chances: readonly number[], off: number): number | undefined {
  if (off === 0) return 1
  let [low, high] = [1, 64]
  if (rootError(chances, high) < off) return undefined
  for (let i = 0; i < 14; i++) {
    const middle = (low + high) / 2
    if (rootError(chances, middle) < off) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function rootError(chances: readonly number[], factor: number): number {
  // Scores rise with chances, so that bins of the one are bins of the other.
  const sorted = Float64Array.from(chances).sort()
  const width = sorted.length / 10
  let sum = 0
  for (let bin = 0; bin < 10; bin++) {
    let residual = 0
    for (let i = bin * width; i < (bin + 1) * width; i++)
      residual += sorted[i]! - odds(factor * logOdds(sorted[i]!))
    sum += (residual / width) ** 2 / 10
  }
  return Math.sqrt(sum)
}
