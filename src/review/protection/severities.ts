import type { Severity } from '../../core/severity.ts'

/** From the gravest to the slightest; written out here, since pages that read it need no schema. */
export const SEVERITIES = ['S0', 'S1', 'S2', 'S3', 'S4'] as const satisfies readonly Severity[]
