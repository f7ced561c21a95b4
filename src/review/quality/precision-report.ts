import type { Steps } from '../../core/steps.ts'
import { type JudgedShare, judgedShare } from './estimate.ts'
import { finds } from './findings.ts'
import type { JudgedDecision, JudgedDecisions } from './judged-decisions.ts'
import { knownAnswers } from './known-answers.ts'
import { familyOf } from './policy-name.ts'
import type { QualityRow } from './ports.ts'

export interface PrecisionLine extends JudgedShare {
  /** A rule; null on the line of a whole family. */
  readonly rule: string | null
  readonly family: string
  /** Whether the rule fired in shadow. */
  readonly shadow: boolean
}

/**
 * Of the decisions on which a rule fired, or any rule of a family, the share that does violate the family: reviewers
 * name the policy that they find nearest. Only decisions drawn by chance enter, since what players report or rules send
 * to review is not like the rest.
 */
export function* precisionReport(
  random: () => number,
  { judged }: JudgedDecisions,
  golden: readonly QualityRow[],
): Steps<PrecisionLine[]> {
  const groups = new Map<
    string,
    { rule: string | null; family: string; shadow: boolean; of: JudgedDecision[] }
  >()
  for (const one of judged) {
    const families = new Set<string>()
    for (const { rule, policy, shadow } of one.decision?.fired ?? []) {
      const family = familyOf(policy)
      if (one.asked !== undefined && familyOf(one.asked) !== family) continue
      add({ rule, family, shadow }, one)
      if (!shadow) families.add(family)
    }
    for (const family of families) add({ rule: null, family, shadow: false }, one)
  }
  function add(group: { rule: string | null; family: string; shadow: boolean }, one: JudgedDecision): void {
    const key = `${group.family} ${group.rule ?? ''} ${group.shadow}`
    const known = groups.get(key)
    if (known) known.of.push(one)
    else groups.set(key, { ...group, of: [one] })
  }
  const lines: PrecisionLine[] = []
  for (const [, { rule, family, shadow, of }] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const known = knownAnswers(golden, family, new Set(of.map(({ row }) => row.reviewer)))
    const counted = of.map(({ row, probability }) => ({
      ...{ probability, violates: finds(row, family), each: 1 },
    }))
    lines.push({ rule, family, shadow, ...(yield* judgedShare(random, counted, known)) })
  }
  return lines
}
