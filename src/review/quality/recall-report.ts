import type { Steps } from '../../core/steps.ts'
import type { KnownAnswers } from '../../stats/judge-rates.ts'
import { recallByInclusion } from '../../stats/live/recall-by-inclusion.ts'
import type { Estimate } from '../../stats/prevalence.ts'
import { NO_GOLDEN, NO_SKILL, NOTHING_DRAWN, strataOf } from './estimate.ts'
import { familiesFound, finds, type Subject } from './findings.ts'
import type { JudgedDecision, JudgedDecisions } from './judged-decisions.ts'
import { knownAnswers } from './known-answers.ts'
import { familyOf } from './policy-name.ts'
import type { QualityRow, SampledDecision } from './ports.ts'

export interface RecallLine {
  /** A policy or a family; null: whatever violates any policy. */
  readonly policy: string | null
  /** What flagged; null: any rule that is live and of the policy's family. */
  readonly rule: string | null
  /** Whether the rule fired in shadow. */
  readonly shadow: boolean
  readonly judged: number
  /** Of these, what was judged to violate, and of that again what was flagged. */
  readonly violating: number
  readonly flagged: number
  /** Were reviewers never wrong; null: not to be known, `why` says why. */
  readonly asJudged: Estimate | null
  /** With reviewers' errors taken off. */
  readonly share: Estimate | null
  readonly golden: KnownAnswers | null
  readonly why: string | null
}

type Fired = SampledDecision['fired'][number]

/**
 * Of the decisions that violate, the share on which a rule fired: by policy for all live rules of its family, and for each
 * rule alone, in shadow too. From decisions drawn by chance, each by one over its chance.
 */
export function* recallReport(
  random: () => number,
  { judged }: JudgedDecisions,
  golden: readonly QualityRow[],
  policies: readonly string[] | undefined,
): Steps<RecallLine[]> {
  const subjects: readonly Subject[] = policies ?? [undefined, ...familiesFound(judged.map(({ row }) => row))]
  const lines: RecallLine[] = []
  for (const subject of subjects) {
    const isOfFamily = ({ policy }: Fired) => subject === undefined || familyOf(policy) === familyOf(subject)
    const asked = judged.filter(
      (one) =>
        one.decision !== undefined &&
        (one.asked === undefined || (subject !== undefined && familyOf(one.asked) === familyOf(subject))),
    )
    const known = knownAnswers(golden, subject, new Set(asked.map(({ row }) => row.reviewer)))
    const rules = new Map<string, Pick<RecallLine, 'rule' | 'shadow'>>()
    if (subject !== undefined)
      for (const { rule, shadow } of asked.flatMap((one) => one.decision!.fired.filter(isOfFamily)))
        rules.set(`${rule} ${shadow}`, { rule, shadow })
    const own = [...rules].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
    for (const { rule, shadow } of [{ rule: null, shadow: false }, ...own]) {
      const isFlagged = (one: JudgedDecision) =>
        one.decision!.fired.some(
          (fired) => isOfFamily(fired) && fired.shadow === shadow && (rule === null || fired.rule === rule),
        )
      const line = yield* recallOf(random, asked, isFlagged, subject, known)
      lines.push({ policy: subject ?? null, rule, shadow, ...line })
    }
  }
  return lines
}

function* recallOf(
  random: () => number,
  asked: readonly JudgedDecision[],
  isFlagged: (one: JudgedDecision) => boolean,
  subject: Subject,
  known: KnownAnswers | undefined,
): Steps<Omit<RecallLine, 'policy' | 'rule' | 'shadow'>> {
  const counted = asked.map((one) => ({
    ...{ probability: one.probability, violates: finds(one.row, subject), each: 1 },
    isFlagged: isFlagged(one),
  }))
  const [flagged, passed] = [counted.filter((one) => one.isFlagged), counted.filter((one) => !one.isFlagged)]
  const violating = counted.filter(({ violates }) => violates).length
  const { asJudged, share } = yield* recallByInclusion(random, strataOf(flagged), strataOf(passed), known)
  return {
    ...{ judged: counted.length, violating, flagged: flagged.filter(({ violates }) => violates).length },
    ...{ asJudged: asJudged ?? null, share: share ?? null, golden: known ?? null },
    why: whyNot(),
  }

  function whyNot(): string | null {
    if (counted.length === 0) return NOTHING_DRAWN
    if (flagged.length === 0)
      return 'Nothing was drawn of what these rules flag: draw more of it, with a sample for its verdicts or policies.'
    if (passed.length === 0)
      return 'Nothing was drawn of what no rule flags, where what is missed would be: a sample of review.yaml that draws from all decisions is needed.'
    if (asJudged === undefined)
      return 'Nothing that was drawn and judged violates: there is nothing to be a share of.'
    if (known === undefined) return NO_GOLDEN
    return share === undefined ? NO_SKILL : null
  }
}
