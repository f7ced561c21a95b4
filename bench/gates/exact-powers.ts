import { HONEST } from '../../src/lab/gates/evidence.fixture.ts'
import { inclusionGate } from '../../src/lab/gates/inclusion-gate.ts'
import { robustnessGate } from '../../src/lab/gates/robustness-gate.ts'
import { IDENTITY_SENTENCES } from '../../src/lab/suites/identity-sentences.ts'
import { upperMean } from '../../src/lab/suites/upper-mean.ts'
import { chanceFrom } from '../../src/stats/chance.ts'
import { betaDraw } from '../../src/stats/draws.ts'
import { exactly, share } from '../statistics/draw.ts'

const { evaluation } = HONEST
const [disguise] = evaluation.robustness

/** The chance that one disguise passes, of which a model loses this share of the texts that it finds; exact. */
export function disguisePasses(found: number, evasion: number): number {
  return exactly(found, evasion, (hidden) => {
    const robustness = evaluation.robustness.map(() => ({ ...disguise!, found, hidden }))
    return robustnessGate.judge({ ...HONEST, evaluation: { ...evaluation, robustness } }).verdict === 'pass'
  }).value
}

const swapped = (flips: number, gaps: { readonly mean: number; readonly high: number }) => {
  const identitySwap = {
    ...evaluation.identitySwap!,
    ...{ templates: IDENTITY_SENTENCES, meanGap: gaps.mean, meanGapHigh: gaps.high },
    flips: { value: flips / IDENTITY_SENTENCES, low: 0, high: 1, of: IDENTITY_SENTENCES },
  }
  return inclusionGate.judge({ ...HONEST, evaluation: { ...evaluation, identitySwap } }).verdict === 'pass'
}

/** The chance that a model passes of whose answers this share hangs on the group named; scores do not; exact. */
export function flipsPass(rate: number): number {
  return exactly(IDENTITY_SENTENCES, rate, (flips) => swapped(flips, { mean: 0, high: 0 })).value
}

/** How often a model passes whose scores of one sentence lie so far apart on average; no answer hangs on the group. */
export function gapsPass(seed: number, gap: number, runs: number): number {
  const random = chanceFrom(seed)
  return share(runs, () => {
    // Scattered widely: most sentences hardly move, some by far.
    const gaps = Array.from({ length: IDENTITY_SENTENCES }, () => betaDraw(random, 3 * gap, 3 * (1 - gap)))
    const mean = gaps.reduce((sum, one) => sum + one, 0) / gaps.length
    return swapped(0, { mean, high: upperMean(gaps) })
  }).value
}
