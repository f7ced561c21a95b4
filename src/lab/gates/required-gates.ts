import type { Authority } from '../registry/authority.ts'

/** The gates that each step of authority needs, beside those of the steps below it. A gate that did not run is not passed. */
export const REQUIRED_GATES = {
  observe: [
    ...(['schema', 'leaks', 'labels', 'policy-version', 'reproducible', 'numerics'] as const),
    ...(['latency', 'cost', 'privacy', 'staleness', 'baseline'] as const),
  ],
  rank: ['recall', 'calibration', 'incumbent'],
  reversible: ['precision', 'slices', 'suites', 'inclusion', 'robustness'],
  irreversible: ['precision-for-good'],
} as const satisfies Readonly<Record<Authority, readonly string[]>>

export type GateName = (typeof REQUIRED_GATES)[Authority][number]
