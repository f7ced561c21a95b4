import type { Steps } from '../../core/steps.ts'
import { alphaInterval } from '../../stats/alpha-interval.ts'
import { gwetAc1 } from '../../stats/gwet-ac1.ts'
import { krippendorffAlpha } from '../../stats/krippendorff-alpha.ts'
import type { Estimate } from '../../stats/prevalence.ts'
import { familyOf } from './policy-name.ts'
import type { QualityRow } from './ports.ts'

export interface AgreementLine {
  /** Null: all policies together. */
  readonly family: string | null
  /** Null: all languages together; `und`: not known. */
  readonly language: string | null
  /** Jobs that two people or more judged without knowing of each other, and their judgements. */
  readonly jobs: number
  readonly judgements: number
  /** Share of pairs of judgements that are the same. */
  readonly agreed: number | null
  /** Krippendorff's; null: not to be known, `why` says why. */
  readonly alpha: Estimate | null
  /** Gwet's, a second opinion where nearly all is alike. */
  readonly ac1: number | null
  readonly why: string | null
}

/** How far reviewers agree on the same jobs, by family of policies and language. Those who were unsure have said nothing. */
export function* agreementReport(random: () => number, rows: readonly QualityRow[]): Steps<AgreementLine[]> {
  const jobs = new Map<string, { family: string; language: string; said: string[] }>()
  for (const { job, kind, stage, policy, language = 'und', choice } of rows) {
    if (kind === 'golden' || stage === 'adjudication' || choice === 'unsure') continue
    const known = jobs.get(job)
    if (known) known.said.push(choice)
    else jobs.set(job, { family: familyOf(policy), language, said: [choice] })
  }
  const doubly = [...jobs.values()].filter(({ said }) => said.length >= 2)
  const families = [...new Set(doubly.map(({ family }) => family))].sort()
  const lines = [lineOf(random, null, null, doubly)]
  for (const family of families) {
    yield
    const within = doubly.filter((job) => job.family === family)
    lines.push(lineOf(random, family, null, within))
    const languages = [...new Set(within.map(({ language }) => language))].sort()
    if (languages.length < 2) continue
    for (const language of languages) {
      yield
      const alike = within.filter((job) => job.language === language)
      lines.push(lineOf(random, family, language, alike))
    }
  }
  return lines
}

function lineOf(
  random: () => number,
  family: string | null,
  language: string | null,
  jobs: readonly { readonly said: readonly string[] }[],
): AgreementLine {
  const units = jobs.map(({ said }) => said)
  const { alpha, agreed, judgements } = krippendorffAlpha(units)
  const interval = alphaInterval(random, units)
  return {
    ...{ family, language, jobs: units.length, judgements, agreed: agreed ?? null },
    alpha:
      alpha === undefined || interval === undefined
        ? null
        : { value: alpha, low: Math.min(alpha, interval.low), high: Math.max(alpha, interval.high) },
    ac1: gwetAc1(units) ?? null,
    why: whyNot(units.length, alpha),
  }
}

function whyNot(jobs: number, alpha: number | undefined): string | null {
  if (jobs === 0) return 'No job was judged by two people.'
  if (alpha !== undefined) return null
  return 'Every judgement is the same, so there was nothing to tell apart; see the share that agreed.'
}
