import type { Severity } from '../core/severity.ts'

/** What a job's place in its queue hangs on. Times in ms since the epoch. */
export interface Weighed {
  readonly severity: Severity
  /** How many people it reached. */
  readonly reach: number
  /** Sum of what each reporter's word counts, from 0 to 1 each; see `reporter-reliability.ts`. */
  readonly reportWeight: number
  /** Many people reported one target within minutes. */
  readonly mass: boolean
  /** A trusted flagger reported it (DSA Art. 22: such notices come first). */
  readonly trusted: boolean
  readonly createdMs: number
}

/** A step of severity counts as much as two doublings by age; a trusted flagger as much as three steps. */
export const PRIORITY = {
  severity: { S0: 512, S1: 128, S2: 32, S3: 8, S4: 2 },
  trusted: 64,
  massShare: 0.5,
} as const satisfies { readonly severity: Readonly<Record<Severity, number>> } & Record<string, unknown>

/** The formula in one line, as it is shown beside its terms. */
export const PRIORITY_FORMULA =
  'severity × (1 + log2 reach) × (1 + log2(1 + reports)) × trusted × 2^(age / doubles)'

/** What the weight of a job is made of, age aside; each factor is 1 or more, severity 2 or more. */
export function factorsOf({ severity, reach, reportWeight, mass, trusted }: Omit<Weighed, 'createdMs'>) {
  return {
    severity: PRIORITY.severity[severity],
    reach: 1 + Math.log2(Math.max(1, reach)),
    // Logarithms, and half of it for mass reports: five hundred false ones weigh about as much as one step of severity.
    reports: 1 + (mass ? PRIORITY.massShare : 1) * Math.log2(1 + Math.max(0, reportWeight)),
    trusted: trusted ? PRIORITY.trusted : 1,
  }
}

/**
 * A number by which a queue is ordered, greatest first. Age doubles a job's weight every `doublesMs`, so that at any
 * time its priority is 2^((rank + now) / doublesMs): within a queue the order never changes by waiting, and the rank
 * can stand in an index.
 */
export function rankOf(job: Weighed, doublesMs: number): number {
  const { severity, reach, reports, trusted } = factorsOf(job)
  return Math.log2(severity * reach * reports * trusted) * doublesMs - job.createdMs
}
