import { alphaInterval } from '../src/stats/alpha-interval.ts'
import { chanceFrom } from '../src/stats/chance.ts'
import { krippendorffAlpha } from '../src/stats/krippendorff-alpha.ts'
import { quantile } from '../src/stats/quantile.ts'
import type { Emit } from './emit.ts'

/** Units, share that violates, sensitivity and specificity of both judges. */
const CASES = [
  [10, 0.5, 0.9, 0.9],
  [20, 0.5, 0.95, 0.97],
  [50, 0.5, 0.99, 0.99],
  [50, 0.1, 0.85, 0.97],
  [100, 0.1, 0.98, 0.995],
  [100, 0.3, 0.9, 0.95],
] as const

type Units = readonly (readonly string[])[]
interface Interval {
  readonly low: number
  readonly high: number
}

/** How often each candidate's 95 % interval of alpha holds the true one. */
export function emitAlphaPeers(emit: Emit, worlds: number): void {
  const random = chanceFrom(11)
  for (const [units, share, sensitivity, specificity] of CASES) {
    const p = share * sensitivity + (1 - share) * (1 - specificity)
    const differ =
      share * 2 * sensitivity * (1 - sensitivity) + (1 - share) * 2 * specificity * (1 - specificity)
    const truth = 1 - differ / (2 * p * (1 - p))
    const held = new Map<string | null, number>()
    for (let world = 0; world < worlds; world++) {
      const judged = Array.from({ length: units }, () => {
        const chance = random() < share ? sensitivity : 1 - specificity
        return [0, 1].map(() => (random() < chance ? 'violates' : 'fine'))
      })
      for (const [peer, interval] of candidates(random, judged))
        if (interval !== undefined && interval.low <= truth && truth <= interval.high)
          held.set(peer, (held.get(peer) ?? 0) + 1)
    }
    for (const peer of [null, 'bootstrap', 'jackknife', 'jackknife, log']) {
      const rate = (held.get(peer) ?? 0) / worlds
      const error = Math.sqrt((rate * (1 - rate)) / worlds)
      emit({
        bench: 'quality',
        figure: `alpha ${truth.toFixed(2)} from ${units} units of two judges`,
        value: 100 * rate,
        unit: `% ±${(196 * error).toFixed(1)}`,
        reach: peer === null ? 95 : null,
        holds: peer === null ? rate + 1.96 * error >= 0.95 : null,
        peer,
      })
    }
  }
}

function* candidates(
  random: () => number,
  units: Units,
): Generator<readonly [string | null, Interval | undefined]> {
  yield [null, alphaInterval(random, units, { draws: 1000 })]
  yield ['bootstrap', bootstrap(random, units)]
  const { plain, log } = jackknife(units)
  yield ['jackknife', plain]
  yield ['jackknife, log', log]
}

/** Units drawn again with replacement; alpha counts as 1 where it cannot be told. */
function bootstrap(random: () => number, units: Units): Interval {
  const alphas = Array.from({ length: 400 }, () => {
    const again = units.map(() => units[Math.floor(random() * units.length)]!)
    return krippendorffAlpha(again).alpha ?? 1
  }).sort((a, b) => a - b)
  return { low: quantile(alphas, 0.025), high: quantile(alphas, 0.975) }
}

/** Each unit left out in turn, on alpha itself and on ln(1 - alpha); about Gwet's variance (2021). */
function jackknife(units: Units): { plain: Interval | undefined; log: Interval | undefined } {
  const { alpha } = krippendorffAlpha(units)
  if (alpha === undefined) return { plain: undefined, log: undefined }
  const n = units.length
  const without = units.map((_, i) => krippendorffAlpha(units.filter((_, j) => j !== i)).alpha ?? 1)
  const mean = without.reduce((sum, one) => sum + one, 0) / n
  const error = Math.sqrt(((n - 1) / n) * without.reduce((sum, one) => sum + (one - mean) ** 2, 0))
  const plain = { low: alpha - 1.96 * error, high: Math.min(1, alpha + 1.96 * error) }
  if (alpha === 1) return { plain, log: plain }
  const factor = Math.exp((1.96 * error) / (1 - alpha))
  return { plain, log: { low: 1 - (1 - alpha) * factor, high: 1 - (1 - alpha) / factor } }
}
