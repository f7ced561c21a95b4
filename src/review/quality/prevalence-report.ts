import type { Steps } from '../../core/steps.ts'
import { Verdict } from '../../core/verdict.ts'
import { type JudgedShare, judgedShare } from './estimate.ts'
import { familiesFound, finds, type Subject } from './findings.ts'
import type { JudgedDecisions } from './judged-decisions.ts'
import { knownAnswers } from './known-answers.ts'
import { familyOf } from './policy-name.ts'
import type { QualityRow } from './ports.ts'

export interface PrevalenceAsked {
  /** Policies or families; undefined: every family that was found, and all together. */
  readonly policies: readonly string[] | undefined
  /** Whether each decision counts once, or as often as its content was seen. */
  readonly by: 'decisions' | 'exposure'
}

export interface PrevalenceLine extends JudgedShare {
  /** Null: whatever violates any policy. */
  readonly policy: string | null
  /** Null: all worlds together. */
  readonly world: string | null
  /** Null: whatever was decided. */
  readonly verdict: Verdict | null
}

/** The share of decisions that violate, by policy, world and verdict. */
export function* prevalenceReport(
  random: () => number,
  { judged }: JudgedDecisions,
  golden: readonly QualityRow[],
  { policies, by }: PrevalenceAsked,
): Steps<PrevalenceLine[]> {
  const subjects: readonly Subject[] = policies ?? [undefined, ...familiesFound(judged.map(({ row }) => row))]
  const worlds = [...new Set(judged.map(({ row }) => row.world))].sort()
  const lines: PrevalenceLine[] = []
  for (const subject of subjects) {
    // Who was asked about one policy only has said nothing of the others.
    const asked = judged.filter(
      (one) =>
        one.asked === undefined || (subject !== undefined && familyOf(one.asked) === familyOf(subject)),
    )
    const known = knownAnswers(golden, subject, new Set(asked.map(({ row }) => row.reviewer)))
    const verdicts = Verdict.options.filter((verdict) =>
      asked.some(({ decision }) => decision?.verdict === verdict),
    )
    for (const { world, verdict } of [
      { world: null, verdict: null },
      ...(worlds.length > 1 ? worlds.map((world) => ({ world, verdict: null })) : []),
      ...(verdicts.length > 1 ? verdicts.map((verdict) => ({ world: null, verdict })) : []),
    ]) {
      const counted = asked
        .filter(({ row }) => world === null || row.world === world)
        .filter(({ decision }) => verdict === null || decision?.verdict === verdict)
        .map(({ row, probability }) => ({
          ...{ probability, violates: finds(row, subject) },
          each: by === 'exposure' ? row.reach : 1,
        }))
      const share = yield* judgedShare(random, counted, known)
      lines.push({ policy: subject ?? null, world, verdict, ...share })
    }
  }
  return lines
}
