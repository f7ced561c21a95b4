import { hash32 } from '../../src/core/draw.ts'
import type { Scorer } from '../../src/lab/train/scorer.ts'
import type { Animal, Bin } from './animal.ts'
import type { ZooWorld } from './world.ts'

/** How far scores of one bin lie apart, so that they are ranked by chance. */
const SPREAD = 0.004
const HANGUL = /[가-힣]/
/** What people put behind what they say, and a sound model does not mind. */
const EMOJI = / \p{Extended_Pictographic}$/u

/** What a simulated model says of texts: rows by their bins, in whatever disguise; other texts are fine to it. */
export function simulatedScorer(
  { bins, hangul, score: say }: Animal,
  world: ZooWorld,
  random: () => number,
  onCall: () => void,
): Scorer {
  const own = Float32Array.from(world.rows, ({ text = '', violates }) =>
    scoreIn(binOf(hangul !== undefined && HANGUL.test(text) ? hangul : bins, violates, random), random),
  )
  let call = 0
  const score = (text: string): number => {
    const hidden = world.disguised.get(text)
    const row = world.rowOf.get(text) ?? hidden?.row ?? world.rowOf.get(text.replace(EMOJI, ''))
    const usual = row === undefined ? 0.02 + (hash32(text) % 97) / 5000 : own[row]!
    call++
    return say?.({ text, row, disguise: hidden?.disguise, score: usual, call }, world) ?? usual
  }
  return {
    labels: ['violates'],
    score: (texts) => {
      onCall()
      return Promise.resolve(Float32Array.from(texts, score))
    },
  }
}

/** A bin for a row with this label: as often as the bin's share of such labels says. */
function binOf(bins: readonly Bin[], violates: boolean, random: () => number): Bin {
  const weigh = ({ is, mass }: Bin) => mass * (violates ? is : 1 - is)
  const sum = bins.reduce((total, bin) => total + weigh(bin), 0)
  let left = random() * sum
  for (const bin of bins) {
    left -= weigh(bin)
    if (left < 0) return bin
  }
  return bins.at(-1)!
}

/** A score of a bin. */
export function scoreIn({ says }: Bin, random: () => number): number {
  return Math.min(0.9999, Math.max(0.0001, says + SPREAD * (random() - 0.5)))
}
