import type { Steps } from '../../core/steps.ts'
import type { KnownAnswers } from '../../stats/judge-rates.ts'
import { type Estimate, type Prevalence, prevalenceSteps, type Stratum } from '../../stats/prevalence.ts'

/** A judged thing as it enters an estimate. */
export interface Counted {
  readonly probability: number
  readonly violates: boolean
  readonly each: number
}

/** A share of what was drawn and judged, as judged and in truth. */
export interface JudgedShare {
  readonly judged: number
  readonly violating: number
  /** Of how many this is the share, as the draws tell. */
  readonly of: number
  /** Were reviewers never wrong; null: nothing was judged. */
  readonly asJudged: Estimate | null
  /** With reviewers' errors taken off, and how many that is; null: not to be known, `why` says why. */
  readonly share: Estimate | null
  readonly total: Estimate | null
  readonly designEffect: number
  readonly golden: KnownAnswers | null
  readonly why: string | null
}

export const NOTHING_DRAWN = 'Nothing was drawn and judged.'
export const NO_GOLDEN =
  'These reviewers answered no golden jobs of this family, or none that violate, or none that do not: how often they err is not known.'
export const NO_SKILL =
  'On golden jobs these reviewers do no better than chance: what they find says nothing.'

/** Decisions that were seen by about as many people count alike. */
export function strataOf(counted: readonly Counted[]): Stratum[] {
  const strata = new Map<string, { probability: number; judged: number; violating: number; reach: number }>()
  for (const { probability, violates, each } of counted) {
    const key = `${probability.toPrecision(9)} ${Math.floor(Math.log2(Math.max(1, each)))}`
    const stratum = strata.get(key) ?? { probability, judged: 0, violating: 0, reach: 0 }
    stratum.judged++
    stratum.reach += each
    if (violates) stratum.violating++
    strata.set(key, stratum)
  }
  return [...strata.values()].map(({ reach, ...stratum }) => ({ ...stratum, each: reach / stratum.judged }))
}

/** Estimates a share both ways. */
export function* judgedShare(
  random: () => number,
  counted: readonly Counted[],
  golden: KnownAnswers | undefined,
): Steps<JudgedShare> {
  const strata = strataOf(counted)
  const plain = yield* prevalenceSteps(random, strata, undefined)
  const corrected = golden === undefined ? undefined : yield* prevalenceSteps(random, strata, golden)
  return {
    ...{ judged: plain.judged, violating: plain.violating, of: plain.of, designEffect: plain.designEffect },
    asJudged: plain.share ?? null,
    share: corrected?.share ?? null,
    total: corrected?.total ?? null,
    golden: golden ?? null,
    why: whyNot(plain, corrected),
  }
}

function whyNot(plain: Prevalence, corrected: Prevalence | undefined): string | null {
  if (plain.judged === 0) return NOTHING_DRAWN
  if (corrected === undefined) return NO_GOLDEN
  return corrected.share === undefined ? NO_SKILL : null
}
