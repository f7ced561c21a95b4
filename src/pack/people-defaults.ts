import type { AppealSettings, ReviewSettings, StrikeSettings } from './pack.ts'

const DAY_MS = 86_400_000

/** Without review.yaml. */
export const REVIEW_DEFAULTS: ReviewSettings = {
  undoMs: 10_000,
  routes: [],
  samples: [],
  undecided: [],
  massReports: { reporters: 10, withinMs: 600_000 },
  reasons: new Map(),
  trustedLabels: [],
  keepReportsMs: 180 * DAY_MS,
}

/** Without strikes.yaml. */
export const STRIKE_DEFAULTS: StrikeSettings = { expiresMs: 90 * DAY_MS, foldMs: 600_000, thresholds: [] }

/** Without appeals.yaml: six months, as Art. 20 of the DSA asks for. */
export const APPEAL_DEFAULTS: AppealSettings = { windowMs: 184 * DAY_MS, queue: undefined }
