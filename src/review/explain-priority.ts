import { formatDuration } from '../core/duration.ts'
import { factorsOf, PRIORITY, PRIORITY_FORMULA, type Weighed } from './priority.ts'

/** One factor of a priority, in a number and in words. */
export interface PriorityTerm {
  readonly term: 'severity' | 'reach' | 'reports' | 'trusted' | 'age'
  readonly factor: number
  readonly words: string
}

export interface ExplainedPriority {
  /** The product of the terms. */
  readonly priority: number
  readonly formula: string
  readonly terms: readonly PriorityTerm[]
}

/** Says what a job's priority is now, term by term; `doublesMs` as its queue has it. */
export function explainPriority(
  job: Weighed & { readonly reports: number },
  doublesMs: number,
  nowMs: number,
): ExplainedPriority {
  const factors = factorsOf(job)
  const ageMs = Math.max(0, nowMs - job.createdMs)
  const terms: PriorityTerm[] = [
    {
      term: 'severity',
      factor: factors.severity,
      words: `severity ${job.severity} counts ${factors.severity}; each step is four times the next`,
    },
    {
      term: 'reach',
      factor: factors.reach,
      words:
        job.reach <= 1
          ? 'how many people it reached is not known, or one'
          : `it reached ${job.reach} people: 1 + log2 ${job.reach}`,
    },
    { term: 'reports', factor: factors.reports, words: reportWords(job) },
    {
      term: 'trusted',
      factor: factors.trusted,
      words: job.trusted
        ? `a trusted flagger reported it: ${PRIORITY.trusted} times`
        : 'no trusted flagger reported it',
    },
    {
      term: 'age',
      factor: 2 ** (ageMs / doublesMs),
      words: `it has waited ${formatDuration(Math.round(ageMs / 1000) * 1000)}, and counts twice after every ${formatDuration(doublesMs)}`,
    },
  ]
  return {
    priority: terms.reduce((product, { factor }) => product * factor, 1),
    formula: PRIORITY_FORMULA,
    terms,
  }
}

function reportWords({ reports, reportWeight, mass }: Weighed & { readonly reports: number }): string {
  if (reports === 0) return 'nobody reported it'
  const sum = `${reports} reports, which count ${reportWeight.toFixed(2)} by what their reporters' word was worth`
  return mass ? `${sum}; many at once, so half of it counts` : sum
}
