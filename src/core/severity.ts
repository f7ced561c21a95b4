import { z } from 'zod'

/** S0 emergency, S1 severe or illegal, S2 serious, S3 ordinary, S4 nuisance. */
export const Severity = z.enum(['S0', 'S1', 'S2', 'S3', 'S4'])
export type Severity = z.infer<typeof Severity>

/** Sorts the gravest first. */
export function bySeverity(a: { severity: Severity }, b: { severity: Severity }): number {
  return a.severity < b.severity ? -1 : a.severity > b.severity ? 1 : 0
}
