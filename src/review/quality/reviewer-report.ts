import type { Steps } from '../../core/steps.ts'
import { exactInterval } from '../../stats/exact-interval.ts'
import type { Estimate } from '../../stats/prevalence.ts'
import { quantile } from '../../stats/quantile.ts'
import { shrunkenSharesSteps } from '../../stats/shrunken-shares.ts'
import { familyOf } from './policy-name.ts'
import type { QualityRow } from './ports.ts'

/** A share that was counted, with its exact 95 % interval; `value` is null when there was nothing to count. */
export interface CountedShare {
  readonly hits: number
  readonly of: number
  readonly value: number | null
  readonly low: number
  readonly high: number
}

export interface ReviewerLine {
  readonly reviewer: string
  /** Judgements, golden jobs among them. */
  readonly judged: number
  readonly unsure: number
  /** Median time spent on one, in ms; null: none. */
  readonly medianMs: number | null
  /** Of golden jobs, those that were answered rightly; of those that violate, found; of those that do not, passed. */
  readonly right: CountedShare
  readonly sensitivity: CountedShare
  readonly specificity: CountedShare
  /** Share right as best guess among all reviewers: few answers are drawn towards what is usual. For ranking. */
  readonly skill: Estimate
  /** The chance that the share right is below the bar, and whether that is as good as certain (95 %). */
  readonly chanceBelow: number
  readonly isBelow: boolean
  /** Of judgements on jobs that others judged too, without knowing of each other: pairs that are the same. */
  readonly agreement: CountedShare
  /** Judgements that something violates, and how many of these an appeal overturned. */
  readonly upheld: { readonly violating: number; readonly overturned: number }
}

/** From which chance a reviewer counts as below the bar. */
const CERTAIN = 0.95

/** What reviewers did and how well; the best first. `bar` is the share right that is asked for. */
export function* reviewerReport(rows: readonly QualityRow[], bar: number): Steps<ReviewerLine[]> {
  const byReviewer = new Map<string, QualityRow[]>()
  for (const row of rows) {
    const known = byReviewer.get(row.reviewer)
    if (known) known.push(row)
    else byReviewer.set(row.reviewer, [row])
  }
  const agreements = agreementsOf(rows)
  const counts = [...byReviewer].map(([reviewer, own]) => ({ reviewer, own, golden: goldenOf(own) }))
  const skills = yield* shrunkenSharesSteps(
    counts.map(({ golden }) => golden.right),
    bar,
  )
  return counts
    .map(({ reviewer, own, golden }, i): ReviewerLine => {
      const { value, low, high, below } = skills[i]!
      const found = own.filter(({ choice, kind }) => choice === 'violates' && kind !== 'golden')
      const times = own.map(({ spentMs }) => spentMs).sort((a, b) => a - b)
      return {
        ...{ reviewer, judged: own.length },
        unsure: own.filter(({ choice }) => choice === 'unsure').length,
        medianMs: times.length === 0 ? null : quantile(times, 0.5),
        right: share(golden.right),
        sensitivity: share(golden.sensitivity),
        specificity: share(golden.specificity),
        skill: { value, low, high },
        chanceBelow: below,
        isBelow: below >= CERTAIN,
        agreement: share(agreements.get(reviewer) ?? { hits: 0, of: 0 }),
        upheld: {
          violating: found.length,
          overturned: found.filter(({ marks }) => marks.includes('overturned')).length,
        },
      }
    })
    .sort((a, b) => b.skill.value - a.skill.value || (a.reviewer < b.reviewer ? -1 : 1))
}

interface Count {
  hits: number
  of: number
}

function share({ hits, of }: Count): CountedShare {
  return { hits, of, value: of === 0 ? null : hits / of, ...exactInterval(hits, of) }
}

/** The unsure have given no answer. */
function goldenOf(rows: readonly QualityRow[]): { right: Count; sensitivity: Count; specificity: Count } {
  const right = { hits: 0, of: 0 }
  const sensitivity = { hits: 0, of: 0 }
  const specificity = { hits: 0, of: 0 }
  for (const row of rows) {
    if (row.truth === undefined || row.choice === 'unsure') continue
    const isRight = answeredRightly(row)
    for (const count of [right, row.truth.choice === 'violates' ? sensitivity : specificity]) {
      count.of++
      if (isRight) count.hits++
    }
  }
  return { right, sensitivity, specificity }
}

/** As marked when it was judged; else by the choice. */
function answeredRightly({ marks, choice, truth, policy, policies }: QualityRow): boolean {
  if (marks.includes('golden-right')) return true
  if (marks.includes('golden-wrong')) return false
  if (choice !== truth!.choice) return false
  if (choice === 'fine') return true
  const wanted = new Set((truth!.policies.length > 0 ? truth!.policies : [policy]).map(familyOf))
  return (policies.length > 0 ? policies : [policy]).some((one) => wanted.has(familyOf(one)))
}

function agreementsOf(rows: readonly QualityRow[]): Map<string, Count> {
  const jobs = new Map<string, QualityRow[]>()
  for (const row of rows) {
    if (row.kind === 'golden' || row.stage === 'adjudication' || row.choice === 'unsure') continue
    const known = jobs.get(row.job)
    if (known) known.push(row)
    else jobs.set(row.job, [row])
  }
  const counts = new Map<string, Count>()
  for (const judged of jobs.values())
    for (const one of judged)
      for (const other of judged) {
        if (one.reviewer === other.reviewer) continue
        const count = counts.get(one.reviewer) ?? { hits: 0, of: 0 }
        count.of++
        if (one.choice === other.choice) count.hits++
        counts.set(one.reviewer, count)
      }
  return counts
}
